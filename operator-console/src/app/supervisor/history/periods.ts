import dayjs, { type Dayjs } from 'dayjs';
import type { Schemas } from '@/api';

export type Days = [Dayjs, Dayjs];
export type By = 'all' | 'centre' | 'category' | 'provider' | 'month';
export type Rates = Schemas['RateList']['items'][number];
/** What the API counts: from the first moment of the first day until the last day is over. */
export type Period = { from: string; to: string };

export function lastDays(n: number): Days {
  return [dayjs().subtract(n - 1, 'day'), dayjs()];
}

export function periodOf([first, last]: Days): Period {
  return { from: first.startOf('day').toISOString(), to: last.add(1, 'day').startOf('day').toISOString() };
}

/** Which orders a line is about. A month is cut to the period it was asked for. */
export function behind(by: By, key: string, period: Period) {
  switch (by) {
    case 'all':
      return period;
    case 'centre':
      return { ...period, centre_id: Number(key) };
    case 'category':
      return { ...period, category_id: Number(key) };
    case 'provider':
      return { ...period, provider_id: Number(key) };
    case 'month': {
      const begin = Date.parse(`${key.slice(0, 7)}-01T00:00:00+08:00`);
      const next = nextMonth(key);
      return {
        from: new Date(Math.max(begin, Date.parse(period.from))).toISOString(),
        to: new Date(Math.min(next, Date.parse(period.to))).toISOString(),
      };
    }
  }
}

function nextMonth(key: string): number {
  const [year, month] = [Number(key.slice(0, 4)), Number(key.slice(5, 7))];
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return Date.parse(`${y}-${String(m).padStart(2, '0')}-01T00:00:00+08:00`);
}
