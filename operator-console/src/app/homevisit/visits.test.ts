import { describe, expect, it } from 'vitest';
import type { Entry } from './sync/queue';
import { away, chainOf, lost, merge, progressOf, route, sections, type Task, type Visit } from './visits';

const NOW = Date.parse('2026-03-11T02:00:00Z');

function task(number: string, more: Partial<Task> = {}, state: Task['task']['state'] = 'ACCEPTED'): Task {
  return {
    number,
    version: 1,
    order_state: 'IN_PROGRESS',
    priority: 'NORMAL',
    summary: '',
    area: '柳荫社区',
    ...more,
    task: {
      no: 1,
      round: 1,
      role: 'LEAD',
      item_id: 1,
      item_name: '保洁',
      state,
      extended_days: 0,
      updated_at: '2026-03-11T00:00:00Z',
      offers: [],
    },
  };
}
const visit = (t: Task): Visit => ({ task: t, gone: false });
const pressed = (t: Task, what: string, state: Entry['state'] = 'WAITING'): Entry => ({
  id: `${t.number}-${what}`,
  seq: 1,
  chain: chainOf(t),
  kind: 'step',
  what,
  state,
  revision: 0,
  at: NOW,
});

describe('how far a visit is', () => {
  it('is the furthest of what the server knows and what was pressed here', () => {
    const t = task('1', {}, 'EN_ROUTE');
    expect(progressOf(t, [])).toBe('UNDERWAY');
    expect(progressOf(t, [pressed(t, 'ARRIVE')])).toBe('ARRIVED');
    expect(progressOf(task('1', {}, 'IN_PROGRESS'), [pressed(t, 'ARRIVE')])).toBe('AT_WORK');
    expect(progressOf(t, [pressed(t, 'ARRIVE'), pressed(t, 'CANNOT_COMPLETE')])).toBe('NOT_DONE');
  });

  it('does not count what was refused', () => {
    const t = task('1');
    expect(progressOf(t, [pressed(t, 'RESOLVE', 'REFUSED')])).toBe('AHEAD');
  });
});

describe('what the server lists no more', () => {
  const t = task('1');
  it('stays while something of it is on the device', () => {
    expect(merge([visit(t)], [], [pressed(t, 'ARRIVE')])).toEqual([{ task: t, gone: true }]);
    expect(lost([visit(t)], [], [pressed(t, 'ARRIVE')])).toEqual([]);
  });
  it('goes otherwise, and the worker is told', () => {
    expect(merge([visit(t)], [], [])).toEqual([]);
    expect(lost([visit(t)], [], [])).toEqual([visit(t)]);
  });
  it('comes back when it is listed again', () => {
    expect(merge([{ task: t, gone: true }], [t], [])).toEqual([visit(t)]);
  });
});

describe('the order to go', () => {
  const at = (hour: number) => `2026-03-11T0${hour}:00:00Z`;
  const numbers = (visits: Visit[]) => visits.map((v) => v.task.number);

  it('is by the hour promised, with what is under way and emergencies first', () => {
    const visits = [
      visit(task('late', { slot_starts_at: at(8) })),
      visit(task('soon', { slot_starts_at: at(3) })),
      visit(task('sos', { priority: 'EMERGENCY' })),
      visit(task('begun', { slot_starts_at: at(9) }, 'EN_ROUTE')),
    ];
    expect(numbers(route(visits, [], null))).toEqual(['begun', 'sos', 'soon', 'late']);
  });

  it('puts the undated where the way to them is shortest', () => {
    const north = { latitude: 31.3, longitude: 121.4 };
    const visits = [
      visit(task('nearNorth', { latitude: 31.29, longitude: 121.4 })),
      visit(task('south', { slot_starts_at: at(3), latitude: 31.1, longitude: 121.4 })),
      visit(task('north', { slot_starts_at: at(5), ...north })),
    ];
    expect(numbers(route(visits, [], { latitude: 31.1, longitude: 121.4 }))).toEqual([
      'south',
      'nearNorth',
      'north',
    ]);
  });

  it('loses and doubles nothing, wherever things are', () => {
    for (let run = 0; run < 100; run++) {
      const visits = Array.from({ length: run % 9 }, (_, i) =>
        visit(
          task(`n${i}`, {
            ...(i % 2 ? { slot_starts_at: at(1 + (i % 8)) } : {}),
            ...(i % 3 ? { latitude: 31 + ((run * 7 + i) % 10) / 50, longitude: 121.4 } : {}),
          }),
        ),
      );
      expect(numbers(route(visits, [], null)).sort()).toEqual(numbers(visits).sort());
    }
  });
});

describe('the day', () => {
  it('is the district’s day; what is overdue or undated is of today', () => {
    const visits = [
      visit(task('tomorrow', { slot_starts_at: '2026-03-11T16:30:00Z' })),
      visit(task('tonight', { slot_starts_at: '2026-03-11T15:30:00Z' })),
      visit(task('overdue', { slot_starts_at: '2026-03-09T02:00:00Z' })),
      visit(task('undated')),
      visit(task('over', {}, 'RESOLVED')),
    ];
    const found = sections(visits, [], NOW, null);
    expect(found.today.map((v) => v.task.number).sort()).toEqual(['overdue', 'tonight', 'undated']);
    expect(found.later.map((v) => v.task.number)).toEqual(['tomorrow']);
    expect(found.over.map((v) => v.task.number)).toEqual(['over']);
  });
});

it('measures metres', () => {
  expect(away({ latitude: 31.2, longitude: 121.4 }, { latitude: 31.2009, longitude: 121.4 })).toBeCloseTo(
    100,
    0,
  );
  expect(away(null, { latitude: 31.2, longitude: 121.4 })).toBe(0);
});
