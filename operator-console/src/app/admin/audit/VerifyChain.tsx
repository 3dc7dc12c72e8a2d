import { Alert, Button } from 'antd';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { number } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

type Break = NonNullable<Schemas['AuditVerification']['first_break']>;
type Found = { checked: number; broken?: Break; done: boolean };

/** Walks the whole chain, however long, and says whether an entry was changed or removed. */
export function VerifyChain() {
  const t = useTexts('admin');
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState('');
  const [walking, setWalking] = useState(false);

  async function walk(): Promise<void> {
    setWalking(true);
    setFailure('');
    setFound(null);
    try {
      let checked = 0;
      let after: number | undefined;
      do {
        const part = await answer(api.POST('/audit/verify', { params: { query: { after } } }));
        checked += part.checked;
        after = part.intact ? part.next : undefined;
        setFound({ checked, broken: part.first_break, done: after === undefined });
      } while (after !== undefined);
    } catch (e) {
      setFailure(messageOf(e as Error));
    } finally {
      setWalking(false);
    }
  }

  return (
    <div className="verify">
      <Button loading={walking} onClick={() => void walk()}>
        {t('audit.verify')}
      </Button>
      <div role="status">
        {found && !found.broken && (
          <Alert
            type={found.done ? 'success' : 'info'}
            showIcon
            title={t(found.done ? 'audit.intact' : 'audit.walking', { n: number(found.checked) })}
          />
        )}
        {found?.broken && (
          <Alert
            type="error"
            showIcon
            title={t('audit.broken', { n: number(found.broken.chain_no) })}
            description={t(`audit.break.${found.broken.reason}` as Key<'admin'>)}
          />
        )}
      </div>
      <p role="alert" className="form-failure">
        {failure}
      </p>
    </div>
  );
}
