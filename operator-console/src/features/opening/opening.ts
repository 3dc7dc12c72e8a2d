export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Hours = string[][];
const SPAN = /^(\d{1,2}):?(\d{2})\s*[-–—~～至]\s*(\d{1,2}):?(\d{2})$/;

/** 08:00-12:00, 14:00-18:00 */
export function hoursText(hours: Hours | undefined): string {
  return (hours ?? []).map(([from, to]) => `${from}-${to}`).join(', ');
}

/** What such a text means; null if it is not one, and an empty list for a day off. */
export function hoursOf(text: string): Hours | null {
  const parts = text
    .split(/[,，;；、]/)
    .map((part) => part.trim().replaceAll('：', ':'))
    .filter((part) => part !== '');
  const spans = parts.map(spanOf);
  if (spans.some((s) => s === null)) return null;
  const sorted = (spans as string[][]).sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
  const overlap = sorted.some((s, i) => i > 0 && (sorted[i - 1]?.[1] ?? '') > (s[0] ?? ''));
  return overlap ? null : sorted;
}

function spanOf(text: string): string[] | null {
  const m = SPAN.exec(text);
  if (!m) return null;
  const [from, to] = [minute(m[1], m[2]), minute(m[3], m[4])];
  return from !== null && to !== null && from < to ? [from, to] : null;
}

function minute(hour = '', minutes = ''): string | null {
  const text = `${hour.padStart(2, '0')}:${minutes}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text) ? text : null;
}
