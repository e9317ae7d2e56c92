// Keyboard for lists and verbs: j k Enter x / ? and the letters of [data-shortcut]. Never while typing.
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], dialog[open]");

const rows = () => [...document.querySelectorAll("[data-list] [data-row]")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.contains(document.activeElement) || row.hasAttribute("data-current"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((row) => row.removeAttribute("data-current"));
  next.setAttribute("data-current", "");
  next.querySelector("[data-open]")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const current = () => rows().find((row) => row.hasAttribute("data-current") || row.contains(document.activeElement));

const keys = {
  j: () => move(1),
  k: () => move(-1),
  Enter: (event) => {
    if (event.target.closest("a, button, summary")) return false;
    const open = current()?.querySelector("[data-open]");
    open?.click();
    return Boolean(open);
  },
  x: () => {
    const tick = current()?.querySelector("input[type=checkbox]");
    tick?.click();
    return Boolean(tick);
  },
  "/": () => {
    const search = document.querySelector("[data-search]");
    search?.focus();
    search?.select?.();
    return Boolean(search);
  },
  "?": () => {
    const help = document.getElementById("shortcuts");
    help?.showModal();
    return Boolean(help);
  },
};

function press(letter) {
  const verb = [...document.querySelectorAll("[data-shortcut]")].find(
    (one) => one.dataset.shortcut.toLowerCase() === letter.toLowerCase() && !one.disabled && one.offsetParent !== null,
  );
  verb?.click();
  return Boolean(verb);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target) && !event.target.closest("dialog[open]")) {
    event.target.blur();
    return;
  }
  if (typing(event.target)) return;
  // Vietnamese input methods and Caps Lock: letters are compared without case.
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const handled = keys[name] ? keys[name](event) !== false : name.length === 1 && press(name);
  if (handled) event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-list] [data-row]");
  if (!row) return;
  rows().forEach((one) => one.toggleAttribute("data-current", one === row));
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tick-all]")) return;
  event.target.closest("form").querySelectorAll("[data-row] input[type=checkbox]").forEach((tick) => { tick.checked = event.target.checked; });
});
