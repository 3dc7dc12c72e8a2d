import { useSyncExternalStore } from 'react';
import type { components } from './schema.gen';

export type Session = components['schemas']['Session'];
export type Role = Session['role'];

/**
 * none: nobody is logged in, or it is not known yet; expired: somebody was, and their page stays as it is until
 * they are again; other: another tab logged somebody else in.
 */
export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'none' }
  | { kind: 'here'; session: Session }
  | { kind: 'expired'; session: Session }
  | { kind: 'other'; session: Session };

let state: SessionState = { kind: 'unknown' };
const listeners = new Set<() => void>();
let waiting: (() => void)[] = [];

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function sessionState(): SessionState {
  return state;
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

export function csrfToken(): string | undefined {
  return 'session' in state ? state.session.csrf_token : undefined;
}

/** Somebody logged in, or was found to be. Whoever waited for that goes on. */
export function loggedIn(session: Session): void {
  const before = 'session' in state ? state.session : undefined;
  const same = before === undefined || isSame(before, session);
  if (!same && state.kind !== 'expired') {
    become({ kind: 'other', session: before });
    return;
  }
  if (!same) {
    // another person at the same desk: nothing of the first one's page may remain
    location.reload();
    return;
  }
  become({ kind: 'here', session });
  const go = waiting;
  waiting = [];
  for (const resume of go) resume();
}

/** Whoever shares a telephone is nobody yet until they have said who they are. */
function isSame(before: Session, after: Session): boolean {
  const nobodyYet = before.role === 'RESIDENT' && before.id === 0 && before.phone === after.phone;
  return before.role === after.role && (before.id === after.id || nobodyYet);
}

export function loggedOut(): void {
  waiting = [];
  become({ kind: 'none' });
}

/** Resolves when somebody has logged in again; the page asks for it meanwhile. */
export function untilLoggedInAgain(): Promise<void> {
  if (state.kind === 'here') become({ kind: 'expired', session: state.session });
  return new Promise((resume) => waiting.push(resume));
}
