// "Phản ánh của tôi": what waits on this device with everything one may do about it, and the codes of what arrived.
// Every sentence comes from the page (data-… and <template>).
import { newId, waitingReport, withoutContact } from "./body.js";
import { hurry, listen, sendNow, store, tell } from "./courier.js";
import { draftOf, writeDraft } from "./draft.js";
import { addressOf } from "./pictures.js";

const page = document.querySelector("[data-mine]");
const queue = page?.querySelector("[data-queue]");
const MENDABLE = new Set(["refused", "photo"]);
const steps = new Map(); // id -> what is being done just now

const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), page.dataset[name] || "");
const part = (card, name) => card.querySelector(`[data-${name}]`);

const inVietnam = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", ...options });
const clock = inVietnam({ hour: "2-digit", minute: "2-digit" });
const day = inVietnam({ day: "2-digit", month: "2-digit", year: "numeric" });
const moment = (when) => say("moment", { time: clock.format(new Date(when)), date: day.format(new Date(when)) });

const spoken = (code) => code.replace(/^(\d{4})(\d{3})(\d{3})$/, "$1 $2 $3");

// --- what waits ---

const mayMend = (report) => report.frozen === null || (report.state === "refused" && MENDABLE.has(report.problem.kind));

function stateOf(report) {
  const step = steps.get(report.id);
  if (step?.doing === "photo") return ["info", say("sendingPhoto", step)];
  if (step?.doing === "report") return ["info", say("sendingReport")];
  const kind = report.problem?.kind;
  if (report.state === "refused") return ["warning", say(`state${kind[0].toUpperCase()}${kind.slice(1)}`)];
  if (!report.tries || navigator.onLine === false) return ["neutral", say("stateNew")];
  const again = { time: clock.format(new Date(Math.max(report.nextTry, Date.now()))) };
  return ["neutral", say(kind === "network" ? "stateNetwork" : "stateServer", again)];
}

function linesOf(report) {
  if (report.state !== "refused" || ["taken", "arrived"].includes(report.problem.kind)) return [];
  const lines = (report.problem.errors || []).map((error) => error.message);
  return lines.length ? lines : [report.problem.detail].filter(Boolean);
}

function metaOf(report, photos) {
  const words = [moment(report.createdAt)];
  if (photos) words.push(say(photos === 1 ? "onePhoto" : "photos", { n: photos }));
  if (report.spoken) words.push(say("hasVoice"));
  if (report.said.contact || report.said.on_behalf_of) words.push(say("hasContact"));
  return words.join(" · ");
}

async function drawPhotos(card, id) {
  const photos = (await store.photosOf(id)).filter((one) => !one.voice);
  const list = part(card, "photos");
  if (list.dataset.shown === String(photos.length)) return photos.length;
  list.dataset.shown = photos.length;
  list.replaceChildren(...photos.map((photo, at) => {
    const item = document.createElement("li");
    const picture = Object.assign(new Image(), { src: addressOf(photo), alt: say("photoAlt", { n: at + 1 }) });
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    picture.addEventListener("error", () => item.classList.add("photo-input__preview--unseen"), { once: true });
    item.className = "photo-input__preview";
    item.append(picture);
    return item;
  }));
  return photos.length;
}

