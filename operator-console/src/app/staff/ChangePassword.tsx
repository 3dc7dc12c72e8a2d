import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { answer, api, ProblemError } from '@/api';
import { askForSession } from '@/api/fetch';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { logOut } from './log-out';

type Typed = { current: string; fresh: string; again: string };
const LEAST = 10;

/** @param forced nothing else is possible before */
export function ChangePassword({ forced, onDone }: { forced?: boolean; onDone?: () => void }) {
  const form = <PasswordForm forced={forced} onDone={onDone} />;
  const t = useTexts('staff');
  if (!forced) return form;
  return (
    <div className="log-in">
      <main>
        <header>
          <h1>{t('password.title')}</h1>
          <p>{t('password.text')}</p>
        </header>
        {form}
      </main>
    </div>
  );
}

function PasswordForm({ forced, onDone }: { forced?: boolean; onDone?: () => void }) {
  const t = useTexts('staff');
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState('');

  async function change(typed: Typed) {
    setSending(true);
    setFailure('');
    try {
      await answer(
        api.POST('/session/password', { body: { old_password: typed.current, new_password: typed.fresh } }),
      );
      message.success(t('password.done'));
      await askForSession();
      onDone?.();
    } catch (e) {
      const fields = e instanceof ProblemError ? e.fieldMessages() : {};
      if (fields.old_password) form.setFields([{ name: 'current', errors: [fields.old_password] }]);
      if (fields.new_password) form.setFields([{ name: 'fresh', errors: [fields.new_password] }]);
      if (!fields.old_password && !fields.new_password) setFailure(messageOf(e as Error));
    } finally {
      setSending(false);
    }
  }

  return (
    <Form form={form} layout="vertical" onFinish={change} requiredMark={false}>
      <Form.Item
        name="current"
        label={t('password.current')}
        rules={[{ required: true, message: t('login.needPassword') }]}
      >
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="fresh"
        label={t('password.new')}
        rules={[{ required: true, min: LEAST, message: t('password.short') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['fresh']}
        rules={[
          { required: true, message: t('password.differ') },
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              !value || value === getFieldValue('fresh')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.differ'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <div role="alert" className="log-in-failure">
        {failure}
      </div>
      <Button type="primary" htmlType="submit" loading={sending}>
        {t('password.submit')}
      </Button>
      {forced ? (
        <Button type="link" onClick={() => void logOut()}>
          {t('menu.logOut')}
        </Button>
      ) : (
        <Button type="link" onClick={onDone}>
          {t('password.cancel')}
        </Button>
      )}
    </Form>
  );
}
