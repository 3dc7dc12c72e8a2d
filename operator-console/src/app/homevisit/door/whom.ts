import type { Schemas } from '@/api';
import type { Device, Person } from '../device';
import { ask } from '../sync/send';

export type Found = { people: Person[] } | { why: 'offline' | 'loggedOut' | 'nobody' } | { words: string };

/** Residents by telephone or by how the name begins; without network, those the device remembers. */
export async function find(device: Device, wanted: string): Promise<Found> {
  const text = wanted.trim();
  const digits = text.replaceAll(/[\s-]/g, '');
  const isPhone = /^[0-9+*#]{3,20}$/.test(digits);
  const asked = await ask<Schemas['ResidentList']>(
    '/residents/search',
    isPhone ? { phone: digits } : { name: text },
  );
  device.reach(asked.kind);
  if (asked.kind === 'no') return { words: asked.words };
  if (asked.kind !== 'here') {
    const known = device.known.people.filter(
      (p) => p.contact_phone === digits || p.contact_name.startsWith(text),
    );
    if (known.length > 0) return { people: known };
    return { why: asked.kind === 'silence' ? 'offline' : 'loggedOut' };
  }
  const people = await Promise.all(asked.value.items.slice(0, 9).map(personOf));
  return people.length > 0 ? { people } : { why: 'nobody' };
}

async function personOf(resident: Schemas['Resident']): Promise<Person> {
  const home = resident.household_id
    ? await ask<Schemas['Household']>(`/households/${resident.household_id}`)
    : undefined;
  const household = home?.kind === 'here' ? home.value : undefined;
  return {
    resident_id: resident.id,
    contact_name: resident.name,
    contact_phone: resident.phones[0]?.phone ?? '',
    address: household?.address ?? '',
    centre_id: household?.centre_id,
  };
}
