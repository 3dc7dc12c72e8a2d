import { type FormEvent, useId, useRef, useState } from 'react';
import { answer, api, ProblemError } from '@/api';
import { loggedIn } from '@/api/session';
import { useNow } from '@/shared/clock';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';

/** By name and password; what was typed stays when it fails. */
export function LogInForm({ note }: { note?: string }) {
  const t = useTexts('homevisit');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [until, setUntil] = useState(0);
  const [sending, setSending] = useState(false);
  const [loginId, passwordId, failureId] = [useId(), useId(), useId()];
  const passwordField = useRef<HTMLInputElement>(null);
  const wait = Math.ceil((until - useNow()) / 1000);

  async function submit(e: FormEvent) {
    e.preventDefault();
    if (sending || wait > 0) return;
    if (login.trim() === '' || password === '') {
      setFailure(t('login.both'));
      return;
    }
    setSending(true);
    setFailure(null);
    try {
      loggedIn(await answer(api.POST('/login', { body: { login: login.trim(), password } })));
    } catch (error) {
      setFailure(messageOf(error as Error));
      const seconds = error instanceof ProblemError ? error.problem.retry_after_seconds : undefined;
      if (seconds) setUntil(Date.now() + seconds * 1000);
      passwordField.current?.select();
    } finally {
      setSending(false);
    }
  }

  return (
    <form className="log-in" onSubmit={submit} noValidate>
      {note && <p>{note}</p>}
      <label htmlFor={loginId}>{t('login.login')}</label>
      <input
        id={loginId}
        value={login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        aria-describedby={failureId}
        onChange={(e) => setLogin(e.target.value)}
      />
      <label htmlFor={passwordId}>{t('login.password')}</label>
      <input
        id={passwordId}
        ref={passwordField}
        type="password"
        value={password}
        autoComplete="current-password"
        maxLength={128}
        aria-describedby={failureId}
        onChange={(e) => setPassword(e.target.value)}
      />
      <p id={failureId} role="alert" className="wrong">
        {failure} {wait > 0 && t('login.wait', { n: wait })}
      </p>
      <button type="submit" className="button strong wide" disabled={sending || wait > 0}>
        {t('login.submit')}
      </button>
    </form>
  );
}
