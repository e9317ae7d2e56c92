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
const PROMPTS = "tinhso-prompts";
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
  if (!(await isOfThisRelease(await page.clone().text()))) return self.registration.update();
  await cache.put(key(path, language), page);
  await keepPrompts(language, { again: true });
}

// --- recorded prompts of the language that is read, and of no other: they are large ---

/** The form names its recordings; where no form is kept yet, nothing is known and nothing changes. */
async function promptsOf(language) {
  const cache = await caches.open(SHELL);
  for (const path of shell) {
    const html = await (await cache.match(key(path, language)))?.text();
    const named = html?.match(/ data-prompts="([^"]*)"/);
    if (named) return Object.values(JSON.parse(named[1].replaceAll("&quot;", '"').replaceAll("&amp;", "&")));
  }
  return null;
}

async function keepPrompts(language, { again = false } = {}) {
  const wanted = await promptsOf(language);
  if (wanted === null) return;
  const cache = await caches.open(PROMPTS);
  const kept = new Set();
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (wanted.includes(pathname)) kept.add(pathname);
    else await cache.delete(pathname);
  }
  for (const path of wanted) {
    // one after the other: the form itself must not wait behind them
    if (again || !kept.has(path)) await cache.add(new Request(path, { credentials: "omit" })).catch(() => {});
  }
}

/** Players ask for ranges, and some play nothing that does not come as one. */
async function partOf(whole, range) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range || "");
  if (!asked) return whole;
  const bytes = await whole.blob();
  const [first, last] = [Number(asked[1]), Math.min(asked[2] ? Number(asked[2]) : Infinity, bytes.size - 1)];
  const headers = { "Content-Type": whole.headers.get("Content-Type"), "Accept-Ranges": "bytes" };
  if (first > last) return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${bytes.size}` } });
  headers["Content-Range"] = `bytes ${first}-${last}/${bytes.size}`;
  return new Response(bytes.slice(first, last + 1), { status: 206, headers });
}

async function heard({ request, url }) {
  const kept = await (await caches.open(PROMPTS)).match(url.pathname, { ignoreVary: true });
  return kept ? partOf(kept, request.headers.get("Range")) : fetch(request);
}

registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/ngon-ngu/"), heard);

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
    await language().then(keepPrompts).catch(() => {});
  })());
});

// --- sending ---

self.addEventListener("sync", (event) => {
  if (event.tag !== SYNC) return;
  event.waitUntil(sendNow().then((next) => { if (next !== null) throw new Error("some still wait"); }));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "send") event.waitUntil(sendNow());
  const tongue = event.data?.type === "language" && event.data.language;
  if (languages.includes(tongue)) event.waitUntil(keepPrompts(tongue).catch(() => {}));
});
