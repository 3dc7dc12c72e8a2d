import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

type Props = {
  name: string;
  retired: boolean;
  retire: () => Promise<unknown>;
  restore: () => Promise<unknown>;
  done: () => void;
  words?: { retire: string; restore: string; ask: string };
};

/** Out of use and back into it; what is retired stays readable. */
export function Retire({ name, retired, retire, restore, done, words }: Props) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const [sending, setSending] = useState(false);
  const said = words ?? { retire: t('retire'), restore: t('restore'), ask: t('retireAsk', { name }) };
  async function run(what: () => Promise<unknown>): Promise<void> {
    setSending(true);
    try {
      await what();
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      setSending(false);
      done();
    }
  }
  if (retired) {
    return (
      <Button size="small" loading={sending} onClick={() => void run(restore)}>
        {said.restore}
      </Button>
    );
  }
  return (
    <Popconfirm
      title={said.ask}
      okText={said.retire}
      cancelText={t('cancel')}
      onConfirm={() => void run(retire)}
    >
      <Button size="small" loading={sending}>
        {said.retire}
      </Button>
    </Popconfirm>
  );
}
