import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 640px)';

/** On a telephone's screen. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(NARROW);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(NARROW).matches,
  );
}
