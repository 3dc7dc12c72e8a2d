import { useQuery } from '@tanstack/react-query';
import { command } from '@/api/hooks';

const EVERY_MS = 8_000;
const NOBODY: { id: number; name: string }[] = [];

/** Says that this order is looked at here, and hears who else does. */
export function useViewers(number: string): { id: number; name: string }[] {
  const viewers = useQuery({
    queryKey: ['/orders/{number}/viewers', number],
    queryFn: () => command('post', '/orders/{number}/viewers', { params: { path: { number } } }),
    refetchInterval: EVERY_MS,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return viewers.data?.items ?? NOBODY;
}
