import type { Schemas } from '@/api';

type At = { at: string };
/** The events of live-events.yaml. */
export interface LiveEvents {
  'order.changed': At & {
    number: string;
    version: number;
    state: string;
    priority: string;
    item_id: number;
    centre_id: number;
  };
  'task.changed': At & {
    number: string;
    task_no: number;
    version: number;
    state: string;
    provider_id?: number;
  };
  'offer.made': At & {
    number: string;
    task_no: number;
    offer_no: number;
    provider_id: number;
    item_id: number;
    mode: 'DIRECT' | 'SEQUENTIAL' | 'BROADCAST';
    expires_at: string;
    area: string;
    summary: string;
  };
  'offer.closed': At & { number: string; task_no: number; offer_no: number; state: string };
  'clock.alarm': At & {
    number: string;
    clock: string;
    round: number;
    state: string;
    due_at: string;
    tier?: string;
    late: boolean;
  };
  'call.changed': At & { call_id: string; state: Schemas['Call']['state']; operator_id?: number };
  'presence.changed': At & { operator_id: number };
  'message.changed': At & { id: number; state: string };
  'work.changed': At & { queue: string; subject: string; state: 'WAITING' | 'TAKEN' | 'DONE' };
}
export type LiveName = keyof LiveEvents;
export const LIVE_NAMES = [
  'order.changed',
  'task.changed',
  'offer.made',
  'offer.closed',
  'clock.alarm',
  'call.changed',
  'presence.changed',
  'message.changed',
  'work.changed',
] as const satisfies LiveName[];
