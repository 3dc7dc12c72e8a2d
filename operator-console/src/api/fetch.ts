import { heardServerTime } from '@/shared/clock';
import { language } from '@/shared/i18n';
import { refusal, Unreachable } from './problem';
import { csrfToken, loggedIn, loggedOut, type Session, sessionState, untilLoggedInAgain } from './session';

export const API = '/api/v1';
const PATIENCE_MS = 30_000;
// a table of 50,000 rows, or weeks of orders placed anew, take their time
const SLOW = /\/(imports|exports)\/|\/routing\/what-if$/;
const SLOW_PATIENCE_MS = 600_000;
const OPEN = /\/(login|login\/code|login\/code\/verify)$/;

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}

function prepared(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('Accept-Language', language());
  if (request.method !== 'GET') {
    if (!headers.has('Idempotency-Key')) headers.set('Idempotency-Key', newKey());
    const token = csrfToken();
    if (token) headers.set('X-CSRF-Token', token);
  }
  // a copy, for the same may have to be sent again
  return new Request(request.clone(), { headers });
}

async function once(request: Request): Promise<Response> {
  const patience = SLOW.test(new URL(request.url).pathname) ? SLOW_PATIENCE_MS : PATIENCE_MS;
  try {
    const response = await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]),
    });
    heardServerTime(response.headers.get('Date'));
    return response;
  } catch (e) {
    if (request.signal.aborted) throw e;
    throw new Unreachable(e);
  }
}

async function slugOf(response: Response): Promise<string> {
  try {
    const problem = (await response.clone().json()) as { type?: string };
    return problem.type?.split(/[/:#]/).pop() ?? '';
  } catch {
    return '';
  }
}

/**
 * Sends a request as the person who is logged in. If their session has ended meanwhile, it waits until they have
 * logged in again and then sends the same, under the same Idempotency-Key: nothing typed is lost.
 */
export async function sessionFetch(original: Request): Promise<Response> {
  const key = original.headers.get('Idempotency-Key') ?? newKey();
  const keyed = new Request(original, { headers: new Headers(original.headers) });
  if (original.method !== 'GET') keyed.headers.set('Idempotency-Key', key);
  for (;;) {
    const response = await once(prepared(keyed));
    if (OPEN.test(new URL(keyed.url).pathname)) return response;
    if (response.status === 401 && sessionState().kind !== 'none' && sessionState().kind !== 'unknown') {
      await untilLoggedInAgain();
      continue;
    }
    if (response.status === 403 && (await slugOf(response)) === 'csrf') {
      const before = csrfToken();
      await askForSession();
      if (csrfToken() !== before && sessionState().kind === 'here') continue;
    }
    return response;
  }
}

/** Asks the server who is logged in. Throws {@link Unreachable} if it does not answer. */
export async function askForSession(): Promise<void> {
  const response = await once(prepared(new Request(`${location.origin}${API}/session`)));
  if (response.ok) {
    loggedIn((await response.json()) as Session);
  } else if (response.status === 401) {
    if (sessionState().kind === 'here') void untilLoggedInAgain();
    else if (sessionState().kind === 'unknown') loggedOut();
  } else {
    throw await refusal(response);
  }
}
