// The service worker: keeps the shell of the citizen's pages so that they open without a network, and sends what waits.
// It keeps nothing that is anybody's own: pages are fetched for it without cookies, the API's answers pass by, and the
// officers' pages never come here. `self.tinhso` stands before this file, written by views/worker.py.
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { StaleWhileRevalidate } from "workbox-strategies";
import "../../../ui/frontend/push.js";
import { sendNow, store, SYNC } from "./courier.js";

const { precache, shell, offline, languages, officers, places, release } = self.tinhso;
const SHELL = `tinhso-shell-${release}`;
const PLACES = "tinhso-places";
const PATIENCE_MS = 8_000; // a network that is there and does nothing
const FRESH_MS = 3_600_000;
const UNWELL = new Set([502, 503, 504]);

precacheAndRoute(precache, { directoryIndex: null, cleanURLs: false });
cleanupOutdatedCaches();

// --- the shell ---

const key = (path, language) => `${path}?vo=${language}`;

async function fetchShell(path, language) {
  const page = await fetch(path, { credentials: "omit", cache: "no-store", redirect: "error", headers: { "Accept-Language": language } });
  if (!page.ok) throw new Error(`${path}: ${page.status}`);
  return page;
}

/** A page belongs to this release when all it loads from us is kept as well. */
async function isOfThisRelease(html) {
  const needed = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, url]) => url);
  const kept = await Promise.all(needed.map((url) => matchPrecache(url)));
  return kept.every(Boolean);
}

async function fillShell() {
  const cache = await caches.open(SHELL);
  await Promise.all([...shell, offline].flatMap((path) => languages.map(async (language) => {
    await cache.put(key(path, language), await fetchShell(path, language));
  })));
  const ground = await caches.open(PLACES);
  await Promise.all(places.map((url) => ground.add(url).catch(() => {}))); // the map's lines: good to have
}

/** Categories and words of danger are data: an opened page is a good moment to look for newer ones. */
async function freshen(path, language) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(key(path, language));
  if (kept && Date.now() - Date.parse(kept.headers.get("Date")) < FRESH_MS) return;
  const page = await fetchShell(path, language);
  if (await isOfThisRelease(await page.clone().text())) await cache.put(key(path, language), page);
  else await self.registration.update();
}

async function language() {
  const noted = await store.note("language").catch(() => undefined);
  return languages.includes(noted) ? noted : languages[0];
}

async function fromShell(path) {
  const cache = await caches.open(SHELL);
  return cache.match(key(path, await language()));
}

async function open({ event, url }) {
  const isShell = shell.includes(url.pathname);
  const stop = new AbortController();
  const timer = isShell && setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const page = await (isShell ? fetch(event.request, { signal: stop.signal }) : fetch(event.request));
    if (!UNWELL.has(page.status)) {
      if (isShell && page.ok) event.waitUntil(language().then((tongue) => freshen(url.pathname, tongue)).catch(() => {}));
      return page;
    }
    return (await fromShell(isShell ? url.pathname : offline)) || page;
  } catch (problem) {
    const kept = await fromShell(isShell ? url.pathname : offline);
    if (kept) return kept;
    throw problem;
  } finally {
    clearTimeout(timer);
  }
}

const isCitizens = (url) => !officers.some((prefix) => url.pathname.startsWith(prefix));
registerRoute(({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && isCitizens(url), open);

// Boundaries and hamlets are the same for everybody.
const isPlaces = (url) => places.includes(url.pathname) || /^\/api\/v1\/places\/[^/]+\/localities$/.test(url.pathname);
registerRoute(({ url, sameOrigin }) => sameOrigin && isPlaces(url), new StaleWhileRevalidate({ cacheName: PLACES, matchOptions: { ignoreVary: true } }));

// --- life ---

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fillShell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("tinhso-shell-") && name !== SHELL).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// --- sending ---

self.addEventListener("sync", (event) => {
  if (event.tag !== SYNC) return;
  event.waitUntil(sendNow().then((next) => { if (next !== null) throw new Error("some still wait"); }));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "send") event.waitUntil(sendNow());
});
