import { useInfiniteQuery } from '@tanstack/react-query';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import type { paths } from '@/api';
import { get, type Ok } from '@/api/hooks';

const PAGE = 50;

type Listed<P extends PathsWithMethod<paths, 'get'>> =
  Ok<P, 'get'> extends { items: (infer I)[] } ? I : never;

/** A list that goes on when asked to. */
export function useList<P extends PathsWithMethod<paths, 'get'>>(path: P, query: object, params?: object) {
  const pages = useInfiniteQuery({
    queryKey: [path, { ...params, query, paged: true }],
    initialPageParam: undefined as string | number | undefined,
    queryFn: async ({ pageParam }) => {
      const init = { params: { ...params, query: { limit: PAGE, ...query, after: pageParam } } };
      return (await get(path, init as never)) as { items: Listed<P>[]; next?: string | number };
    },
    getNextPageParam: (last) => last.next,
  });
  return {
    items: pages.data?.pages.flatMap((p) => p.items) ?? [],
    error: pages.error,
    isPending: pages.isPending,
    retry: () => void pages.refetch(),
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    loadingMore: pages.isFetchingNextPage,
  };
}

const MOST = 3000;
const LARGEST_PAGE = 200;

/** The whole of a list that is known to be short: what a field is chosen from. */
export async function readAll<P extends PathsWithMethod<paths, 'get'>>(
  path: P,
  query: object = {},
): Promise<Listed<P>[]> {
  const all: Listed<P>[] = [];
  let after: string | number | undefined;
  do {
    const init = { params: { query: { ...query, limit: LARGEST_PAGE, after } } };
    const page = (await get(path, init as never)) as { items: Listed<P>[]; next?: string | number };
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined && all.length < MOST);
  return all;
}
