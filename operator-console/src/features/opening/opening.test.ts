import { expect, it } from 'vitest';
import { hoursOf, hoursText } from './opening';

it.each([
  [
    '08:00-12:00, 14:00-18:00',
    [
      ['08:00', '12:00'],
      ['14:00', '18:00'],
    ],
  ],
  [
    '14：00～18：00，8：00～12：00',
    [
      ['08:00', '12:00'],
      ['14:00', '18:00'],
    ],
  ],
  ['0-24:00', null],
  ['00:00-24:00', [['00:00', '24:00']]],
  ['', []],
  ['8-12', null],
  ['12:00-08:00', null],
  ['08:00-12:00, 11:00-13:00', null],
  ['25:00-26:00', null],
])('reads %s as people write it', (text, hours) => {
  expect(hoursOf(text)).toEqual(hours);
});

it('what it writes it reads again', () => {
  const hours = [
    ['09:00', '12:00'],
    ['13:30', '17:00'],
  ];
  expect(hoursOf(hoursText(hours))).toEqual(hours);
  expect(hoursText(undefined)).toBe('');
});
