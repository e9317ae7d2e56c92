// Which commune is this? Asks as soon as a point is known, shows the answer and its reason, fills the list of hamlets.

const form = document.querySelector("[data-report-form]");
const answer = document.querySelector("[data-located]");
let asked = 0;
let pause;

const field = (name) => form.elements.namedItem(name);

function show(kind, name, reason, code = "") {
  answer.dataset.kind = kind;
  answer.dataset.code = code;
  answer.querySelector("[data-located-name]").textContent = name;
  answer.querySelector("[data-located-reason]").textContent = reason;
  answer.hidden = false;
}

async function locate(lat, lon) {
  const turn = ++asked;
  show("asking", form.dataset.locating, "");
  const url = new URL(form.dataset.locate, location.href);
  url.searchParams.set("lat", lat);
  url.searchParams.set("lon", lon);
  try {
    const reply = await fetch(url, {
      headers: { "Accept-Language": document.documentElement.lang }, signal: AbortSignal.timeout(10000),
    });
    const found = await reply.json();
    if (turn !== asked) return;
    if (!reply.ok) return show("outside", form.dataset.outside, found.detail || "");
    if (!found.served) return show("outside", `${found.place.name} – ${found.province.name}`, form.dataset.notServed);
    show("found", found.place.name, found.because || "", found.place.code);
  } catch {
    if (turn === asked) show("unknown", form.dataset.unlocated, "");
  }
}

function label(locality) {
  const option = document.createElement("option");
  option.value = locality.id;
  option.textContent = locality.name;
  return option;
}

async function listLocalities(code, chosen) {
  const select = field("locality");
  const row = form.querySelector("[data-locality]");
  if (!select || !row) return;
  select.replaceChildren(select.options[0]);
  row.hidden = true;
  if (!code) return;
  try {
    const reply = await fetch(form.dataset.localities.replace("00000", encodeURIComponent(code)));
    if (!reply.ok || field("place").value !== code) return;
    const found = await reply.json();
    const items = Array.isArray(found) ? found : found.items || found.localities || [];
    select.append(...items.map(label));
    if (chosen) select.value = String(chosen);
    row.hidden = items.length === 0;
  } catch { /* the detail line says the same in words */ }
}

// Whoever let this site use the position before gets it at once, one tap less; nobody is asked on opening the page.
async function begin(picker) {
  const permission = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  const isOpen = !field("lat").value && !field("place")?.value;
  if (permission?.state === "granted" && isOpen) picker.dispatchEvent(new CustomEvent("use-device"));
}

// The pin and the list answer one question: the later answer stands, the earlier one goes, and both can be seen to.
function useList() {
  clearTimeout(pause);
  asked += 1;
  answer.hidden = true;
  form.querySelector("[data-map-picker]")?.dispatchEvent(new CustomEvent("place-taken-back"));
}

function usePin() {
  if (!field("place")?.value) return;
  field("place").value = "";
  listLocalities("");
}

if (form && answer) {
  form.addEventListener("picker-ready", (event) => begin(event.target));
  form.addEventListener("place-picked", (event) => {
    usePin();
    clearTimeout(pause); // arrow keys move the pin many times a second
    pause = setTimeout(() => locate(event.detail.lat, event.detail.lon), 300);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "place") return;
    if (event.target.value) useList();
    listLocalities(event.target.value);
  });
  form.addEventListener("draft", (event) => {
    listLocalities(field("place").value, event.detail.locality);
    if (field("lat").value && field("lon").value) locate(field("lat").value, field("lon").value);
  });
  if (field("lat")?.value && field("lon")?.value) locate(field("lat").value, field("lon").value);
  else if (field("place")?.value) listLocalities(field("place").value);
}
