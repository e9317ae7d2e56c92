// The operator's screen: lists that open under what is typed (accents ignored), and Enter that leads on.

const bare = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();

// First what is the name, then what begins with it after its kind, then what holds it.
function ranked(names, typed) {
  const wanted = bare(typed);
  if (!wanted) return [];
  return names
    .map((name) => [name, ` ${bare(name)}`])
    .filter(([, folded]) => folded.includes(` ${wanted}`))
    .sort(([, a], [, b]) => b.endsWith(` ${wanted}`) - a.endsWith(` ${wanted}`) || a.indexOf(` ${wanted}`) - b.indexOf(` ${wanted}`))
    .slice(0, 8)
    .map(([name]) => name);
}

class Typeahead {
  constructor(input, names, told) {
    this.input = input;
    this.names = names;
    this.told = told;
    this.at = -1;
    this.list = document.createElement("ul");
    this.list.className = "typeahead__list";
    this.list.id = `${input.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels[0]?.innerText ?? "");
    this.list.hidden = true;
    this.status = document.createElement("span");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    const around = document.createElement("div");
    around.className = "typeahead";
    input.replaceWith(around);
    around.append(input, this.list, this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.open());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) this.take(option.textContent);
    });
  }

  open() {
    const found = ranked(this.names(), this.input.value);
    this.list.replaceChildren(
      ...found.map((name, number) => {
        const option = document.createElement("li");
        option.className = "typeahead__option";
        option.id = `${this.list.id}-${number}`;
        option.setAttribute("role", "option");
        option.textContent = name;
        return option;
      }),
    );
    this.status.textContent = found.length ? this.told.replace("{n}", found.length) : "";
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(found.length ? 0 : -1);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark(number) {
    this.at = number;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    const marked = this.list.children[number];
    if (marked) {
      this.input.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  take(name) {
    this.input.value = name;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Enter and Tab take what is marked and lead on as in any other field.
  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.mark(event.key === "ArrowDown" ? (this.at >= last ? 0 : this.at + 1) : this.at <= 0 ? last : this.at - 1);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0) this.take(this.list.children[this.at].textContent);
  }
}

function begin(form) {
  const lists = JSON.parse(form.dataset.lists);
  const field = (name) => form.elements[name];
  const told = form.dataset.choices;
  const byName = new Map(lists.communes.map(([code, name]) => [name, code]));
  let hamlets = [];
  let shownFor = "";
  new Typeahead(field("commune"), () => lists.communes.map(([, name]) => name), told);
  new Typeahead(field("category"), () => lists.categories.map(([, name]) => name), told);
  new Typeahead(field("locality"), () => hamlets, told);

  const listHamlets = async () => {
    const code = byName.get(field("commune").value);
    if (!code || code === shownFor) return;
    shownFor = code;
    hamlets = [];
    try {
      const answer = await fetch(form.dataset.localities.replace("00000", code), { headers: { Accept: "application/json" } });
      if (answer.ok && shownFor === code) hamlets = (await answer.json()).items.map((one) => `${one.kind} ${one.name}`.trim());
    } catch {
      shownFor = ""; // the name can still be typed
    }
  };
  field("commune").addEventListener("change", listHamlets);
  listHamlets();

  const order = ["phone", "text", "commune", "locality", "detail", "category", "name"];
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.target.type === "radio" && !field("commune").value) {
      event.preventDefault();
      field("commune").focus();
      return;
    }
    const at = order.indexOf(event.target.name);
    if (at < 0 || at === order.length - 1) return;
    event.preventDefault();
    field(order[at + 1]).focus();
  });

  // What only the machine hears: shown with the preview, never taken away once answered, insisted on once.
  const questions = [...form.querySelectorAll("[data-answers]")];
  const isOpen = (one) => !one.hidden && !one.querySelector("input:checked");
  document.body.addEventListener("asked", ({ detail }) => {
    for (const one of questions) one.hidden = !detail[one.dataset.answers.replace("asked", "ask")] && !one.querySelector("input:checked");
  });

  let sent = false;
  form.addEventListener("submit", (event) => {
    const asked = form.elements.was_asked;
    const question = sent ? null : questions.find((one) => isOpen(one) && !asked.value.includes(one.dataset.answers.slice(6)));
    if (sent || question) event.preventDefault(); // Enter held down
    if (!question) return void (sent = true);
    asked.value = `${asked.value} ${question.dataset.answers.slice(6)}`.trim();
    question.querySelector("[data-answers-missing]").hidden = false;
    question.querySelector("input").focus();
  });
  window.addEventListener("pageshow", () => (sent = false));

  const wrong = form.querySelector(".field--wrong input, .field--wrong textarea");
  (wrong ?? (field("arrival").value ? field("commune") : field("phone"))).focus();
}

const form = document.querySelector("[data-intake]");
if (form) begin(form);
document.querySelector("[data-again]")?.focus();
