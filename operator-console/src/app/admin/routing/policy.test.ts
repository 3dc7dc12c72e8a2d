import { expect, test } from 'vitest';
import { changeOf, type Policy, typedOf } from './policy';

const policy: Policy = {
  code: 'STANDARD',
  version: 3,
  name: '常规派单',
  name_en: 'Standard',
  weights: {
    continuity: 2,
    distance: 3,
    load: 2,
    rating: 2,
    acceptance: 1,
    resolution: 1,
    fairness: 2,
  },
  reach_km: 8,
  kinds: ['ORGANISATION'],
  relaxed: false,
  ladder: [
    { step: 'DIRECT', wait: 'PT10M' },
    { step: 'SEQUENTIAL', wait: 'PT10M', times: 2 },
    { step: 'BROADCAST', wait: 'PT15M', size: 8 },
    { step: 'QUEUE', tier: 'COMMUNITY', wait: 'PT30M' },
    { step: 'QUEUE', tier: 'DISTRICT' },
  ],
};

test('a policy that is opened and saved is the same policy', () => {
  const { code: _, version: __, ...same } = policy;
  expect(changeOf(typedOf(policy))).toEqual(same);
});

test('a step that becomes a queue forgets whom it asked', () => {
  const typed = typedOf(policy);
  const [, , broadcast] = typed.ladder;
  const ladder = [{ ...broadcast, step: 'QUEUE' as const, tier: 'DISTRICT' as const }];
  expect(changeOf({ ...typed, ladder }).ladder).toEqual([{ step: 'QUEUE', tier: 'DISTRICT', wait: 'PT15M' }]);
});

test('no kinds chosen means all kinds', () => {
  expect(changeOf({ ...typedOf(policy), kinds: [] }).kinds).toBeUndefined();
});
