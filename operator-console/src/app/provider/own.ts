import type { Schemas } from '@/api';
import { useSessionState } from '@/api/session';

export type TaskView = Schemas['TaskView'];
export type Offer = Schemas['Offer'];
type TaskState = Schemas['TaskState'];

/** The states of a task in hand, in the order in which it passes through them. */
export const IN_HAND = [
  'ACCEPTED',
  'SCHEDULED',
  'EN_ROUTE',
  'ON_SITE',
  'IN_PROGRESS',
  'SUSPENDED',
] as const satisfies TaskState[];

/** The provider whose dispatcher is logged in. */
export function useProviderId(): number {
  const state = useSessionState();
  return 'session' in state ? (state.session.provider_id ?? 0) : 0;
}

export function pendingOffer(view: TaskView, providerId: number): Offer | undefined {
  return view.task.offers.find((o) => o.provider_id === providerId && o.state === 'PENDING');
}

/** Offers that wait for us, the one that runs out first before the others. */
export function waitingOffers(views: TaskView[], providerId: number): { view: TaskView; offer: Offer }[] {
  return views
    .flatMap((view) => {
      const offer = pendingOffer(view, providerId);
      return offer ? [{ view, offer }] : [];
    })
    .sort((a, b) => a.offer.expires_at.localeCompare(b.offer.expires_at));
}

/** Urgent ones first, then what is due first; what has no time promised comes last. */
export function byUrgency(a: TaskView, b: TaskView): number {
  const emergency = Number(b.priority === 'EMERGENCY') - Number(a.priority === 'EMERGENCY');
  if (emergency !== 0) return emergency;
  return (a.next_due?.due_at ?? '9').localeCompare(b.next_due?.due_at ?? '9');
}

export type Column = { key: string; name: string | null; tasks: TaskView[] };

export function columnsByState(views: TaskView[]): Column[] {
  return IN_HAND.map((state) => ({
    key: state,
    name: null,
    tasks: views.filter((v) => v.task.state === state).sort(byUrgency),
  }));
}

/** First what nobody was named for, then a column for each worker by name. */
export function columnsByWorker(views: TaskView[]): Column[] {
  const workers = new Map<number, Column>();
  const nobody: Column = { key: 'nobody', name: null, tasks: [] };
  for (const view of [...views].sort(byUrgency)) {
    const { worker_id: id, worker_name: name } = view.task;
    if (id === undefined) {
      nobody.tasks.push(view);
      continue;
    }
    const column = workers.get(id) ?? { key: String(id), name: name ?? '', tasks: [] };
    column.tasks.push(view);
    workers.set(id, column);
  }
  const named = [...workers.values()].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'zh-CN'));
  return [nobody, ...named];
}
