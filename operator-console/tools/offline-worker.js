// What a page needs to open without network. What the page knows and keeps is not in here: it is the page's to encrypt.
const version = 'VERSION';
const page = 'PAGE';
const others = 'OTHERS';
const files = 'FILES';
const furniture = ['/icon.svg'];
const PATIENCE_MS = 1500;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) =>
        cache.addAll([page, ...files, ...furniture].map((f) => new Request(f, { cache: 'reload' }))),
      )
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const kin = version.replace(/-[^-]*$/, '-');
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((n) => n.startsWith(kin) && n !== version).map((n) => caches.delete(n))),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    if (!others.some((o) => url.pathname === o || url.pathname.startsWith(`${o}/`)))
      event.respondWith(shown(event.request));
  } else if (url.pathname.startsWith('/assets/') || furniture.includes(url.pathname)) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});

/** The newest page where the network gives it soon; or else the one that is kept. */
async function shown(request) {
  const kept = await caches.match(page);
  const fresh = fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
  if (!kept) return fresh;
  return fresh.then((answer) => (answer.status >= 500 ? kept : answer)).catch(() => kept);
}
