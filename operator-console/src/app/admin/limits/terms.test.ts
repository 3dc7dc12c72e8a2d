import { expect, test } from 'vitest';
import { isoOf, minutesOf, termOf } from './terms';

test('a term is said in the largest unit that comes out even', () => {
  expect(termOf('P5D')).toEqual({ n: 5, unit: 'days' });
  expect(termOf('PT2H')).toEqual({ n: 2, unit: 'hours' });
  expect(termOf('PT90M')).toEqual({ n: 90, unit: 'minutes' });
  expect(termOf('PT24H')).toEqual({ n: 24, unit: 'hours' });
});

test('minutes go there and back', () => {
  expect(minutesOf('PT1H30M')).toBe(90);
  expect(minutesOf('PT30S')).toBe(0.5);
  expect(isoOf(10)).toBe('PT10M');
  expect(isoOf(0.5)).toBe('PT30S');
});
