import { expect, test } from 'vitest';
import { numberOf } from '@/shared/format';
import { orderOf } from './work-subject';

test('work about a clock names the order by its number', () => {
  expect(orderOf('order/10059995/clock/1/FIRST_CONTACT')).toBe('10059995');
});

test('work about a task names the order by its id, which gets its check digit', () => {
  expect(orderOf('order/1005999/task/1')).toBe(numberOf('1005999'));
});

test('what is not about an order has none', () => {
  expect(orderOf('call/17')).toBeNull();
});
