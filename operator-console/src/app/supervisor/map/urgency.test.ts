import { expect, test } from 'vitest';
import { urgencyOf } from './urgency';

const NOW = Date.parse('2026-11-25T08:00:00Z');
const due = (due_at: string) => ({
  priority: 'NORMAL' as const,
  next_due: { clock: 'ACCEPT' as const, due_at },
});

test('an emergency presses most, whatever its clock', () => {
  expect(urgencyOf({ ...due('2026-11-26T08:00:00Z'), priority: 'EMERGENCY' }, NOW)).toBe('EMERGENCY');
});

test('what is over is late, what is over within the hour is soon', () => {
  expect(urgencyOf(due('2026-11-25T07:59:59Z'), NOW)).toBe('LATE');
  expect(urgencyOf(due('2026-11-25T08:59:59Z'), NOW)).toBe('SOON');
  expect(urgencyOf(due('2026-11-25T09:00:00Z'), NOW)).toBe('CALM');
  expect(urgencyOf({ priority: 'HIGH' }, NOW)).toBe('CALM');
});
