// The form asks the server which questions follow from an answer; without this, a button does it.

const form = document.querySelector("[data-application]");
const state = document.querySelector("[data-application-state]");
let asking = 0;

function quiet() {
  document.querySelectorAll("[data-again]").forEach((one) => { one.hidden = true; });
}

async function ask(focused) {
  const turn = ++asking;
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("do", "again");
  if (state) state.textContent = form.dataset.busy;
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "text/html" } });
    if (!answer.ok || turn !== asking) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-questions]");
    const shown = document.querySelector("[data-questions]");
    if (!fresh || !shown) return;
    shown.replaceWith(fresh);
    quiet();
    document.getElementById(focused)?.focus({ preventScroll: true });
  } catch {
    document.querySelectorAll("[data-again]").forEach((one) => { one.hidden = false; });
  } finally {
    if (state) state.textContent = "";
  }
}

if (form) {
  quiet();
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-decides]")) ask(event.target.id);
  });
}
