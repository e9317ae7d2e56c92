// The report form: keeps a draft for this tab, warns when life is in danger, sends once however often it is pressed.
// Without this script the same form posts itself; every sentence shown here comes from the page (data-… and <template>).

const form = document.querySelector("[data-report-form]");
const DRAFT = "tinhso.report.draft";
const PHOTOS = "tinhso.report.photos"; // report-photos.js keeps them
const WAITING = "tinhso.report.waiting";
const KEPT = ["text", "place", "locality", "detail", "name", "phone", "email", "lat", "lon", "accuracy_m"];

const store = {
  read(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  },
  write(key, value) {
    try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode: the page still works */ }
  },
  forget(key) {
    try { sessionStorage.removeItem(key); } catch { /* the same */ }
  },
};

const say = (name) => form.dataset[name] || "";
const field = (name) => form.elements.namedItem(name);
const valueOf = (name) => (field(name)?.value || "").trim();
const numberOf = (name) => (valueOf(name) === "" ? null : Number(valueOf(name)));
const photoIds = () => [...form.querySelectorAll('input[name="photo_ids"]')].map((i) => i.value).filter(Boolean);
const isPublic = () => !(form.querySelector('input[name="public"]')?.checked === false);

// A UUID of version 4; randomUUID exists only in secure contexts, getRandomValues everywhere.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --- draft ---

function keepDraft() {
  const draft = Object.fromEntries(KEPT.map((name) => [name, valueOf(name)]));
  draft.category = form.querySelector('input[name="category"]:checked')?.value || "";
  draft.public = isPublic();
  store.write(DRAFT, draft);
}

function bringDraftBack() {
  const draft = store.read(DRAFT);
  if (!draft || form.dataset.answered) return;
  for (const name of KEPT) {
    const input = field(name);
    if (input && !input.value && draft[name]) input.value = draft[name];
  }
  const category = [...form.querySelectorAll('input[name="category"]')].find((i) => i.value === draft.category);
  if (category) {
    category.checked = true;
    category.closest("details")?.setAttribute("open", "");
  }
  const open = form.querySelector('input[name="public"]');
  if (open && draft.public === false) open.checked = false;
  if (draft.name || draft.phone || draft.email) form.querySelector("[data-contact]")?.setAttribute("open", "");
  if (draft.place) form.querySelector("[data-place-list]")?.setAttribute("open", "");
  field("place")?.dispatchEvent(new CustomEvent("draft", { bubbles: true, detail: draft }));
}

const speaksOfDanger = () => form.dataset.dangerous === "yes"; // report-danger.js says so

// --- errors ---

function clearErrors() {
  form.querySelectorAll("[data-error-for]").forEach((slot) => { slot.hidden = true; slot.textContent = ""; });
  form.querySelectorAll('[aria-invalid="true"]').forEach((input) => input.removeAttribute("aria-invalid"));
  document.querySelector("[data-failure]").hidden = true;
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

function showFailure(title, lines, urgent) {
  const box = document.querySelector("[data-failure]");
  box.querySelector("[data-failure-title]").textContent = title;
  const list = box.querySelector("[data-failure-list]");
  list.replaceChildren(...lines.map(({ text, href }) => {
    const entry = document.createElement("li");
    const holder = href ? document.createElement("a") : entry;
    if (href) { holder.href = href; entry.append(holder); }
    holder.textContent = text;
    return entry;
  }));
  box.querySelector("[data-failure-urgent]").hidden = !urgent;
  box.hidden = false;
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "start" });
}

function showProblem(problem) {
  const errors = problem.errors?.length ? problem.errors : [{ field: "", message: problem.detail || problem.title }];
  const lines = errors.map((error) => {
    const slot = slotOf(error.field);
    if (!slot) return { text: error.message };
    slot.textContent = error.message;
    slot.hidden = false;
    const input = document.getElementById(slot.dataset.errorInput || "");
    input?.setAttribute("aria-invalid", "true");
    slot.closest("details")?.setAttribute("open", "");
    return { text: error.message, href: `#${slot.dataset.errorInput || slot.id}` };
  });
  showFailure(say("titleWrong"), lines, false);
}

