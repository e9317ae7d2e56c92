// On every citizen's page: lets the worker in, says what still waits on this device, and sees that it is sent.
import "./waiting.css";
import { askForSync, hurry, listen, sendInBackground, store } from "./courier.js";

const SOON = 5_000;
const LATER = 900_000;
const banner = document.querySelector("[data-waiting]");
let timer;
let brought = 0;

const waits = (report) => report.state === "waiting";

function draw(reports) {
  const urgent = reports.some((report) => report.urgent);
  const done = reports.length === 0 && brought > 0;
  banner.hidden = reports.length === 0 && !done;
  banner.dataset.kind = urgent ? "urgent" : done ? "done" : "calm";
  banner.querySelector("[data-waiting-urgent]").hidden = !urgent;
  const { sayOne, sayMany, sayDone } = banner.dataset;
  const sentence = done ? sayDone : reports.length === 1 ? sayOne : sayMany;
  const line = banner.querySelector("[data-waiting-text]");
  const said = sentence.replace("{n}", reports.length || brought);
  if (line.textContent !== said) line.textContent = said;
}

async function keepSending() {
  clearTimeout(timer);
  const reports = await store.waiting();
  draw(reports);
  if (!reports.some(waits)) return;
  await sendInBackground().catch(() => {});
  const left = (await store.waiting()).filter(waits).map((report) => report.nextTry - Date.now());
  if (left.length) timer = setTimeout(keepSending, Math.min(LATER, Math.max(SOON, ...[Math.min(...left)])));
}

/** The device says that it is connected again: nobody waits for a pause to end. */
async function connected() {
  await hurry();
  await keepSending();
}

async function letWorkerIn(url) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(url, { updateViaCache: "none" });
  if ((await store.waiting()).some(waits)) await askForSync();
}

/** The worker opens pages in this language without a network, and keeps its recorded prompts. */
async function noteLanguage(language) {
  if ((await store.note("language")) !== language) await store.setNote("language", language);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ type: "language", language });
}

if (banner) {
  listen(async ({ doing }) => {
    if (doing === "arrived") brought += 1;
    if (["arrived", "refused", "later", "removed"].includes(doing)) draw(await store.waiting());
  });
  window.addEventListener("online", () => connected().catch(() => {}));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") keepSending().catch(() => {}); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) keepSending().catch(() => {}); });
  keepSending().catch(() => {});
  noteLanguage(document.documentElement.lang).catch(() => {});
  const begin = () => letWorkerIn(banner.dataset.worker).catch(() => {});
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}
