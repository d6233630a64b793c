// Keeps the page, so that the till starts without a network. What the server says is never kept here: only files of the page are.
const CACHE = 'onetill-till';
const PAGE = '/till/';
const PATIENCE_MS = 3000;

addEventListener('install', (event) => event.waitUntil(fresh().then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(PAGE)) return;
  if (request.mode === 'navigate') event.respondWith(page());
  else if (pathname !== '/till/worker.js') event.respondWith(file(request));
});

// The newest page there is; what was kept when nobody answers in time.
async function page() {
  try {
    return await fresh(AbortSignal.timeout(PATIENCE_MS));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

// A page is kept with all it needs, or not at all: never a new page with files that are missing.
async function fresh(signal) {
  const answer = await fetch(PAGE, { cache: 'no-cache', signal });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const html = await answer.clone().text();
  const needed = [...html.matchAll(/(?:src|href)="(\/till\/[^"]+)"/g)].map(([, path]) => path);
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  // Names of assets change with their content; others are asked for anew.
  await cache.addAll(needed.filter((it) => !kept.has(it) || !it.includes('/assets/')));
  await cache.put(PAGE, answer.clone());
  for (const path of kept) if (path !== PAGE && !needed.includes(path)) await cache.delete(path);
  return answer;
}

async function file(request) {
  const { pathname } = new URL(request.url);
  const kept = await caches.match(pathname);
  if (kept && pathname.includes('/assets/')) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
