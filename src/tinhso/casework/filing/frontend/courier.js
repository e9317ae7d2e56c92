// The sender with its real surroundings: this browser's store, our server, and one lock for all tabs and the worker.
import { Sender } from "./sender.js";
import { store } from "./store.js";

const LOCK = "tinhso.sender";
const NEWS = "tinhso.queue";
const SYNC = "tinhso-send";
const UPLOAD_MS = 180_000;
const POST_MS = 60_000;

const news = typeof BroadcastChannel === "function" ? new BroadcastChannel(NEWS) : null;
const ears = new Set();

/** Hears of every step, here and in other tabs: { id, doing, … }. */
export function listen(hear) {
  ears.add(hear);
  return () => ears.delete(hear);
}

export function tell(what) {
  news?.postMessage(what);
  for (const hear of ears) hear(what);
}

if (news) news.onmessage = ({ data }) => { for (const hear of ears) hear(data); };

function within(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

async function ask(url, ms, options) {
  // a redirect is never ours: a hotel's sign-in page must not pass for an answer
  const reply = await fetch(url, { method: "POST", credentials: "same-origin", redirect: "error", cache: "no-store", signal: within(ms), ...options });
  const kind = reply.headers.get("Content-Type") || "";
  const after = Number(reply.headers.get("Retry-After"));
  return {
    status: reply.status,
    body: /\bjson\b/.test(kind) ? await reply.json() : null,
    isProblem: kind.startsWith("application/problem+json"),
    retryAfter: Number.isFinite(after) && after > 0 ? after : null,
  };
}

const server = {
  upload(photo) {
    const form = new FormData();
    form.append("file", new Blob([photo.bytes], { type: photo.type }), photo.name);
    return ask("/api/v1/uploads", UPLOAD_MS, { body: form });
  },
  post(body, language) {
    return ask("/api/v1/reports", POST_MS, { body, headers: { "Content-Type": "application/json", "Accept-Language": language } });
  },
};

const sender = new Sender({ store, server, tell });

// Without locks (an old browser, an insecure address) two may send: the server's idempotency bears it, this tab's own queue helps.
let turn = Promise.resolve();
const alone = (work) => navigator.locks?.request(LOCK, work) ?? (turn = turn.then(work, work));

/**
 * Sends what is due; gives when to come again (ms since 1970), null when nothing waits. A device that knows itself cut off
 * does not begin: what was never begun may still be changed.
 */
export function sendNow({ evenOffline = false } = {}) {
  if (navigator.onLine === false && !evenOffline) return sender.comeAgain();
  return alone(() => sender.sendAll());
}

/** Lets everything that only waited for the network be tried at once. */
export async function hurry(id = null) {
  for (const report of await store.waiting()) {
    const mine = id ? report.id === id : report.state === "waiting";
    if (mine) await store.change(report.id, (one) => { one.nextTry = 0; one.state = "waiting"; });
  }
}

/** Asks the browser to wake the worker when there is a network, where it can. */
export async function askForSync() {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register(SYNC);
  } catch { /* refused or unknown: the next opening sends */ }
}

/** Leaves the sending to the worker, which outlives this page; does it here where there is none. */
export async function sendInBackground() {
  const worker = navigator.serviceWorker?.controller;
  if (worker) worker.postMessage({ type: "send" });
  else await sendNow();
}

export { store, SYNC };
