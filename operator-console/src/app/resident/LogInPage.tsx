import { type FormEvent, useState } from 'react';
import { answer, api, ProblemError } from '@/api';
import { askForSession } from '@/api/fetch';
import { loggedIn, useSessionState } from '@/api/session';
import { phone as shownPhone } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { Field } from './Field';

/**
 * By a code sent to the telephone: no password to remember, no puzzle to solve.
 *
 * @param over somebody was logged in, and their page waits behind this
 */
export function LogInPage({ over }: { over?: boolean }) {
  const t = useTexts('resident');
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [request, setRequest] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const digits = phone.replace(/\D/g, '');

  async function attempt(work: () => Promise<void>) {
    setSending(true);
    setFailure('');
    try {
      await work();
    } catch (e) {
      const fields = e instanceof ProblemError ? Object.values(e.fieldMessages()) : [];
      setFailure(fields[0] ?? messageOf(e as Error));
    } finally {
      setSending(false);
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length < 3) {
      setFailure(t('login.phoneNeeded'));
      return;
    }
    void attempt(async () => {
      const sent = await answer(api.POST('/login/code', { body: { phone: digits } }));
      setRequest(sent.request);
    });
  };
  const verify = (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code.trim())) {
      setFailure(t('login.codeNeeded'));
      return;
    }
    void attempt(async () => {
      const body = { phone: digits, code: code.trim(), request: request ?? '' };
      loggedIn(await answer(api.POST('/login/code/verify', { body })));
    });
  };
  return (
    <main className="sheet">
      <h1>{over ? t('login.again') : t('login.title')}</h1>
      {request === null ? (
        <form onSubmit={send} noValidate>
          <Field label={t('login.phone')} error={failure}>
            {(p) => (
              <input
                {...p}
                type="tel"
                inputMode="numeric"
                autoComplete="tel"
                value={phone}
                onChange={(e) => setPhone(e.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="big-button" disabled={sending}>
            {t('login.send')}
          </button>
          <p>{t('login.why')}</p>
        </form>
      ) : (
        <form onSubmit={verify} noValidate>
          <p>{t('login.sent', { phone: shownPhone(digits) })}</p>
          <Field label={t('login.code')} error={failure}>
            {(p) => (
              <input
                {...p}
                className="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={(e) => setCode(e.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="big-button" disabled={sending}>
            {t('login.enter')}
          </button>
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              setRequest(null);
              setCode('');
              setFailure('');
            }}
          >
            {t('login.other')}
          </button>
        </form>
      )}
    </main>
  );
}

/** A telephone that several people share. */
export function WhoAreYou() {
  const t = useTexts('resident');
  const state = useSessionState();
  const [failure, setFailure] = useState('');
  const residents = 'session' in state ? (state.session.residents ?? []) : [];
  const own = 'session' in state ? state.session.id : 0;
  async function choose(id: number) {
    setFailure('');
    try {
      await answer(api.POST('/session/resident', { body: { resident_id: id } }));
      // somebody else's page must not remain
      if (own !== 0) location.replace('/');
      else await askForSession();
    } catch (e) {
      setFailure(messageOf(e as Error));
    }
  }
  return (
    <main className="sheet">
      <h1>{t('who.title')}</h1>
      {residents.map((r) => (
        <button key={r.id} type="button" className="big-button" onClick={() => void choose(r.id)}>
          {r.name}
        </button>
      ))}
      <p role="alert" className="wrong">
        {failure}
      </p>
    </main>
  );
}
