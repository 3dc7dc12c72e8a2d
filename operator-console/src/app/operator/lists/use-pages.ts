import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api';
import { get } from '@/api/hooks';

const PAGE = 100;

type Query = {
  phone?: string;
  state?: Schemas['OrderState'][];
  item_id?: number;
  from?: string;
  to?: string;
};

/** A list that goes on as one scrolls. */
export function usePages(path: '/orders', query: Query) {
  const pages = useInfiniteQuery({
    queryKey: [path, { query, paged: true }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      get(path, { params: { query: { ...query, limit: PAGE, after: pageParam } } } as never),
    getNextPageParam: (last) => last.next,
  });
  return {
    items: pages.data?.pages.flatMap((p) => p.items) ?? [],
    error: pages.error,
    isPending: pages.isPending,
    complete: !pages.hasNextPage,
    refetch: pages.refetch,
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
  };
}
