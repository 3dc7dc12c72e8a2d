import { API, askForSession } from '@/api/fetch';
import { csrfToken, sessionState, untilLoggedInAgain } from '@/api/session';
import { heardServerTime } from '@/shared/clock';
import { language } from '@/shared/i18n';
import type { Answer } from './queue';

const PATIENCE_MS = 45_000;

type Problem = { type?: string; title?: string; detail?: string; errors?: { message: string }[] };
export type Heard = { answer: Answer; said?: unknown };
export type Sending = { path: string; body: BodyInit; type: string; key: string };

/** A response, or undefined for silence. */
async function once(path: string, init: RequestInit): Promise<Response | undefined> {
  try {
    const headers = new Headers(init.headers);
    headers.set('Accept-Language', language());
    const response = await fetch(API + path, {
      ...init,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    heardServerTime(response.headers.get('Date'));
    return response;
  } catch {
    return undefined;
  }
}

async function said(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

const slugOf = (problem: Problem | undefined) => problem?.type?.split(/[/:#]/).pop() ?? '';

/** Sends what waits. It never waits for a log-in and never throws: what is not known to have arrived is sent again. */
export async function send(what: Sending): Promise<Heard> {
  for (let attempt = 0; ; attempt++) {
    const response = await once(what.path, {
      method: 'POST',
      body: what.body,
      headers: {
        'Content-Type': what.type,
        'Idempotency-Key': what.key,
        'X-CSRF-Token': csrfToken() ?? '',
        'X-Siduan-Channel': 'APP',
      },
    });
    const heard = await hear(response);
    if (heard !== 'csrf') return heard;
    // another tab logged in anew: its token is ours
    const before = csrfToken();
    await askForSession().catch(() => undefined);
    if (attempt > 0 || csrfToken() === before) return { answer: { kind: 'loggedOut' } };
  }
}

async function hear(response: Response | undefined): Promise<Heard | 'csrf'> {
  if (!response) return { answer: { kind: 'silence' } };
  const body = await said(response);
  if (response.ok)
    return body === undefined ? { answer: { kind: 'silence' } } : { answer: success(body), said: body };
  const problem = body as Problem | undefined;
  const slug = slugOf(problem);
  if (response.status === 401) {
    noticeLoggedOut();
    return { answer: { kind: 'loggedOut' } };
  }
  if (response.status === 403 && slug === 'csrf') return 'csrf';
  if (response.status >= 500 || response.status === 429 || response.status === 408)
    return { answer: { kind: 'later' } };
  if (slug === 'changed-meanwhile' || slug === '') return { answer: { kind: 'later' } };
  return { answer: { kind: 'refused', why: slug, words: wordsOf(problem) }, said: body };
}

function success(body: unknown): Answer {
  const step = body as { outcome?: string; why?: string; recorded_at?: string; number?: string };
  if (step.outcome === 'KEPT') {
    return { kind: 'kept', why: step.why ?? '', recordedAt: step.recorded_at };
  }
  return { kind: 'done', recordedAt: step.recorded_at, number: step.number };
}

function wordsOf(problem: Problem | undefined): string {
  const fields = problem?.errors?.map((e) => e.message).join(' ');
  return fields || problem?.detail || problem?.title || '';
}

/** The page goes on without a log-in; only what is sent needs one. */
function noticeLoggedOut(): void {
  if (sessionState().kind === 'here') void untilLoggedInAgain();
}

export type Asked<T> =
  | { kind: 'here'; value: T }
  | { kind: 'silence' }
  | { kind: 'loggedOut' }
  | { kind: 'no'; words: string };

/** Reads something, or says why not. */
export async function ask<T>(path: string, body?: unknown): Promise<Asked<T>> {
  const init: RequestInit =
    body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken() ?? '' },
        };
  const response = await once(path, init);
  if (!response || response.status >= 500) return { kind: 'silence' };
  if (response.status === 401) {
    noticeLoggedOut();
    return { kind: 'loggedOut' };
  }
  const value = await said(response);
  if (response.ok && value !== undefined) return { kind: 'here', value: value as T };
  return { kind: 'no', words: wordsOf(value as Problem | undefined) };
}
