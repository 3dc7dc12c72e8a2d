import { describe, expect, it } from 'vitest';
import { type FormSchema, faultsOf, fieldsOf, sameAgain } from './schema-form';

const NOW = Date.parse('2026-11-25T01:00:00Z');
const SCHEMA: FormSchema = {
  'x-order': ['rooms', 'day'],
  required: ['rooms', 'day'],
  properties: {
    day: { type: 'string', format: 'date' },
    rooms: { type: 'integer', minimum: 1, maximum: 9 },
  },
};

describe('an item’s form', () => {
  it('is asked in its own order', () => {
    expect(fieldsOf(SCHEMA).map(([name]) => name)).toEqual(['rooms', 'day']);
  });

  it('is filled as last time, without a day that is over and what is no longer asked', () => {
    expect(sameAgain(SCHEMA, { rooms: 3, day: '2026-11-20', gone: 1 }, NOW)).toEqual({ rooms: 3 });
    expect(sameAgain(SCHEMA, { rooms: 3, day: '2026-11-25' }, NOW)).toEqual({ rooms: 3, day: '2026-11-25' });
  });

  it.each([
    [{}, { rooms: 'needed', day: 'needed' }],
    [{ rooms: 10, day: '2026-11-26' }, { rooms: 'number' }],
    [{ rooms: 1.5, day: '2026-11-26' }, { rooms: 'number' }],
    [{ rooms: 2, day: '2026-11-24' }, { day: 'past' }],
    [{ rooms: 2, day: '2026-11-25' }, {}],
  ])('with %o has the faults %o', (values, faults) => {
    expect(faultsOf(SCHEMA, values, NOW)).toEqual(faults);
  });
});
