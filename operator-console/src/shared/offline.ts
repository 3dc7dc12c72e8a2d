/** Lets a page open without network, where the browser can; the page works as well without it. */
export function workOffline(worker: string, scope: string): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  // after the page is there: what it needs first shall not wait for it
  addEventListener('load', () => {
    navigator.serviceWorker.register(worker, { scope }).catch(() => undefined);
  });
}
