import { now } from '../clock';
import { language } from '../i18n';

/** The district's own time, wherever the reader sits. */
export const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language() + JSON.stringify(options);
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'zh-CN', {
      timeZone: ZONE,
      hourCycle: 'h23',
      ...options,
    });
    made.set(key, found);
  }
  return found;
}

const ms = (at: string | number) => (typeof at === 'number' ? at : Date.parse(at));

/** 14:05 */
export function time(at: string | number): string {
  return formatter({ hour: '2-digit', minute: '2-digit' }).format(ms(at));
}

/** 2026年3月5日 / 5 March 2026 */
export function date(at: string | number): string {
  return formatter({ year: 'numeric', month: 'long', day: 'numeric' }).format(ms(at));
}

/** 2026-03-05 in the district, the form that inputs and the API use. */
export function isoDate(at: string | number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).formatToParts(ms(at));
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** Today only the time; this year without the year: 14:05, 3月5日 14:05, 2025年3月5日 14:05 */
export function moment(at: string | number): string {
  const day = isoDate(at);
  const today = isoDate(now());
  if (day === today) return time(at);
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  const shown = formatter(
    sameYear
      ? { month: language() === 'en' ? 'short' : 'long', day: 'numeric' }
      : { year: 'numeric', month: language() === 'en' ? 'short' : 'long', day: 'numeric' },
  ).format(ms(at));
  return `${shown} ${time(at)}`;
}

/** 3月5日 / 5 March */
export function monthDay(at: string | number): string {
  return formatter({ month: 'long', day: 'numeric' }).format(ms(at));
}

/** 3月5日 星期四 */
export function day(at: string | number): string {
  return formatter({ month: 'long', day: 'numeric', weekday: 'long' }).format(ms(at));
}

/** A counting clock: 0:07, 12:30, 1:02:03; a minus sign where it has run out. */
export function clock(millis: number): string {
  const whole = Math.floor(Math.abs(millis) / 1000);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return `${millis < 0 && whole > 0 ? '−' : ''}${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}`;
}

/** In words, to the unit that matters: 40秒, 12分钟, 3小时5分, 2天4小时 / 40 s, 12 min, 3 h 5 min, 2 d 4 h */
export function span(millis: number): string {
  const zh = language() !== 'en';
  const s = Math.round(Math.abs(millis) / 1000);
  const [d, h, m] = [Math.floor(s / 86_400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60];
  if (s < 60) return zh ? `${s}秒` : `${s} s`;
  if (s < HOUR_MS / 1000) return zh ? `${m}分钟` : `${m} min`;
  if (s < DAY_MS / 1000) return zh ? `${h}小时${m ? `${m}分` : ''}` : `${h} h${m ? ` ${m} min` : ''}`;
  return zh ? `${d}天${h ? `${h}小时` : ''}` : `${d} d${h ? ` ${h} h` : ''}`;
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(language() === 'en' ? 'en-GB' : 'zh-CN', {
    maximumFractionDigits: digits,
  }).format(value);
}

export function percent(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return '—';
  return new Intl.NumberFormat('zh-CN', { style: 'percent', maximumFractionDigits: digits }).format(value);
}

/** Mobile 138 0013 8000, fixed line 021-6234 5678; anything else as it is. Masked digits keep their places. */
export function phone(digits: string | null | undefined): string {
  if (!digits) return '';
  if (/^1[\d*]{10}$/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
  const fixed = /^(0(?:10|2\d|[3-9]\d\d))([\d*]{3,4})([\d*]{4})$/.exec(digits);
  if (fixed) return `${fixed[1]}-${fixed[2]} ${fixed[3]}`;
  if (/^[2-8][\d*]{7}$/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4)}`;
  return digits;
}

/** In groups of four, as it is read out. */
export function orderNumber(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

// Damm's quasigroup, as OrderNumber of the contract has it.
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The number of the order with that id: its digits and the check digit. */
export function numberOf(id: string | number): string {
  let check = 0;
  for (const digit of String(id)) check = Number(DAMM[check]?.[Number(digit)]);
  return `${id}${check}`;
}
