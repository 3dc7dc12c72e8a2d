import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { answer, api, ProblemError } from '@/api';
import { loggedIn, useSessionState } from '@/api/session';
import { useNow } from '@/shared/clock';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { LanguageSwitch } from '@/shared/ui/LanguageSwitch';

export function LogIn() {
  const t = useTexts('staff');
  const s = useTexts('shared');
  useEffect(() => {
    document.title = `${t('login.title')} · ${s('app.name')}`;
  }, [t, s]);
  return (
    <div className="log-in">
      <main>
        <header>
          <img src="/icon.svg" alt="" width="48" height="48" />
          <h1>{s('app.name')}</h1>
          <p>{t('login.title')}</p>
        </header>
        <LogInForm />
        <footer>
          <span>
            {t('login.residents')} <a href="/">{t('login.residentsLink')}</a>
          </span>
          <LanguageSwitch />
        </footer>
      </main>
    </div>
  );
}

type Typed = { login: string; password: string };

export function LogInForm({ again, extra }: { again?: boolean; extra?: ReactNode }) {
  const t = useTexts('staff');
  const queries = useQueryClient();
  const state = useSessionState();
  const [form] = Form.useForm<Typed>();
  const [failure, setFailure] = useState<Error | null>(null);
  const [until, setUntil] = useState(0);
  const [sending, setSending] = useState(false);
  const password = useRef<InputRef>(null);
  const wait = Math.ceil((until - useNow(500)) / 1000);

  async function logIn(typed: Typed) {
    setSending(true);
    setFailure(null);
    try {
      const session = await answer(api.POST('/login', { body: { ...typed, login: typed.login.trim() } }));
      if (!again) queries.clear();
      loggedIn(session);
    } catch (e) {
      setFailure(e as Error);
      const seconds = e instanceof ProblemError ? e.problem.retry_after_seconds : undefined;
      if (seconds) setUntil(Date.now() + seconds * 1000);
      password.current?.focus({ cursor: 'all' });
    } finally {
      setSending(false);
    }
  }

  return (
    <Form form={form} layout="vertical" onFinish={logIn} requiredMark={false} size="large">
      <Form.Item
        name="login"
        label={t('login.login')}
        rules={[{ required: true, whitespace: true, message: t('login.needLogin') }]}
      >
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={40} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('login.password')}
        rules={[{ required: true, message: t('login.needPassword') }]}
      >
        <Input.Password ref={password} autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <div role="alert" className="log-in-failure">
        {failure && messageOf(failure)} {wait > 0 && t('login.wait', { seconds: wait })}
      </div>
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={sending}
        disabled={wait > 0 || state.kind === 'here'}
      >
        {t('login.submit')}
      </Button>
      {extra}
    </Form>
  );
}
