import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { LiveEvents, LiveName } from './events';
import { refreshAfter } from './refresh';
import { type Connection, LiveStream } from './stream';

export type { LiveEvents, LiveName } from './events';

const Stream = createContext<LiveStream | null>(null);

/** Opens the stream of whoever is logged in; reads anew what its events say has changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [stream] = useState(() => new LiveStream(() => void queries.invalidateQueries()));
  useEffect(() => {
    const refresher = refreshAfter(queries);
    const stopListening = stream.listen(refresher.heard);
    const hurry = () => stream.hurry();
    window.addEventListener('online', hurry);
    stream.start();
    return () => {
      window.removeEventListener('online', hurry);
      stopListening();
      refresher.stop();
      stream.stop();
    };
  }, [stream, queries]);
  return <Stream.Provider value={stream}>{children}</Stream.Provider>;
}

function useStream(): LiveStream {
  const stream = useContext(Stream);
  if (!stream) throw new Error('useLive needs a LiveProvider around it');
  return stream;
}

/** Calls `heard` for each event of that name: `useLive('call.changed', (call) => …)`. */
export function useLive<N extends LiveName>(name: N, heard: (data: LiveEvents[N]) => void): void {
  const stream = useStream();
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(
    () =>
      stream.listen((event) => {
        if (event.name === name) latest.current(event.data as LiveEvents[N]);
      }),
    [stream, name],
  );
}

export function useConnection(): { connection: Connection; hurry: () => void } {
  const stream = useStream();
  const connection = useSyncExternalStore(
    (watcher) => stream.watch(watcher),
    () => stream.connection,
  );
  return { connection, hurry: () => stream.hurry() };
}
