import type { Schemas } from '@/api';

/** What /reports/now answers; the contract leaves its lists open. */
export type Standing = {
  at: string;
  orders: { state: Schemas['OrderState']; count: number; oldest_seconds: number }[];
  unplaced: { count: number; oldest_seconds: number };
  clocks: { clock: string; running: number; paused: number; at_risk: number; breached: number }[];
  acceptance: { count: number; in_time: number; median_seconds: number | null };
  follow_up: { waiting: number; oldest_seconds: number };
};

export function standingOf(figures: Schemas['Figures'] | undefined): Standing | undefined {
  return figures as unknown as Standing | undefined;
}

export function sum(numbers: (number | undefined)[]): number {
  return numbers.reduce<number>((all, n) => all + (n ?? 0), 0);
}

/** Calls nobody has answered yet; one that rings at an operator's still waits. */
export function waitingCalls(now: Schemas['HotlineNow']): number {
  return sum([now.calls?.WAITING, now.calls?.RINGING]);
}

/** How long the longest wait has become since it was measured; 0 if nobody waits. */
export function longestWait(now: Schemas['HotlineNow'], measured: number, time: number): number {
  if (waitingCalls(now) === 0) return 0;
  return now.longest_wait_seconds * 1000 + Math.max(0, time - measured);
}

/** The share, or nothing where there is nothing to have a share of. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
