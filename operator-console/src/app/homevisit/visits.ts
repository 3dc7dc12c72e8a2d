import type { Schemas } from '@/api';
import { isoDate } from '@/shared/format';
import type { Entry } from './sync/queue';

export type Task = Schemas['TaskView'];
export type StepName = Schemas['VisitStepName'];
/** A visit as the device knows it: what the server said last, and whether it still says so. */
export type Visit = { task: Task; gone: boolean };

export const chainOf = (task: Task) => `${task.number}/${task.task.no}`;

/** How far a visit is, with what only this device knows yet. */
export type Progress = 'AHEAD' | 'UNDERWAY' | 'ARRIVED' | 'AT_WORK' | 'DONE' | 'NOT_DONE';
const ORDER: Progress[] = ['AHEAD', 'UNDERWAY', 'ARRIVED', 'AT_WORK', 'DONE'];
const BY_STEP: Record<StepName, Progress> = {
  DEPART: 'UNDERWAY',
  ARRIVE: 'ARRIVED',
  START: 'AT_WORK',
  RESOLVE: 'DONE',
  CANNOT_COMPLETE: 'NOT_DONE',
};

function byServer(state: Task['task']['state']): Progress {
  switch (state) {
    case 'EN_ROUTE':
      return 'UNDERWAY';
    case 'ON_SITE':
      return 'ARRIVED';
    case 'IN_PROGRESS':
      return 'AT_WORK';
    case 'RESOLVED':
      return 'DONE';
    case 'CANNOT_COMPLETE':
      return 'NOT_DONE';
    default:
      return 'AHEAD';
  }
}

export function stepsOf(entries: readonly Entry[], chain: string): Entry[] {
  return entries.filter((e) => e.chain === chain && e.kind === 'step');
}

/** The furthest of what the server said and what was pressed here. */
export function progressOf(task: Task, entries: readonly Entry[]): Progress {
  const pressed = stepsOf(entries, chainOf(task))
    .filter((e) => e.state !== 'REFUSED')
    .map((e) => BY_STEP[e.what as StepName]);
  if (pressed.includes('NOT_DONE')) return 'NOT_DONE';
  return [byServer(task.task.state), ...pressed].reduce((far, p) =>
    p === 'NOT_DONE' || ORDER.indexOf(p) > ORDER.indexOf(far) ? p : far,
  );
}

/** When it is due; null where nobody has said. */
export function dueAt(task: Task): string | null {
  return task.task.scheduled_for ?? task.slot_starts_at ?? null;
}

/**
 * What the server lists now, laid over what the device had. A visit it lists no more stays while something of it is on
 * the device, so that nobody loses what they have begun.
 */
export function merge(had: readonly Visit[], listed: readonly Task[], entries: readonly Entry[]): Visit[] {
  const fresh = new Map(listed.map((task) => [chainOf(task), task]));
  const begun = new Set(entries.map((e) => e.chain));
  const stays = had.filter((v) => !fresh.has(chainOf(v.task)) && begun.has(chainOf(v.task)));
  return [...listed.map((task) => ({ task, gone: false })), ...stays.map((v) => ({ ...v, gone: true }))];
}

/** Visits that were taken away although nothing was done here: the worker is told. */
export function lost(had: readonly Visit[], listed: readonly Task[], entries: readonly Entry[]): Visit[] {
  const fresh = new Set(listed.map(chainOf));
  const begun = new Set(entries.map((e) => e.chain));
  return had.filter((v) => !v.gone && !fresh.has(chainOf(v.task)) && !begun.has(chainOf(v.task)));
}

export type Place = { latitude: number; longitude: number };
export type Sections = { today: Visit[]; later: Visit[]; over: Visit[] };

/** Today's (also what is overdue, and what nobody has dated) in the order to go, what comes later, what is over. */
export function sections(
  visits: readonly Visit[],
  entries: readonly Entry[],
  at: number,
  from: Place | null,
): Sections {
  const isOver = (v: Visit) => v.gone || ['DONE', 'NOT_DONE'].includes(progressOf(v.task, entries));
  const ahead = visits.filter((v) => !isOver(v));
  const today = isoDate(at);
  const isLater = (v: Visit) => {
    const due = dueAt(v.task);
    return due !== null && isoDate(due) > today;
  };
  return {
    today: route(
      ahead.filter((v) => !isLater(v)),
      entries,
      from,
    ),
    later: ahead
      .filter(isLater)
      .sort((a, b) => Date.parse(dueAt(a.task) ?? '') - Date.parse(dueAt(b.task) ?? '')),
    over: visits.filter(isOver),
  };
}

/**
 * The order to go: what is under way first, then by the hour that was promised; those without one are put where the
 * way to them is shortest, starting where the worker is.
 */
export function route(visits: readonly Visit[], entries: readonly Entry[], from: Place | null): Visit[] {
  const begun = visits.filter((v) => progressOf(v.task, entries) !== 'AHEAD');
  const rest = visits.filter((v) => progressOf(v.task, entries) === 'AHEAD');
  const urgent = rest.filter((v) => v.task.priority === 'EMERGENCY');
  const dated = rest.filter((v) => !urgent.includes(v) && dueAt(v.task) !== null);
  dated.sort((a, b) => Date.parse(dueAt(a.task) ?? '') - Date.parse(dueAt(b.task) ?? ''));
  const stops = [...begun, ...urgent, ...dated];
  for (const visit of nearestFirst(
    rest.filter((v) => !stops.includes(v)),
    from,
  )) {
    stops.splice(cheapest(stops, visit, begun.length + urgent.length, from), 0, visit);
  }
  return stops;
}

const placeOf = (v: Visit): Place | null =>
  v.task.latitude === undefined || v.task.longitude === undefined
    ? null
    : { latitude: v.task.latitude, longitude: v.task.longitude };

function nearestFirst(visits: Visit[], from: Place | null): Visit[] {
  return visits.sort((a, b) => away(from, placeOf(a)) - away(from, placeOf(b)));
}

/** Where a stop lengthens the way least; at the end if its place is not known. */
function cheapest(stops: Visit[], visit: Visit, first: number, from: Place | null): number {
  const place = placeOf(visit);
  if (!place) return stops.length;
  let best = stops.length;
  let least = Number.POSITIVE_INFINITY;
  for (let i = first; i <= stops.length; i++) {
    const before = i === 0 ? from : placeOf(stops[i - 1] as Visit);
    const after = i < stops.length ? placeOf(stops[i] as Visit) : null;
    const cost = away(before, place) + away(place, after) - away(before, after);
    if (cost < least) {
      least = cost;
      best = i;
    }
  }
  return best;
}

/** Metres, near enough within a district; nothing where a place is not known. */
export function away(a: Place | null, b: Place | null): number {
  if (!a || !b) return 0;
  const north = (b.latitude - a.latitude) * 111_320;
  const east = (b.longitude - a.longitude) * 111_320 * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}
