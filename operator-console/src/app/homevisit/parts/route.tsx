import { type MouseEvent, type ReactNode, useEffect, useSyncExternalStore } from 'react';

// A few lines where a router's library weighs as much as the app.
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}
addEventListener('popstate', changed);

export function go(to: string, instead = false): void {
  if (instead) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  scrollTo(0, 0);
  changed();
}

export function usePath(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.pathname + location.search,
  );
}

export function To({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
  const follow = (e: MouseEvent) => {
    if (e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} onClick={follow}>
      {children}
    </a>
  );
}

/** The title of the page, read out when one comes to it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
