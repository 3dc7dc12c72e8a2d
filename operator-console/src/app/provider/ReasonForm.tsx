import { Button, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '@/api';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

type Props = {
  title: string;
  hint?: string;
  /** Asked before the reason. */
  before?: ReactNode;
  /** Reasons that are often right, to be chosen with one click. */
  common?: string[];
  submit: string;
  danger?: boolean;
  sending: boolean;
  error: Error | null;
  onSubmit: (reason: string) => void;
  onClose: () => void;
};

/** Asks for a reason in words. What was typed stays when the server refuses. */
export function ReasonForm(p: Props) {
  const t = useTexts('provider');
  const [form] = Form.useForm<{ reason: string }>();
  const own = p.error instanceof ProblemError ? p.error.fieldMessages() : {};
  const field = own.reason ?? own.result;
  return (
    <Modal open title={p.title} onCancel={p.onClose} footer={null} destroyOnHidden>
      {p.hint && <p>{p.hint}</p>}
      <Form form={form} layout="vertical" onFinish={(typed) => p.onSubmit(typed.reason.trim())}>
        {p.before}
        {p.common && (
          <div className="reason-common">
            {p.common.map((reason) => (
              <Button key={reason} onClick={() => form.setFieldsValue({ reason })}>
                {reason}
              </Button>
            ))}
          </div>
        )}
        <Form.Item
          name="reason"
          label={t('reason.label')}
          validateStatus={field ? 'error' : undefined}
          help={field}
          rules={[{ required: true, whitespace: true, message: t('reason.needed') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={500} showCount />
        </Form.Item>
        {p.error && !field && (
          <p role="alert" className="form-failure">
            {messageOf(p.error)}
          </p>
        )}
        <div className="form-buttons">
          <Button onClick={p.onClose}>{t('cancel')}</Button>
          <Button type="primary" danger={p.danger} htmlType="submit" loading={p.sending}>
            {p.submit}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
