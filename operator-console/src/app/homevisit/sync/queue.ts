/**
 * What waits on the device to be sent, as values: what may be sent next, and what an answer makes of it. Nothing here
 * knows of storage or network.
 */
export type Kind = 'step' | 'file' | 'order';

/** WAITING: not known to have arrived. KEPT: arrived when the world had moved on; evidence now. REFUSED: needs a look. */
export type State = 'WAITING' | 'SENT' | 'KEPT' | 'REFUSED';

export type Entry = {
  /** Made on the device, the same for ever: whatever is sent twice is one thing. */
  id: string;
  /** In the order it was done. */
  seq: number;
  /** What belongs together and goes in its order: a visit, or one order at the door. */
  chain: string;
  kind: Kind;
  /** The step, the kind of file. */
  what: string;
  state: State;
  /** Goes up when its content is changed after a refusal: then it is another command under another key. */
  revision: number;
  /** When it was done, by the server's clock as far as known; milliseconds since 1970. */
  at: number;
  /** When the server had it. */
  recordedAt?: string;
  /** Why it was kept: what had happened; or the kind of refusal. */
  why?: string;
  /** The number an order was given. */
  number?: string;
};

export type Answer =
  | { kind: 'done'; recordedAt?: string; number?: string }
  | { kind: 'kept'; why: string; recordedAt?: string }
  | { kind: 'refused'; why: string; words: string }
  /** No answer: it may have arrived or not. */
  | { kind: 'silence' }
  /** The server has trouble with this one, or no time: later. */
  | { kind: 'later' }
  | { kind: 'loggedOut' };

const byAge = (a: Entry, b: Entry) => a.seq - b.seq;

/** The oldest that waits, leaving out chains that are to be tried later. */
export function next(entries: readonly Entry[], later: ReadonlySet<string> = new Set()): Entry | undefined {
  return entries.filter((e) => e.state === 'WAITING' && !later.has(e.chain)).sort(byAge)[0];
}

/** What becomes of an entry by an answer. What is not known to have arrived waits on. */
export function answered(entry: Entry, answer: Answer): Entry {
  if (entry.state !== 'WAITING') return entry;
  switch (answer.kind) {
    case 'done':
      return { ...entry, state: 'SENT', recordedAt: answer.recordedAt, number: answer.number };
    case 'kept':
      return { ...entry, state: 'KEPT', why: answer.why, recordedAt: answer.recordedAt };
    case 'refused':
      return { ...entry, state: 'REFUSED', why: answer.why };
    case 'silence':
    case 'later':
    case 'loggedOut':
      return entry;
  }
}

/** Once more, after somebody looked at it; changed or not. */
export function again(entry: Entry, changed: boolean): Entry {
  if (entry.state !== 'REFUSED') return entry;
  const { why: _, ...rest } = entry;
  return { ...rest, state: 'WAITING', revision: entry.revision + (changed ? 1 : 0) };
}

/** The key of its command: another one only when something else is asked. */
export function keyOf(entry: Entry): string {
  return entry.revision === 0 ? entry.id : `${entry.id}.${entry.revision}`;
}

/** Whether to go on after an answer, and which chain to leave out for now. */
export function goOn(answer: Answer): 'next' | 'skip' | 'stop' {
  switch (answer.kind) {
    case 'done':
    case 'kept':
    case 'refused':
      return 'next';
    case 'later':
      return 'skip';
    case 'silence':
    case 'loggedOut':
      return 'stop';
  }
}

export type Summary = { waiting: number; look: number };

export function summary(entries: readonly Entry[]): Summary {
  return {
    waiting: entries.filter((e) => e.state === 'WAITING').length,
    look: entries.filter((e) => e.state === 'REFUSED').length,
  };
}

/** What need not be remembered any longer: arrived, and not of today. */
export function isForgettable(entry: Entry, startOfDay: number): boolean {
  return (entry.state === 'SENT' || entry.state === 'KEPT') && entry.at < startOfDay;
}
