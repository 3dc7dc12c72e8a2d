import type { Schemas } from '@/api';
import { moment, numberOf, orderNumber } from '@/shared/format';
import { type Key, type Texts, textsOf } from '@/shared/i18n';

export type Event = Schemas['OrderHistory']['items'][number];
/** A line of the story: what happened, and in whose words. */
export type Line = {
  seq: number;
  at: string;
  late?: string;
  who: string;
  what: string;
  words?: string;
  tone: Tone;
};
type Tone = 'plain' | 'good' | 'bad' | 'said';
type Data = Record<string, unknown>;

const GOOD = new Set(['OfferAccepted', 'TaskResolved', 'OrderClosed', 'OrderAnswered', 'OrderHandled']);
const BAD = new Set([
  'OfferDeclined',
  'OfferExpired',
  'ClockBreached',
  'BreachEscalated',
  'TaskNotCompleted',
  'OrderReopened',
  'ReturnRequested',
  'OrderCancelled',
]);
const SAID = new Set(['NoteAdded', 'EvidenceKept', 'Chased', 'Supervised']);
// What happened offline was recorded later; from here on that is worth saying.
const LATE_MS = 120_000;

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));

/** Who is who in an order, as far as the order itself says it. */
function namesOf(order: Schemas['Order']) {
  const providers = new Map<unknown, string>();
  const workers = new Map<unknown, string>();
  for (const task of order.tasks) {
    if (task.provider_id) providers.set(task.provider_id, task.provider_name ?? '');
    if (task.worker_id) workers.set(task.worker_id, task.worker_name ?? '');
    for (const offer of task.offers) providers.set(offer.provider_id, offer.provider_name);
  }
  return { providers, workers };
}

/** The blanks of an event's sentence. */
function valuesOf(data: Data, order: Schemas['Order'], t: Texts<'operator'>): Record<string, string> {
  const { providers, workers } = namesOf(order);
  const task = order.tasks.find((k) => k.no === data.task_no);
  const other = data.into_id ?? data.source_id ?? data.new_order_id;
  return {
    item: task?.item_name ?? order.item_name,
    provider: providers.get(data.provider_id ?? data.from_provider_id) ?? t('story.someProvider'),
    worker: workers.get(data.worker_id) ?? t('story.someWorker'),
    until:
      data.expires_at || data.due_at || data.due
        ? moment(text(data.expires_at ?? data.due_at ?? data.due))
        : '',
    when: data.when ? moment(text(data.when)) : '',
    clock: data.clock ? t(`clock.${text(data.clock)}` as Key<'operator'>) : '',
    tier: data.escalated_to ? t(`tier.${text(data.escalated_to)}` as Key<'operator'>) : '',
    other: other ? orderNumber(numberOf(text(other))) : '',
    days: text(data.days),
    round: text(data.round),
    from: text(data.from),
    to: text(data.to),
    name: text(data.name),
    why: data.why ? t(`story.why.${text(data.why)}` as Key<'operator'>) : '',
    done: data.what ? t(`story.done.${text(data.what)}` as Key<'operator'>) : '',
  };
}

function wordsOf(data: Data): string | undefined {
  const asked = (data.intake as Data | undefined)?.summary;
  const words = asked ?? data.reason ?? data.note ?? data.text ?? data.answer ?? data.result ?? data.said;
  return typeof words === 'string' && words !== '' ? words : undefined;
}

function sentence(event: Event, order: Schemas['Order'], t: Texts<'operator'>): string {
  const data = event.data as Data;
  const values = valuesOf(data, order, t);
  if (event.type === 'FollowedUp') {
    const satisfaction = data.satisfaction
      ? t(`satisfaction.${text(data.satisfaction)}` as Key<'operator'>)
      : '';
    return t(data.resolved ? 'story.FollowedUp.yes' : 'story.FollowedUp.no', { satisfaction });
  }
  return t(`story.${event.type}` as Key<'operator'>, values);
}

function who(event: Event, t: Texts<'operator'>): string {
  if (event.actor_role === 'SYSTEM') return t('story.system');
  return `${event.actor_name} · ${t(`role.${event.actor_role}` as Key<'operator'>)}`;
}

/** The history as one story, the oldest first. */
export function storyOf(history: Event[], order: Schemas['Order']): Line[] {
  const t = textsOf('operator');
  return history.map((event) => ({
    seq: event.seq,
    at: event.occurred_at,
    late:
      Date.parse(event.recorded_at) - Date.parse(event.occurred_at) > LATE_MS
        ? t('story.recordedLater', { at: moment(event.recorded_at) })
        : undefined,
    who: who(event, t),
    what: sentence(event, order, t),
    words: wordsOf(event.data as Data),
    tone: GOOD.has(event.type)
      ? 'good'
      : BAD.has(event.type)
        ? 'bad'
        : SAID.has(event.type)
          ? 'said'
          : 'plain',
  }));
}
