// Do the words speak of danger to life? The same dated rows and the same comparison as rules/phrases.py, on the phone
// itself, so that it works without a network. With one, suggest.js also asks what the second listener hears.

import { answerTo } from "./asked.js";

const form = document.querySelector("[data-report-form]");
const box = document.querySelector("[data-danger]");
const BETWEEN = "(?: \\S+){0,8}? ";
const TONES = { "\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5" };
const MARKED_SHARE = Number(form?.dataset.markedShare);

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d")
  .replace(/[^0-9a-z]+/g, " ").trim();
const words = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}_]+/gu) || [];

// hoà and hòa become the same: the letters without tone, then the tone as a digit.
function toned(word) {
  const letters = [...word.normalize("NFD")];
  const tone = letters.map((c) => TONES[c] || "").join("");
  return letters.filter((c) => !(c in TONES)).join("").normalize("NFC") + tone;
}

const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
const prepare = (way, withTones) => (withTones ? words(way).map(toned).join(" ") : fold(way));

function compile(pattern, withTones) {
  const steps = pattern.split("..").map((step) => step.split("|").map((way) => prepare(way, withTones)).filter(Boolean))
    .filter((ways) => ways.length).map((ways) => `(?:${ways.map(escape).join("|")})`);
  return steps.length ? new RegExp(`(?:^| )${steps.join(BETWEEN)}(?= |$)`) : null;
}

const rows = JSON.parse(form?.dataset.phrases || "[]").map(({ pattern, unless, exact }) => ({
  folded: compile(pattern, false),
  toned: exact ? compile(pattern, true) : null,
  unless: unless ? compile(unless, false) : null,
}));

function speaksOfDanger(text) {
  const said = words(text);
  const folded = fold(text);
  const hasAccents = said.length > 0 && said.filter((w) => /[^\x00-\x7f]/.test(w)).length / said.length >= MARKED_SHARE;
  const withTones = said.map(toned).join(" ");
  return rows.some((row) => {
    const found = row.toned && hasAccents ? row.toned.test(withTones) : row.folded?.test(folded);
    return found && !row.unless?.test(folded);
  });
}

let heard = false; // by the server, of words that no row names

function watch() {
  const named = speaksOfDanger(form.elements.namedItem("text").value); // by a row, which stands above any answer
  const dangerous = named || heard;
  const appears = dangerous && box.hidden;
  box.hidden = !dangerous;
  if (appears) box.scrollIntoView({ block: "nearest" }); // below the words, else behind the send bar or the keyboard
  const answer = answerTo("danger");
  form.dataset.dangerous = named || answer === "yes" || (heard && answer !== "no") ? "yes" : "";
}

if (form && box) {
  heard = !box.hidden && !speaksOfDanger(form.elements.namedItem("text").value); // the page came back with it
  form.addEventListener("heard", (event) => { heard = Boolean(event.detail.danger); watch(); });
  form.addEventListener("change", (event) => { if (event.target.name === "asked_danger") watch(); });
}
if (form && box && rows.length) {
  form.addEventListener("input", watch);
  form.addEventListener("draft", watch);
  watch();
}
