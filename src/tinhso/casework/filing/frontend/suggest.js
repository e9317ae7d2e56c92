// "Có phải: Giao thông?" While the citizen writes and has chosen no kind, the server is asked what the text is about.
// Nothing is asked without a network; nothing is chosen for anybody: a press on the chip chooses. Sentences come from the page.
const form = document.querySelector("[data-report-form]");
const chip = document.querySelector("[data-suggested]");
const input = form?.elements.namedItem("text");
const PAUSE_MS = 600;
const PATIENCE_MS = 1500; // of somebody who has pressed the button
const SHORTEST = 12; // letters: a single word tells nothing

const chosen = () => form.querySelector('input[name="category"]:checked');
const hide = () => { if (chip) chip.hidden = true; };

let timer;
let asked = "";
let asking;
let pending = Promise.resolve();

function show({ code, name }) {
  if (chosen() || !form.querySelector(`input[name="category"][value="${CSS.escape(code)}"]`)) return hide();
  chip.dataset.code = code;
  chip.querySelector("[data-suggested-name]").textContent = name;
  chip.hidden = false;
}

// The phrase rows lie on the phone (danger.js); what only the second listener hears comes with the answer (asked.js).
const tellHeard = (said) => form.dispatchEvent(new CustomEvent("heard", { detail: said }));

async function ask() {
  const text = input.value.trim();
  if (text.length < SHORTEST) tellHeard({});
  if (text.length < SHORTEST || navigator.onLine === false) return hide();
  if (text === asked) return;
  asked = text;
  asking?.abort();
  asking = new AbortController();
  try {
    const reply = await fetch(form.dataset.suggest, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
      signal: asking.signal,
    });
    const said = reply.ok ? await reply.json() : null;
    if (said) tellHeard(said);
    const found = said && (said.category || said.offered);
    if (found) show(found); else hide();
  } catch { hide(); } // no network, or the next question came first
}

const askLater = () => { pending = ask(); };

/** The words as they are sent have been heard too, where the network is quick enough. */
export async function heardOut() {
  clearTimeout(timer);
  if (!form?.dataset.suggest || !chip || !input) return;
  if (input.value.trim() !== asked) pending = ask();
  await Promise.race([pending, new Promise((done) => { setTimeout(done, PATIENCE_MS); })]);
}

function choose() {
  const radio = form.querySelector(`input[name="category"][value="${CSS.escape(chip.dataset.code || "")}"]`);
  if (!radio) return;
  radio.checked = true;
  radio.closest("details")?.setAttribute("open", "");
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  hide();
  radio.focus();
}

if (form?.dataset.suggest && chip && input) {
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(askLater, PAUSE_MS); });
  form.addEventListener("change", (event) => { if (event.target.name === "category") hide(); });
  chip.querySelector("button").addEventListener("click", choose);
  if (input.value) timer = setTimeout(askLater, PAUSE_MS);
}
