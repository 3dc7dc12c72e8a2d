import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

// A router of a few lines: these pages must be small, and go a few places only.
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
window.addEventListener('popstate', tell);

/** Goes to another page of ours. */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  scrollTo(0, 0);
  tell();
}

/** Goes to another page of ours in place of the one before this: whoever goes back does not come here again. */
export function goInsteadOfBefore(path: string): void {
  window.addEventListener('popstate', () => go(path, true), { once: true });
  history.back();
}

/** One page back, or to the first one where there is none. */
export function goBack(): void {
  if (history.length > 1) history.back();
  else go('/', true);
}

function useLocation(read: () => string): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

const path = () => location.pathname + location.search;
const step = () => location.hash.slice(1);

export function usePath(): string {
  return useLocation(path);
}

/** A page's step, behind the # of its address. */
export function useStep(): string {
  return useLocation(step);
}

/** What the browser keeps of a page for whoever comes back to it. */
export function rememberHere(what: object): void {
  history.replaceState({ ...history.state, ...what }, '');
}

/** A link that does not load the page anew. */
export function To({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return <a href={to} onClick={follow} {...rest} />;
}
