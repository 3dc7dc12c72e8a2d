import { App, Button, Modal } from 'antd';
import { useTexts } from '@/shared/i18n';

type Props = { title: string; hint: string; secret: string; close: () => void };

/** What is shown this once. */
export function Secret({ title, hint, secret, close }: Props) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      message.success(t('secret.copied'));
    } catch {
      // without https there is no clipboard; it can still be marked by hand
      message.info(t('secret.byHand'));
    }
  }
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {t('secret.copy')}
        </Button>,
        <Button key="close" type="primary" onClick={close}>
          {t('secret.noted')}
        </Button>,
      ]}
    >
      <p>{hint}</p>
      <output className="secret">{secret}</output>
      <p className="hint">{t('secret.once')}</p>
    </Modal>
  );
}

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Easy to read out and to type: three groups of four, no sign that looks like another. */
export function newPassword(): string {
  const groups = Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => SIGNS.charAt(randomBelow(SIGNS.length))).join(''),
  );
  return groups.join('-');
}

/** Without the bias of a remainder. */
function randomBelow(limit: number): number {
  const most = 256 - (256 % limit);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) return byte % limit;
  }
}
