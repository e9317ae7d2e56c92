// Reads the form aloud to who cannot read it: the language's recorded prompt, else a voice of this device that speaks
// the language; where there is neither, the buttons stay hidden. Once asked for, a chosen kind says its name as well.
const form = document.querySelector("[data-report-form]");
const buttons = [...document.querySelectorAll("[data-aloud]")];
const prompts = JSON.parse(form?.dataset.prompts || "{}");
const language = document.documentElement.lang;
const player = new Audio();
let listening = false;

function voice() {
  const known = window.speechSynthesis?.getVoices() || [];
  return known.find((one) => one.lang.toLowerCase().split(/[-_]/)[0] === language.toLowerCase().split("-")[0]);
}

const canSay = (key) => Boolean(prompts[key] || voice());

function quiet() {
  player.pause();
  window.speechSynthesis?.cancel();
  buttons.forEach((button) => button.setAttribute("aria-pressed", "false"));
}

function say(key, sentence, ended = () => {}) {
  quiet();
  if (prompts[key]) {
    player.src = prompts[key];
    player.onended = ended;
    player.play().catch(ended);
  } else if (voice()) {
    const words = Object.assign(new SpeechSynthesisUtterance(sentence), { voice: voice(), lang: language, onend: ended });
    window.speechSynthesis.speak(words);
  }
}

function offer() {
  for (const button of buttons) button.hidden = !canSay(button.dataset.aloud);
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const speaking = button.getAttribute("aria-pressed") === "true";
    listening = !speaking;
    if (speaking) return quiet();
    say(button.dataset.aloud, button.dataset.sentence, () => button.setAttribute("aria-pressed", "false"));
    button.setAttribute("aria-pressed", "true");
  });
}

form?.addEventListener("change", ({ target }) => {
  if (listening && target.name === "category" && target.checked) say(`category-${target.value}`, target.closest("label").textContent.trim());
});

window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
offer();
