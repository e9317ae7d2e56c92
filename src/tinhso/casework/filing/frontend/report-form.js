// The report form: keeps a draft for this tab, warns when life is in danger, and hands what was written to the queue.
// There is one way out: onto the device first, then to the server (sender.js), whether there is a network or not.
// Without this script the same form posts itself; every sentence shown here comes from the page (data-… and <template>).
import "./aloud.js";
import "./danger.js";
import "./nearby.js";
import "./place.js";
import { answersNow, openQuestion } from "./asked.js";
import { moment, newId, waitingReport } from "./body.js";
import { askForSync, listen, sendNow, store } from "./courier.js";
import { draftOf, forgetDraft, freshDraft, readDraft, writeDraft } from "./draft.js";
import { Photos } from "./photos.js";
import { heardOut } from "./suggest.js";
import { Voice } from "./voice.js";

const form = document.querySelector("[data-report-form]");
const KEPT = ["text", "place", "locality", "detail", "name", "phone", "email", "lat", "lon", "accuracy_m", "other_name", "other_phone", "other_relation", "asked_danger", "asked_denunciation"];
const MENDABLE = new Set(["refused", "photo"]); // the server certainly has not got it
const SLOW_MS = 12_000;

const say = (name) => form.dataset[name] || "";
const field = (name) => form.elements.namedItem(name);
const valueOf = (name) => (field(name)?.value || "").trim();
const numberOf = (name) => (valueOf(name) === "" ? null : Number(valueOf(name)));
const chosen = () => form.querySelector('input[name="category"]:checked');
const isPublic = () => !(form.querySelector('input[name="public"]')?.checked === false);
const isUrgent = () => form.dataset.dangerous === "yes" || Boolean(chosen()?.closest("[data-emergency]"));

let draft;
let photos;
let voice;

// --- draft ---

function keepDraft() {
  Object.assign(draft, Object.fromEntries(KEPT.map((name) => [name, valueOf(name)])));
  draft.category = chosen()?.value || "";
  draft.public = isPublic();
  writeDraft(draft);
}

function fill(from) {
  for (const name of KEPT) {
    const input = field(name);
    if (input && !input.value && from[name]) input.value = from[name];
  }
  const asked = from.category || new URLSearchParams(location.search).get("category"); // the kept page knows no query
  const category = [...form.querySelectorAll('input[name="category"]')].find((input) => input.value === asked);
  if (category && !chosen()) {
    category.checked = true;
    category.closest("details")?.setAttribute("open", "");
  }
  const open = form.querySelector('input[name="public"]');
  if (open && from.public === false) open.checked = false;
  if (from.name || from.phone || from.email) form.querySelector("[data-contact]")?.setAttribute("open", "");
  if (from.other_name || from.other_phone || from.other_relation) form.querySelector("[data-other]")?.setAttribute("open", "");
  if (from.place) form.querySelector("[data-place-list]")?.setAttribute("open", "");
  field("place")?.dispatchEvent(new CustomEvent("draft", { bubbles: true, detail: from }));
}

// --- errors ---

// What is being mended is no longer wrong; sending tells again.
form?.addEventListener("input", ({ target }) => {
  if (target.getAttribute("aria-invalid") !== "true") return;
  target.removeAttribute("aria-invalid");
  const slot = form.querySelector(`[data-error-input="${CSS.escape(target.id)}"]`);
  if (slot) slot.hidden = true;
});

const failure = document.querySelector("[data-failure]");

function clearErrors() {
  form.querySelectorAll("[data-error-for]").forEach((slot) => { slot.hidden = true; slot.textContent = ""; });
  form.querySelectorAll('[aria-invalid="true"]').forEach((input) => input.removeAttribute("aria-invalid"));
  failure.hidden = true;
}

