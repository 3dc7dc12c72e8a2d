import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../i18n';
import { clock, isoDate, moment, numberOf, orderNumber, phone, span, time } from '.';

beforeAll(() => {
  startTexts({});
  vi.setSystemTime(new Date('2026-03-05T02:00:00Z'));
});

describe('formats of the district', () => {
  it('shows instants in the time of the district', () => {
    expect(time('2026-03-04T16:05:00Z')).toBe('00:05');
    expect(isoDate('2026-03-04T16:05:00Z')).toBe('2026-03-05');
    expect(moment('2026-03-05T01:00:00Z')).toBe('09:00');
    expect(moment('2026-02-01T01:00:00Z')).toBe('2月1日 09:00');
    expect(moment('2025-02-01T01:00:00Z')).toBe('2025年2月1日 09:00');
  });

  it('groups telephone numbers as they are said here', () => {
    expect(phone('13800138000')).toBe('138 0013 8000');
    expect(phone('138****8000')).toBe('138 **** 8000');
    expect(phone('02162345678')).toBe('021-6234 5678');
    expect(phone('03718123456')).toBe('0371-812 3456');
    expect(phone('12345')).toBe('12345');
    expect(orderNumber('26030500017')).toBe('2603 0500 017');
  });

  it('gives an order its number with the check digit that the server gives it', () => {
    expect(numberOf(1006049)).toBe('10060492');
    expect(numberOf('1006048')).toBe('10060484');
  });

  it('counts clocks, and says spans in words', () => {
    expect(clock(7_000)).toBe('0:07');
    expect(clock(3_723_000)).toBe('1:02:03');
    expect(clock(-61_000)).toBe('−1:01');
    expect(span(40_000)).toBe('40秒');
    expect(span(11_100_000)).toBe('3小时5分');
    expect(span(187_200_000)).toBe('2天4小时');
  });
});
