// What only the server's listener hears the sender is asked about: is somebody in danger, is it a denunciation? A question
// comes after a pause in the typing, in its place below the words. What was answered is never taken away again; sending
// insists once, then what was heard holds: nobody is kept from calling for help.

const form = document.querySelector("[data-report-form]");
const questions = [...document.querySelectorAll("[data-answers]")];

const kindOf = (question) => question.dataset.answers.replace("asked_", "");
const chosenIn = (question) => question.querySelector("input:checked");

/** "yes", "no" or "" for danger or denunciation. */
export const answerTo = (kind) => {
  const found = questions.find((one) => kindOf(one) === kind);
  return (found && chosenIn(found)?.value) || "";
};

/** The key of the Contract, or nothing where nothing was answered. */
export function answersNow() {
  const said = questions.filter(chosenIn).map((one) => [kindOf(one), chosenIn(one).value === "yes"]);
  return said.length ? { answers: Object.fromEntries(said) } : {};
}

/** The first open question, once; the next press sends. */
export function openQuestion() {
  const before = form.elements.namedItem("was_asked"); // the server insists once too
  const open = questions.filter((one) => !one.hidden && !chosenIn(one) && !before.value.includes(kindOf(one)));
  before.value = [before.value, ...open.map(kindOf)].join(" ").trim();
  for (const one of open) {
    one.classList.add("field--wrong");
    one.querySelector("[data-answers-missing]").hidden = false;
  }
  return open[0] || null;
}

function ask(kinds) {
  for (const one of questions) one.hidden = !kinds.includes(kindOf(one)) && !chosenIn(one);
}

if (form) {
  form.addEventListener("heard", ({ detail }) => ask(detail.ask || []));
  form.addEventListener("draft", () => questions.filter(chosenIn).forEach((one) => { one.hidden = false; }));
  form.addEventListener("change", ({ target }) => {
    const question = target.closest("[data-answers]");
    if (!question) return;
    question.classList.remove("field--wrong");
    question.querySelector("[data-answers-missing]").hidden = true;
  });
}
