// The blur brush: drag a box on the picture, or add one and set its four numbers. Without JavaScript the rows
// of numbers stand in the page and are enough.
const NAMES = ["x", "y", "w", "h"];
const LEAST = 1; // per cent of a side: a smaller drag was a press by mistake

for (const brush of document.querySelectorAll("[data-blur-brush]")) start(brush);

function start(brush) {
  const stage = brush.querySelector("[data-stage]");
  const rows = brush.querySelector("[data-rows]");
  const pattern = rows.querySelector("[data-row]").cloneNode(true);
  for (const input of pattern.querySelectorAll("input")) input.removeAttribute("value");
  let made = 0;

  for (const row of [...rows.children]) {
    if ([...row.querySelectorAll("input")].some((input) => input.value)) adopt(row);
    else row.remove();
  }
  for (const kept of brush.querySelectorAll("[data-kept]")) {
    const box = overlay(kept.dataset.number);
    place(box, NAMES.map((name) => Number(kept.dataset[name])));
    kept.querySelector("input")?.addEventListener("change", (event) => {
      box.classList.toggle("blur-brush__box--gone", event.target.checked);
    });
  }

  function overlay(text) {
    const box = document.createElement("div");
    box.className = "blur-brush__box";
    box.setAttribute("aria-hidden", "true");
    box.append(Object.assign(document.createElement("span"), { textContent: text }));
    stage.append(box);
    return box;
  }

  function place(box, [x, y, w, h]) {
    Object.assign(box.style, { left: `${x}%`, top: `${y}%`, width: `${w}%`, height: `${h}%` });
  }

  function adopt(row) {
    made += 1;
    row.querySelector("legend").textContent = brush.dataset.new.replace("{n}", made);
    const inputs = NAMES.map((name) => row.querySelector(`[name=${name}]`));
    for (const input of inputs) input.step = "0.5";
    const box = overlay(`+${made}`);
    const draw = () => place(box, inputs.map((input) => Number(input.value)));
    row.addEventListener("input", draw);
    row.querySelector("[data-drop]").addEventListener("click", () => {
      box.remove();
      row.remove();
      brush.querySelector("[data-add]").focus();
    });
    draw();
    return inputs;
  }

  function add(values) {
    const row = pattern.cloneNode(true);
    // multiples of the step, or the browser would refuse what was drawn by hand
    NAMES.forEach((name, at) => { row.querySelector(`[name=${name}]`).value = Math.round(values[at] * 2) / 2; });
    rows.append(row);
    return adopt(row);
  }

  brush.querySelector("[data-add]").addEventListener("click", () => add([40, 40, 20, 20])[0].focus());

  let from = null;
  let trace = null;
  const at = (event) => {
    const shape = stage.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, (value / size) * 100));
    return [part(event.clientX - shape.left, shape.width), part(event.clientY - shape.top, shape.height)];
  };
  const between = (one, other) => [
    Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]),
  ];
  const stop = () => {
    trace?.remove();
    from = trace = null;
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    from = at(event);
    trace = overlay("");
    place(trace, [...from, 0, 0]);
  });
  stage.addEventListener("pointermove", (event) => {
    if (from) place(trace, between(from, at(event)));
  });
  stage.addEventListener("pointerup", (event) => {
    if (!from) return;
    const values = between(from, at(event));
    stop();
    if (values[2] >= LEAST && values[3] >= LEAST) add(values);
  });
  stage.addEventListener("pointercancel", stop);
}
