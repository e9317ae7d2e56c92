// Was it reported before? Asks once a point and a kind are known, and offers to follow instead; sending stays one tap away.

const form = document.querySelector("[data-report-form]");
const panel = document.querySelector("[data-nearby]");
let asked = 0;

const value = (name) => form.elements.namedItem(name)?.value || "";

function line(found) {
  const entry = panel.querySelector("template").content.firstElementChild.cloneNode(true);
  entry.querySelector("[data-nearby-title]").textContent = `${found.category.name} – ${found.place.name}`;
  entry.querySelector("[data-nearby-state]").textContent = `${found.status_label} · ${found.distance_m} m`;
  entry.querySelector("[data-nearby-title]").href = found.url;
  entry.querySelector("[data-nearby-follow]").href = `${found.url}/theo-doi`;
  return entry;
}

async function look() {
  const category = form.querySelector('input[name="category"]:checked')?.value || "";
  const turn = ++asked;
  if (!category || !value("lat") || !value("lon")) { panel.hidden = true; return; }
  const url = new URL(panel.dataset.url, location.href);
  url.search = new URLSearchParams({ lat: value("lat"), lon: value("lon"), category });
  try {
    const reply = await fetch(url, { headers: { "Accept-Language": document.documentElement.lang }, signal: AbortSignal.timeout(8000) });
    const { items = [] } = reply.ok ? await reply.json() : {};
    if (turn !== asked) return;
    panel.querySelector("[data-nearby-list]").replaceChildren(...items.map(line));
    panel.hidden = items.length === 0;
  } catch { /* without a network nobody is asked; the machine compares after sending */ }
}

if (form && panel) {
  let pause;
  const soon = () => { clearTimeout(pause); pause = setTimeout(look, 400); };
  form.addEventListener("place-picked", soon);
  form.addEventListener("change", (event) => { if (event.target.name === "category") soon(); });
  soon();
}
