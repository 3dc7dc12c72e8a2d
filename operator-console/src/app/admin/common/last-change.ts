import { get } from '@/api/hooks';

/** Who changed it last, and when. */
export async function lastChange(about: {
  type: string;
  id: number | string;
}): Promise<{ name: string; at: string } | undefined> {
  const query = { object_type: about.type, object_id: String(about.id), limit: 1 };
  const entry = (await get('/audit', { params: { query } })).items[0];
  return entry && { name: entry.actor_name, at: entry.at };
}
