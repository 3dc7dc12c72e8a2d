import { expect, test } from 'vitest';
import { longestWait, share, waitingCalls } from './standing';

test('a call that rings at an operator still waits', () => {
  expect(waitingCalls({ longest_wait_seconds: 9, calls: { WAITING: 2, RINGING: 1, TALKING: 5 } })).toBe(3);
});

test('the longest wait goes on growing between two measurements', () => {
  const now = { longest_wait_seconds: 10, calls: { WAITING: 1 } };
  expect(longestWait(now, 1_000, 4_000)).toBe(13_000);
});

test('a clock that runs behind takes nothing from a wait', () => {
  const now = { longest_wait_seconds: 10, calls: { WAITING: 1 } };
  expect(longestWait(now, 4_000, 1_000)).toBe(10_000);
});

test('nobody waits, so there is no longest wait', () => {
  expect(longestWait({ longest_wait_seconds: 0 }, 1_000, 60_000)).toBe(0);
});

test('of nothing there is no share', () => {
  expect(share(0, 0)).toBeUndefined();
  expect(share(1, 4)).toBe(0.25);
});
