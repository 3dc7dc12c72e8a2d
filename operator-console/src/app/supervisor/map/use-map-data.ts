import { type QueryKey, useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api';
import { get } from '@/api/hooks';

export type Task = Schemas['TaskView'];
export type Centre = Schemas['Centre'];
export const MOST = 1000;
const PAGE = 200;
const OPEN: Schemas['TaskState'][] = [
  'PENDING_DISPATCH',
  'OFFERED',
  'ACCEPTED',
  'SCHEDULED',
  'EN_ROUTE',
  'ON_SITE',
  'IN_PROGRESS',
  'SUSPENDED',
];

/** Page after page, until it is enough. */
async function all<T>(read: (after?: string) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined && found.length < MOST);
  return found;
}

const page = (after?: string) => ({ limit: PAGE, ...(after && { after }) });
// named like what they are made of, so that live events read them anew
const TASKS: QueryKey = ['/tasks', { open: true }];
const CENTRES: QueryKey = ['/centres', { all: true }];

export function useOpenTasks() {
  return useQuery<Task[], Error>({
    queryKey: TASKS,
    queryFn: () =>
      all((after) => get('/tasks', { params: { query: { state: OPEN, ...page(after) } } })) as Promise<
        Task[]
      >,
    refetchInterval: 60_000,
  });
}

export function useCentres() {
  return useQuery<Centre[], Error>({
    queryKey: CENTRES,
    queryFn: () => all((after) => get('/centres', { params: { query: page(after) } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
