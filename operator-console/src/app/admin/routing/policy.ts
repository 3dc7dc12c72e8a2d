import type { Schemas } from '@/api';
import { isoOf, minutesOf } from '../limits/terms';

export type Policy = Schemas['RoutingPolicy'];
type Step = Schemas['RoutingStep'];
export type Change = Schemas['ChangeRoutingPolicy'];

export const PARTS = [
  'continuity',
  'distance',
  'load',
  'rating',
  'acceptance',
  'resolution',
  'fairness',
] as const;
export const STEPS = ['DIRECT', 'SEQUENTIAL', 'BROADCAST', 'QUEUE'] as const;
export const TIERS = ['COMMUNITY', 'SUBDISTRICT', 'DISTRICT'] as const;
export const KINDS = ['ORGANISATION', 'DEPARTMENT', 'VOLUNTEER_TEAM'] as const;

/** A step as it is typed: how long in minutes. */
export type TypedStep = Omit<Step, 'wait'> & { minutes?: number };
export type Typed = Omit<Change, 'ladder'> & { ladder: TypedStep[] };

export function typedOf(policy: Policy): Typed {
  return {
    name: policy.name,
    name_en: policy.name_en,
    weights: Object.fromEntries(PARTS.map((p) => [p, policy.weights[p] ?? 0])),
    reach_km: policy.reach_km,
    kinds: policy.kinds as Typed['kinds'],
    relaxed: policy.relaxed,
    ladder: policy.ladder.map(({ wait, ...step }) => ({
      ...step,
      minutes: wait === undefined ? undefined : minutesOf(wait),
    })),
  };
}

/** What does not belong to a kind of step is left out, whatever was typed before the kind was changed. */
export function changeOf(typed: Typed): Change {
  return {
    ...typed,
    kinds: typed.kinds?.length === 0 ? undefined : typed.kinds,
    ladder: typed.ladder.map(stepOf),
  };
}

function stepOf({ step, minutes, times, size, reach, tier }: TypedStep): Step {
  const wait = minutes === undefined || minutes === null ? {} : { wait: isoOf(minutes) };
  switch (step) {
    case 'QUEUE':
      return { step, ...wait, ...(tier && { tier }) };
    case 'BROADCAST':
      return { step, ...wait, ...(size && { size }), ...(reach && { reach }), ...(times && { times }) };
    case 'DIRECT':
    case 'SEQUENTIAL':
      return { step, ...wait, ...(times && { times }), ...(reach && { reach }) };
  }
}
