// A form asks the server which questions follow. While the server thinks, somebody goes on typing: what stands
// in the page when the answer comes counts, not what stood there when it was asked.

// Read before the answer enters the page: radio buttons of one name let only one of both be checked.
const said = (old) => [...old.querySelectorAll("input[name], select[name], textarea[name]")]
  .map((one) => ({ one, name: one.name, type: one.type, value: one.value, checked: one.checked }));

function carry(answers, fresh) {
  for (const { one, name, type, value, checked } of answers) {
    const named = `[name="${CSS.escape(name)}"]`;
    if (type === "file") fresh.querySelector(named)?.replaceWith(one);
    else if (type === "radio" || type === "checkbox") {
      const same = fresh.querySelector(`${named}[value="${CSS.escape(value)}"]`);
      if (same) same.checked = checked;
    } else if (type !== "hidden") {
      const same = fresh.querySelector(named);
      if (same) same.value = value;
    }
  }
}

globalThis.carryAnswers = (old, fresh) => carry(said(old), fresh);
let before = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "questions") before = said(event.detail.target);
});
document.addEventListener("htmx:afterSwap", () => {
  const fresh = document.getElementById("questions");
  if (before && fresh) carry(before, fresh);
  before = null;
});
