import type { Query, QueryClient } from '@tanstack/react-query';
import type { LiveEvents, LiveName } from './events';

type Heard = { name: LiveName; data: LiveEvents[LiveName] };

// A burst of events reads a list a few times a second, not fifty times.
const GATHER_MS = 300;

const LISTS: Record<LiveName, string[]> = {
  'order.changed': ['/orders', '/deadlines', '/reports/now'],
  'task.changed': ['/tasks', '/reports/now'],
  'offer.made': ['/tasks'],
  'offer.closed': ['/tasks'],
  'clock.alarm': ['/deadlines', '/reports/now'],
  'call.changed': [
    '/calls',
    '/calls/{call_id}',
    '/operators',
    '/presence',
    '/reports/now',
    '/reports/calls/now',
  ],
  'presence.changed': ['/operators', '/presence', '/reports/calls/now'],
  'message.changed': ['/messages', '/inbox'],
  'work.changed': ['/work', '/work/{queue}/items'],
};

/** Whether an event makes what a query holds old. */
function concerns(query: Query, heard: Heard): boolean {
  const [path, params] = query.queryKey as [string, { path?: Record<string, unknown> } | undefined];
  if (typeof path !== 'string') return false;
  if ('number' in heard.data && path.startsWith('/orders/{number}')) {
    return String(params?.path?.number) === heard.data.number;
  }
  if (heard.name === 'call.changed' && path === '/calls/{call_id}') {
    return params?.path?.call_id === (heard.data as LiveEvents['call.changed']).call_id;
  }
  return LISTS[heard.name].includes(path);
}

export function refreshAfter(queries: QueryClient): { heard: (event: Heard) => void; stop: () => void } {
  let gathered: Heard[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  function flush(): void {
    const events = gathered;
    gathered = [];
    timer = undefined;
    last = Date.now();
    void queries.invalidateQueries({ predicate: (query) => events.some((e) => concerns(query, e)) });
  }

  return {
    heard(event) {
      gathered.push(event);
      // the first of a burst at once, the others together
      if (timer === undefined) timer = setTimeout(flush, Date.now() - last > GATHER_MS ? 0 : GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
