import { useEffect, useState } from 'react';

// A computer's clock may be wrong by an hour: what is shown counts from the server's.
let offset = 0;

/** The Date header of an answer. */
export function heardServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const heard = server + 500 - Date.now(); // whole seconds: half of one is the fairest guess
  if (Math.abs(heard - offset) > 1500) offset = heard;
}

/** Milliseconds since 1970 by the server's clock. */
export function now(): number {
  return Date.now() + offset;
}

/** The time, anew every so often; for countdowns and "since". */
export function useNow(everyMs = 1000): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return time;
}
