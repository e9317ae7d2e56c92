// The form asks the server which questions follow from an answer; without this, a button does it.
// It also sends the form: where the network is gone the page stays, with all that was typed and chosen.

const shown = (selector) => document.querySelectorAll(selector);
const application = () => document.querySelector("form[data-application]");
const hide = (selector, hidden) => shown(selector).forEach((one) => { one.hidden = hidden; });
const quiet = () => hide("[data-again]", true);
let asking = 0;

function say(text) {
  const state = document.querySelector("[data-application-state]");
  if (state) state.textContent = text;
}

function keepPlace(act) {
  const { id, selectionStart, selectionEnd } = document.activeElement;
  act();
  const again = id && document.getElementById(id);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (Number.isInteger(selectionStart) && again.setSelectionRange) again.setSelectionRange(selectionStart, selectionEnd);
}

async function ask(form) {
  const turn = ++asking;
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("do", "again");
  say(form.dataset.busy);
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "text/html" } });
    if (!answer.ok || turn !== asking) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-questions]");
    const old = document.querySelector("[data-questions]");
    if (!fresh || !old) return;
    globalThis.carryAnswers(old, fresh);
    keepPlace(() => old.replaceWith(fresh));
    quiet();
  } catch {
    hide("[data-again]", false);
  } finally {
    say("");
  }
}

function busy(form, is) {
  if (is) form.dataset.sending = "yes";
  else delete form.dataset.sending;
  hide("[data-sending-said]", !is);
}

function plainly(form, button) {
  const pressed = document.createElement("input");
  Object.assign(pressed, { type: "hidden", name: button?.name || "do", value: button?.value || "next" });
  form.append(pressed);
  form.submit();
}

async function send(form, button) {
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  asking += 1;
  busy(form, true);
  hide("[data-unsent]", true);
  let answer;
  let page;
  try {
    answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "text/html", "X-Application": "1" } });
    page = await answer.text();
  } catch {
    busy(form, false);
    hide("[data-unsent]", false);
    document.querySelector("[data-unsent]")?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (answer.headers.has("X-Go")) {
    location.assign(answer.headers.get("X-Go"));
    return;
  }
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  busy(form, false);
  if (!main?.querySelector("form[data-application]")) {
    plainly(form, button);
    return;
  }
  const place = scrollY;
  document.querySelector("main").replaceWith(main);
  history.replaceState(null, "", application().action);
  quiet();
  const wrong = main.querySelector("[data-error-summary]");
  (wrong ?? main).focus({ preventScroll: true });
  scrollTo(0, wrong ? 0 : place);
}

if (application()) {
  quiet();
  addEventListener("pageshow", (event) => { if (event.persisted && application()) busy(application(), false); });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-application]");
    if (form && event.target.matches("[data-decides]")) ask(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-application]");
    if (!form) return;
    event.preventDefault();
    if (!form.dataset.sending) send(form, event.submitter);
  });
}
