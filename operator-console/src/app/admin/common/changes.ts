export type Change = { field: string; before: unknown; now: unknown };

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

/** What somebody else changed of the fields that are shown, since they were read. */
export function changesOf(before: object, now: object, fields: string[]): Change[] {
  const [was, is] = [before as Record<string, unknown>, now as Record<string, unknown>];
  return fields
    .filter((field) => !same(was[field], is[field]))
    .map((field) => ({ field, before: was[field], now: is[field] }));
}

/** A value in a line; lists are counted once they are long. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value)) {
    return value.length > 6 ? `[${value.length}]` : value.map(inWords).join('、') || '—';
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
