// Rows of a list in the administration: empty rows wait behind a button, which makes more of them when they are used.
function renumbered(row, from, to) {
  const changed = (text) => text.replace(`-${from}-`, `-${to}-`);
  row.querySelectorAll("[id],[name],[for]").forEach((part) => {
    ["id", "name", "for"].forEach((name) => { if (part.hasAttribute(name)) part.setAttribute(name, changed(part.getAttribute(name))); });
    if (part.matches("input[type=checkbox]")) part.checked = false;
    else if (part.matches("input, select, textarea")) part.value = "";
  });
  return row;
}

function prepare(rows) {
  const button = rows.querySelector("[data-rows-add]");
  const waiting = [...rows.querySelectorAll("[data-blank]")];
  const pattern = waiting.at(-1);
  let number = Number(pattern.querySelector("[name]").name.match(/-(\d+)-/)[1]);
  const first = number;
  const spare = pattern.cloneNode(true);
  waiting.forEach((row) => { row.hidden = true; });
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = waiting.shift() ?? renumbered(spare.cloneNode(true), first, ++number);
    row.hidden = false;
    if (!row.isConnected) button.parentElement.before(row);
    row.querySelector("input, select, textarea").focus();
  });
}

addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-rows]").forEach(prepare));
