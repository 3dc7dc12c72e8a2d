import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { behind, periodOf } from './periods';

const PERIOD = { from: '2026-01-10T00:00:00.000Z', to: '2026-02-20T00:00:00.000Z' };

test('the last day counts to its end', () => {
  const { from, to } = periodOf([dayjs('2026-03-01'), dayjs('2026-03-01')]);
  expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
});

test('a line of a centre asks for the orders of that centre', () => {
  expect(behind('centre', '7', PERIOD)).toEqual({ ...PERIOD, centre_id: 7 });
});

test('a month is one of the district, cut to the period', () => {
  expect(behind('month', '2026-01', PERIOD)).toEqual({ from: PERIOD.from, to: '2026-01-31T16:00:00.000Z' });
  expect(behind('month', '2026-02', PERIOD)).toEqual({ from: '2026-01-31T16:00:00.000Z', to: PERIOD.to });
});

test('after December comes January', () => {
  const year = { from: '2025-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
  expect(behind('month', '2025-12', year).to).toBe('2025-12-31T16:00:00.000Z');
});
