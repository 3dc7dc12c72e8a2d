import type { Schemas } from '@/api';

export type Role = Schemas['StaffRole'];

export const ROLES: Role[] = [
  'OPERATOR',
  'SUPERVISOR',
  'PROVIDER_DISPATCHER',
  'WORKER',
  'VISITOR',
  'ADMINISTRATOR',
];

/** Where an account of a role belongs: what has to be said, and what must not be. */
export function placeFor(role: Role | undefined): {
  centre: 'must' | 'may';
  provider: boolean;
  worker: boolean;
} {
  return {
    centre: role === 'VISITOR' ? 'must' : 'may',
    provider: role === 'PROVIDER_DISPATCHER' || role === 'WORKER',
    worker: role === 'WORKER',
  };
}
