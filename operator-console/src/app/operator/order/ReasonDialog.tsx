import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '@/api';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

export type Ask = { title: string; label: string; least?: boolean; danger?: boolean; fields?: ReactNode };

type Props<T> = {
  ask: Ask | null;
  busy: boolean;
  failure: Error | null;
  close: () => void;
  send: (typed: T & { words: string }) => void;
};

/** Asks for the words that go with a command, and for whatever else it needs. */
export function ReasonDialog<T extends object>({ ask, busy, failure, close, send }: Props<T>) {
  const t = useTexts('operator');
  const [form] = Form.useForm();
  const besides = failure instanceof ProblemError ? failure.fieldMessages() : {};
  const known = besides.reason ?? besides.text ?? besides.answer ?? besides.note;
  return (
    <Modal
      open={ask !== null}
      title={ask?.title}
      okText={ask?.title}
      okButtonProps={{ danger: ask?.danger }}
      cancelText={t('dialog.cancel')}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => form.submit()}
      destroyOnHidden
      afterOpenChange={(open) => open && form.getFieldInstance('words')?.focus?.()}
    >
      <Form form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={send}>
        {ask?.fields}
        {ask && (
          <Form.Item
            name="words"
            label={ask.label}
            {...(known && { validateStatus: 'error' as const, help: known })}
            rules={
              ask.least === false
                ? []
                : [{ required: true, whitespace: true, message: t('form.required', { field: ask.label }) }]
            }
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        )}
        <div role="alert" className="field-error">
          {failure && !known && messageOf(failure)}
        </div>
      </Form>
    </Modal>
  );
}
