import { describe, expect, it } from 'vitest';
import { byUrgency, columnsByState, columnsByWorker, type TaskView, waitingOffers } from './own';

function view(
  number: string,
  change: Partial<TaskView> = {},
  task: Partial<TaskView['task']> = {},
): TaskView {
  return {
    number,
    version: 1,
    order_state: 'IN_PROGRESS',
    priority: 'NORMAL',
    summary: '',
    area: '',
    ...change,
    task: {
      no: 1,
      round: 1,
      role: 'LEAD',
      item_id: 1,
      item_name: '保洁',
      state: 'ACCEPTED',
      extended_days: 0,
      updated_at: '2026-03-11T02:00:00Z',
      offers: [],
      ...task,
    },
  };
}

function offer(provider: number, expires: string, state: 'PENDING' | 'DECLINED' = 'PENDING') {
  return {
    no: 1,
    provider_id: provider,
    provider_name: '康乐',
    mode: 'DIRECT' as const,
    state,
    offered_at: '2026-03-11T02:00:00Z',
    expires_at: expires,
  };
}

describe('what waits for a provider', () => {
  it('is its own open offers, the one that runs out first on top', () => {
    const views = [
      view('1', {}, { offers: [offer(7, '2026-03-11T02:10:00Z')] }),
      view('2', {}, { offers: [offer(7, '2026-03-11T02:05:00Z')] }),
      view('3', {}, { offers: [offer(7, '2026-03-11T02:01:00Z', 'DECLINED')] }),
      view('4', {}, { offers: [offer(8, '2026-03-11T02:00:30Z')] }),
    ];
    expect(waitingOffers(views, 7).map((w) => w.view.number)).toEqual(['2', '1']);
  });

  it('stands with emergencies first, then by what is due', () => {
    const due = (at: string) => ({ next_due: { clock: 'RESOLVE' as const, due_at: at } });
    const views = [
      view('none'),
      view('later', due('2026-03-12T00:00:00Z')),
      view('soon', due('2026-03-11T03:00:00Z')),
      view('sos', { priority: 'EMERGENCY', ...due('2026-03-13T00:00:00Z') }),
    ];
    expect(views.sort(byUrgency).map((v) => v.number)).toEqual(['sos', 'soon', 'later', 'none']);
  });

  it('is in exactly one column of its state', () => {
    const columns = columnsByState([view('1'), view('2', {}, { state: 'SUSPENDED' })]);
    expect(columns.map((c) => c.tasks.length)).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('stands under its worker, and under nobody where none was named', () => {
    const columns = columnsByWorker([
      view('1', {}, { worker_id: 2, worker_name: '王师傅' }),
      view('2'),
      view('3', {}, { worker_id: 2, worker_name: '王师傅' }),
      view('4', {}, { worker_id: 5, worker_name: '陈师傅' }),
    ]);
    expect(columns.map((c) => [c.name, c.tasks.map((v) => v.number)])).toEqual([
      [null, ['2']],
      ['陈师傅', ['4']],
      ['王师傅', ['1', '3']],
    ]);
  });
});
