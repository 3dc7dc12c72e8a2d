import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** Runs what a dialog sends; what was typed stays until it has succeeded. */
export function useDialog(number: string, done: () => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  return {
    busy,
    failure,
    reset: () => setFailure(null),
    run: async (send: () => Promise<unknown>) => {
      if (busy) return;
      setBusy(true);
      setFailure(null);
      try {
        await send();
        done();
      } catch (e) {
        setFailure(e as Error);
      } finally {
        setBusy(false);
        void queries.invalidateQueries({
          predicate: ({ queryKey: [path, params] }) =>
            String(path).startsWith('/orders/{number}') &&
            (params as { path?: { number?: string } } | undefined)?.path?.number === number,
        });
      }
    },
  };
}