// --- sending ---

function body(id) {
  const point = numberOf("lat") !== null && numberOf("lon") !== null
    ? { lat: numberOf("lat"), lon: numberOf("lon"), accuracy_m: numberOf("accuracy_m") } : null;
  // "Trước nhà số 12" written beside a pin goes along under the commune that the pin was found in.
  const found = point && valueOf("detail") ? document.querySelector("[data-located]")?.dataset.code : "";
  const code = point ? found : valueOf("place");
  const place = code ? { code, locality: (!point && valueOf("locality")) || null, detail: valueOf("detail") || null } : null;
  const contact = { name: valueOf("name") || null, phone: valueOf("phone") || null, email: valueOf("email") || null };
  return {
    id,
    text: valueOf("text"),
    category: form.querySelector('input[name="category"]:checked')?.value || null,
    point, place,
    occurred_at: null,
    photos: photoIds(),
    contact: contact.name || contact.phone || contact.email ? contact : null,
    public: isPublic(),
    channel: "web",
  };
}

function missing() {
  const errors = [];
  if (!valueOf("text")) errors.push({ field: "text", message: say("needText") });
  if (!(valueOf("lat") && valueOf("lon")) && !valueOf("place")) errors.push({ field: "point", message: say("needPlace") });
  if (form.querySelector('[data-preview][data-state="sending"]')) errors.push({ field: "photos", message: say("needPhotos") });
  return errors;
}

function busy(on) {
  const button = document.querySelector("[data-send]");
  button.disabled = on;
  button.setAttribute("aria-busy", String(on));
  document.querySelector("[data-send-state]").textContent = on ? say("sending") : "";
}

function post(sent) {
  return fetch(form.dataset.api, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": document.documentElement.lang,
      "X-CSRFToken": valueOf("csrfmiddlewaretoken"),
    },
    body: JSON.stringify(sent),
    signal: AbortSignal.timeout(30000),
  });
}

// What went out with an unknown end keeps its id, so that sending again never makes a second report.
async function send() {
  clearErrors();
  const errors = missing();
  if (errors.length) return showProblem({ errors });
  const before = store.read(WAITING);
  const sent = body(before?.id || newId());
  if (!before) store.write(WAITING, sent);
  busy(true);
  try {
    await receive(await post(sent), before);
  } catch {
    const urgent = speaksOfDanger();
    showFailure(say(urgent ? "titleUrgent" : "titleOffline"), [{ text: say("offline") }], urgent);
  }
  busy(false);
}

async function receive(reply, before) {
  if (reply.ok) return arrived(await reply.json(), "");
  if (reply.status === 409 && before) {
    // the earlier sending had arrived after all, with what was written then
    const again = await post(before);
    if (again.ok) return arrived(await again.json(), "?truoc=1");
  }
  if (reply.status >= 500) return showFailure(say("titleOffline"), [{ text: say("broken") }], speaksOfDanger());
  store.forget(WAITING); // refused: nothing is stored under this id, or it is not ours
  if (reply.status === 409) return showFailure(say("titleWrong"), [{ text: say("already") }], false);
  return showProblem(await reply.json().catch(() => ({ detail: say("broken") })));
}

function arrived({ url }, note) {
  [WAITING, DRAFT, PHOTOS].forEach(store.forget);
  location.assign(new URL(url, location.href).pathname + note);
}

if (form) {
  bringDraftBack();
  form.addEventListener("input", (event) => { keepDraft(); mended(event.target.name); });
  form.addEventListener("place-picked", () => { keepDraft(); mended("point"); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.querySelector("[data-send]").disabled) return;
    send();
  });
}
