// A form asks the server which questions follow. While the server thinks, somebody goes on typing: what stands
// in the page when the answer comes counts, not what stood there when it was asked.

function carry(old, fresh) {
  for (const one of old.querySelectorAll("input[name], select[name], textarea[name]")) {
    const named = `[name="${CSS.escape(one.name)}"]`;
    if (one.type === "file") fresh.querySelector(named)?.replaceWith(one);
    else if (one.type === "radio" || one.type === "checkbox") {
      const same = fresh.querySelector(`${named}[value="${CSS.escape(one.value)}"]`);
      if (same) same.checked = one.checked;
    } else if (one.type !== "hidden") {
      const same = fresh.querySelector(named);
      if (same) same.value = one.value;
    }
  }
}

globalThis.carryAnswers = carry;
let before = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "questions") before = event.detail.target;
});
document.addEventListener("htmx:afterSwap", () => {
  const fresh = document.getElementById("questions");
  if (before && fresh && fresh !== before) carry(before, fresh);
  before = null;
});
