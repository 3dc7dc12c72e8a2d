import { QueryClient } from '@tanstack/react-query';
import { Unreachable } from '@/api/problem';

/** A refusal is an answer and is not asked for again; silence is, for a while. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => error instanceof Unreachable && count < 2,
        // whether there is a network is for the request to find out
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