// "point.lat" and "place.code" both belong to the question "where"; a field the page does not know goes to the top.
function slotOf(name) {
  const head = String(name || "").split(/[.[]/)[0];
  const slot = { point: "where", place: "where", contact: String(name).split(".")[1], occurred_at: "text" }[head] || head;
  return form.querySelector(`[data-error-for="${CSS.escape(slot)}"]`);
}

function mended(name) {
  const slot = slotOf(name);
  if (slot) slot.hidden = true;
}

function lineOf(error) {
  const entry = document.createElement("li");
  const slot = slotOf(error.field);
  if (!slot) {
    entry.textContent = error.message;
    return entry;
  }
  slot.textContent = error.message;
  slot.hidden = false;
  document.getElementById(slot.dataset.errorInput || "")?.setAttribute("aria-invalid", "true");
  slot.closest("details")?.setAttribute("open", "");
  const link = document.createElement("a");
  link.href = `#${slot.dataset.errorInput || slot.id}`;
  link.textContent = error.message;
  entry.append(link);
  return entry;
}

function showErrors({ errors = [], detail = "" }) {
  const all = errors.length ? errors : [{ field: "", message: detail || say("broken") }];
  failure.querySelector("[data-failure-title]").textContent = say("titleWrong");
  failure.querySelector("[data-failure-list]").replaceChildren(...all.map(lineOf));
  failure.hidden = false;
  failure.focus({ preventScroll: true });
  failure.scrollIntoView({ block: "start" });
}

// --- what was said ---

function saidNow() {
  const point = numberOf("lat") !== null && numberOf("lon") !== null
    ? { lat: numberOf("lat"), lon: numberOf("lon"), accuracy_m: numberOf("accuracy_m") } : null;
  // "Trước nhà số 12" written beside a pin goes along under the commune that the pin was found in.
  const found = point && valueOf("detail") ? document.querySelector("[data-located]")?.dataset.code : "";
  const code = point ? found : valueOf("place");
  const place = code ? { code, locality: (!point && valueOf("locality")) || null, detail: valueOf("detail") || null } : null;
  const contact = { name: valueOf("name") || null, phone: valueOf("phone") || null, email: valueOf("email") || null };
  const other = { name: valueOf("other_name") || null, phone: valueOf("other_phone") || null, relation: valueOf("other_relation") || null };
  const installed = matchMedia("(display-mode: standalone)").matches || navigator.onLine === false;
  return {
    text: valueOf("text"),
    category: chosen()?.value || null,
    point,
    place,
    contact: contact.name || contact.phone || contact.email ? contact : null,
    public: isPublic(),
    ...(other.name || other.phone || other.relation ? { on_behalf_of: other } : {}),
    ...answersNow(),
    channel: installed ? "pwa" : "web",
  };
}

function missing() {
  const errors = [];
  if (voice.busy) errors.push({ field: "voice", message: say("needVoice") });
  else if (!valueOf("text") && !voice.kept) errors.push({ field: "text", message: say("needText") });
  if (!(valueOf("lat") && valueOf("lon")) && !valueOf("place")) errors.push({ field: "point", message: say("needPlace") });
  if (photos.busy) errors.push({ field: "photos", message: say("needPhotos") });
  return errors;
}

// --- sending ---

function busy(sentence) {
  const button = document.querySelector("[data-send]");
  button.disabled = Boolean(sentence);
  button.setAttribute("aria-busy", String(Boolean(sentence)));
  document.querySelector("[data-send-state]").textContent = sentence || "";
}

function progress({ doing, at, of }) {
  if (doing === "photo") busy(say("sendingPhoto").replace("{at}", at).replace("{of}", of));
  if (doing === "report") busy(say("sending"));
}

/** A browser that keeps nothing: the form posts itself, photos and all. */
function postPlainly() {
  photos.intoInput();
  voice.intoInput();
  form.submit();
}

async function send() {
  clearErrors();
  const errors = missing();
  if (errors.length) return showErrors({ errors });
  busy(say("keeping"));
  await heardOut();
  const question = openQuestion();
  if (question) {
    busy("");
    question.scrollIntoView({ block: "center" });
    return question.querySelector("input").focus({ preventScroll: true });
  }
  const report = waitingReport({
    id: draft.id, said: saidNow(), occurredAt: moment(new Date()), urgent: isUrgent(), language: document.documentElement.lang, now: Date.now(),
    spoken: Boolean(voice.kept),
  });
  const files = [...photos.all(), ...voice.all()];
  try {
    if (!(await store.enqueue(report, files))) { // this tab is a copy of one that has sent its own
      report.id = newId();
      await store.enqueue(report, files.map((photo) => ({ ...photo, key: newId() })));
    }
  } catch {
    return postPlainly();
  }
  forgetDraft(); // it waits now: opening this page again must not offer it a second time
  navigator.storage?.persist?.().catch(() => {});
  if (navigator.onLine === false) {
    await askForSync();
    return goToQueue();
  }
  askForSync();
  return follow(report.id);
}

const goToQueue = () => location.replace(`${form.dataset.mineUrl}#cho-gui`);
const goToReport = (code, note = "") => location.replace(`${form.dataset.pages.replace("0000000000", code)}${note}`);

/** Waits for the report's end, whoever sends it: this page, another tab, the worker. */
async function follow(id) {
  const slow = setTimeout(() => { document.querySelector("[data-send-slow]").hidden = false; }, SLOW_MS);
  const end = await new Promise((done) => {
    const deaf = listen((news) => {
      if (news.id !== id) return;
      progress(news);
      if (["arrived", "refused", "later"].includes(news.doing)) { deaf(); done(); }
    });
    sendNow().catch(() => {}).then(() => { deaf(); done(); });
  }).then(() => Promise.all([store.arrivalOf(id), store.get(id)]));
  clearTimeout(slow);
  const [arrival, waiting] = end;
  if (arrival) return goToReport(arrival.code);
  if (waiting?.state === "refused" && MENDABLE.has(waiting.problem.kind)) return takeBack(waiting);
  return goToQueue();
}

async function takeBack(report) {
  draft = draftOf(newId(), report.said);
  await store.takeBack(report.id, draft.id);
  photos.draftId = voice.draftId = draft.id;
  writeDraft(draft);
  busy("");
  document.querySelector("[data-send-slow]").hidden = true;
  if (report.problem.kind !== "photo") return showErrors(report.problem);
  const isVoice = report.problem.photo === voice.kept?.key;
  if (!isVoice) photos.blame(report.problem.photo);
  const message = report.problem.errors?.[0]?.message || report.problem.detail || say("badPhoto");
  showErrors({ errors: [{ field: isVoice ? "voice" : "photos", message }] });
}

async function begin() {
  const kept = form.dataset.answered ? null : readDraft();
  draft = kept?.id ? kept : freshDraft();
  photos = new Photos(form.querySelector("[data-photo-local]"), draft.id);
  voice = new Voice(form.querySelector("[data-voice]"), draft.id);
  form.addEventListener("voice-changed", () => { mended("voice"); mended("text"); });
  form.addEventListener("input", (event) => { keepDraft(); mended(event.target.name); });
  form.addEventListener("place-picked", () => { keepDraft(); mended("point"); });
  form.addEventListener("photos-changed", () => { keepDraft(); mended("photos"); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!document.querySelector("[data-send]").disabled) send();
  });
  if (!form.dataset.answered) fill(kept || {});
  await photos.bringBack();
  await voice.bringBack();
  store.forgetOldDrafts(Date.now()).catch(() => {});
}

if (form) begin();
