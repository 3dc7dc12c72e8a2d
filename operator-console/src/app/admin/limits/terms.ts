export type Term = { n: number; unit: 'days' | 'hours' | 'minutes' };

/** P5D and PT90M as people say them: the largest unit that comes out even. */
export function termOf(iso: string): Term {
  const days = /^P(\d+)D$/.exec(iso);
  if (days) return { n: Number(days[1]), unit: 'days' };
  const minutes = minutesOf(iso);
  return minutes % 60 === 0 && minutes > 0
    ? { n: minutes / 60, unit: 'hours' }
    : { n: minutes, unit: 'minutes' };
}

/** Of a duration in hours, minutes and seconds; 0 if it is none. */
export function minutesOf(iso: string): number {
  const m = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(iso);
  return m ? Number(m[1] ?? 0) * 60 + Number(m[2] ?? 0) + Number(m[3] ?? 0) / 60 : 0;
}

/** The other way: what the contract takes for so many minutes. */
export function isoOf(minutes: number): string {
  return Number.isInteger(minutes) ? `PT${minutes}M` : `PT${Math.round(minutes * 60)}S`;
}
