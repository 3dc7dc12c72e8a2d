import { useEffect, useRef, useState } from 'react';

export type Fix = { latitude: number; longitude: number; accuracy_m: number };
const OLD_MS = 120_000;

/**
 * Where the device is, looked for while a page is open, so that a press of a button need not wait for it. Forbidden or
 * not found, it is null: nobody is held up by it.
 */
export function usePosition(): { fix: Fix | null; current: () => Fix | null } {
  const [fix, setFix] = useState<Fix | null>(null);
  const latest = useRef<{ fix: Fix; at: number } | null>(null);
  useEffect(() => {
    if (!navigator.geolocation) return undefined;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const found = {
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy_m: Math.round(coords.accuracy),
        };
        latest.current = { fix: found, at: performance.now() };
        setFix(found);
      },
      () => undefined,
      { enableHighAccuracy: true, maximumAge: 60_000, timeout: 30_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, []);
  const current = () =>
    latest.current && performance.now() - latest.current.at < OLD_MS ? latest.current.fix : null;
  return { fix, current };
}