async function drawCard(report) {
  let card = queue.querySelector(`[data-card="${CSS.escape(report.id)}"]`);
  if (!card) {
    card = page.querySelector("[data-card-template]").content.firstElementChild.cloneNode(true);
    card.dataset.card = report.id;
    part(queue, "cards").append(card);
  }
  const [tone, state] = stateOf(report);
  card.dataset.tone = tone;
  card.toggleAttribute("data-urgent", report.urgent);
  part(card, "text").textContent = report.said.text || say("noText");
  part(card, "meta").textContent = metaOf(report, await drawPhotos(card, report.id));
  if (part(card, "state").textContent !== state) part(card, "state").textContent = state;
  part(card, "lines").replaceChildren(...linesOf(report).map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  part(card, "mend").hidden = !mayMend(report);
  part(card, "retry").hidden = report.state === "refused" && report.problem.kind !== "taken";
  part(card, "retry-word").textContent = say(report.problem?.kind === "taken" ? "asNew" : "retry");
  part(card, "wipe").hidden = !report.said.contact;
  return card;
}

async function drawQueue() {
  const reports = await store.waiting();
  const known = new Set(reports.map((report) => report.id));
  queue.querySelectorAll("[data-card]").forEach((card) => { if (!known.has(card.dataset.card)) card.remove(); });
  for (const report of reports) await drawCard(report);
  queue.hidden = reports.length === 0;
  part(queue, "count").textContent = reports.length;
  part(page, "urgent-box").hidden = !reports.some((report) => report.urgent);
}

// --- what arrived ---

function drawArrival(one) {
  const row = page.querySelector("[data-arrival-template]").content.firstElementChild.cloneNode(true);
  row.dataset.code = one.code;
  const link = part(row, "link");
  link.href = page.dataset.pages.replace("0000000000", one.code);
  link.textContent = [one.category, one.place].filter(Boolean).join(" – ");
  part(row, "text").textContent = one.text;
  part(row, "code-said").textContent = spoken(one.code);
  part(row, "agency").textContent = one.agency;
  part(row, "due").textContent = one.dueAt ? moment(one.dueAt) : "";
  return row;
}

function addSecret(row, one) {
  const fold = page.querySelector("[data-secret-template]").content.firstElementChild.cloneNode(true);
  part(fold, "secret").textContent = one.secret;
  fold.querySelectorAll("form input[name=code]").forEach((input) => { input.value = one.code; });
  fold.querySelectorAll("form input[name=secret]").forEach((input) => { input.value = one.secret; });
  fold.querySelector("form")?.toggleAttribute("hidden", !one.isForeign);
  row.append(fold);
}

async function drawArrivals() {
  const list = part(page, "arrivals");
  const kept = await store.arrivals();
  for (const one of [...kept].reverse()) {
    let row = list.querySelector(`[data-code="${CSS.escape(one.code)}"]`);
    const isForeign = !row && page.dataset.cookies === "yes" && one.sentAt < performance.timeOrigin;
    if (!row) list.prepend(row = drawArrival(one));
    if (one.secret && !part(row, "secret-fold")) addSecret(row, { ...one, isForeign });
  }
  part(page, "none").hidden = list.children.length > 0;
  part(page, "forget").hidden = part(page, "find").hidden = list.children.length === 0;
}

// --- what one may do ---

const acts = {
  async retry(report) {
    if (report.problem?.kind === "taken") return asNew(report);
    await hurry(report.id);
    await sendNow({ evenOffline: true }); // a device may think itself cut off and be wrong
  },
  async mend(report) {
    const draft = draftOf(newId(), report.said);
    if (!(await store.takeBack(report.id, draft.id))) return;
    writeDraft(draft);
    location.assign(page.dataset.form);
  },
  async wipe(report) {
    await store.change(report.id, withoutContact);
  },
  async remove(report) {
    if (!(await isSure(report))) return;
    await store.remove(report.id);
    tell({ id: report.id, doing: "removed" });
  },
};

async function asNew(report) {
  const fresh = waitingReport({ ...report, id: newId(), now: Date.now() });
  const photos = await store.photosOf(report.id);
  await store.enqueue(fresh, photos.map((photo) => ({ ...photo, key: newId(), fileId: "" })));
  await store.remove(report.id);
  await sendNow();
}

function isSure(report) {
  const dialog = document.getElementById("remove-waiting");
  dialog.querySelector("[data-begun]").hidden = report.frozen === null;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => { dialog.addEventListener("close", () => done(dialog.returnValue === "remove"), { once: true }); });
}

async function act(event) {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const report = await store.get(button.closest("[data-card]").dataset.card);
  button.disabled = true;
  try {
    if (report) await acts[button.dataset.act](report);
  } finally {
    button.disabled = false;
    await draw();
    const here = button.isConnected && !button.hidden ? button : document.getElementById("main");
    if (document.activeElement === document.body) here.focus(); // it could not keep the focus while disabled
  }
}

let drawing = Promise.resolve();
function draw() {
  drawing = drawing.then(() => Promise.all([drawQueue(), drawArrivals()])).catch(console.error);
  return drawing;
}

if (page) {
  window.addEventListener("offline", draw);
  window.addEventListener("online", draw);
  listen((news) => {
    if (["photo", "report"].includes(news.doing)) steps.set(news.id, news);
    else steps.delete(news.id);
    draw();
  });
  queue.addEventListener("click", act);
  part(page, "forget").addEventListener("submit", async (event) => { // this device forgets its codes, then the server its cookie
    event.preventDefault();
    for (const one of await store.arrivals().catch(() => [])) await store.forgetArrival(one.code);
    event.target.submit();
  });
  draw();
}
