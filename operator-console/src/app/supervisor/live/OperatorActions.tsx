import { App, Button, Dropdown, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

type Presence = Schemas['Presence'];
type State = Schemas['SetOperatorPresence']['state'];

/** What a supervisor does with an operator who has no call: a pause, its end, or off the queue. */
export function OperatorActions({ operator }: { operator: Presence }) {
  const t = useTexts('supervisor');
  const { message } = App.useApp();
  const [pausing, setPausing] = useState(false);
  const name = operator.name ?? '';
  const change = useCommand('put', '/operators/{operator_id}/presence', {
    onSuccess: () => {
      setPausing(false);
      message.success(t('operators.changed', { name }));
    },
    onError: (e) => message.error(messageOf(e), 8),
  });
  const become = (state: State, reason?: string) =>
    change.mutate({
      params: { path: { operator_id: operator.operator_id ?? 0 } },
      body: { state, ...(reason && { reason }) },
    });
  const busy = operator.state === 'TALKING' || operator.state === 'RESERVED';
  if (busy) return null;
  const paused = operator.state === 'PAUSED';
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            paused
              ? { key: 'AVAILABLE', label: t('operators.endPause') }
              : { key: 'PAUSED', label: t('operators.pause') },
            { key: 'OFFLINE', label: t('operators.logOff'), danger: true },
          ],
          onClick: ({ key }) => (key === 'PAUSED' ? setPausing(true) : become(key as State)),
        }}
      >
        <Button size="small" loading={change.isPending} aria-label={t('operators.manageOne', { name })}>
          {t('operators.manage')}
        </Button>
      </Dropdown>
      {pausing && (
        <Pause
          name={name}
          sending={change.isPending}
          pause={(reason) => become('PAUSED', reason)}
          close={() => setPausing(false)}
        />
      )}
    </>
  );
}

type PauseProps = { name: string; sending: boolean; pause: (reason: string) => void; close: () => void };

function Pause({ name, sending, pause, close }: PauseProps) {
  const t = useTexts('supervisor');
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={t('operators.pauseTitle', { name })}
      okText={t('operators.pause')}
      cancelText={t('cancel')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={sending}
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => pause(reason.trim())}>
        <Form.Item
          name="reason"
          label={t('operators.reason')}
          rules={[{ required: true, whitespace: true, message: t('operators.reasonNeeded') }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
