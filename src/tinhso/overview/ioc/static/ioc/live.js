// Keeps board and wall fresh: asks for news after a ledger position, and turns the wall's scenes.
const EVERY_MS = 3000;
// "Overdue" changes with the clock alone, so now and then everything is asked for again.
const ANEW_MS = 60_000;
const PATIENCE = 3;

const pulse = document.querySelector("[data-live]");

function swap(text) {
  const coming = new DOMParser().parseFromString(text, "text/html");
  for (const part of coming.querySelectorAll("[data-live-part]")) {
    const standing = document.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    // What somebody is reading with the keyboard is left alone until the next news.
    if (!standing || standing.contains(document.activeElement)) continue;
    standing.replaceChildren(...part.childNodes);
  }
}

function refreshMaps() {
  for (const map of document.querySelectorAll("[data-map-view]")) {
    map.dispatchEvent(new CustomEvent("map-points", { detail: { url: pulse.dataset.points } }));
  }
}

function tell(sentence) {
  if (pulse.textContent === sentence) return;
  pulse.textContent = sentence;
  pulse.classList.toggle("visually-hidden", !sentence);
}

function follow() {
  let failures = 0;
  let asked = Date.now();
  let stopped = false;

  async function look() {
    if (document.hidden || stopped) return;
    const anew = Date.now() - asked > ANEW_MS;
    const url = `${pulse.dataset.live}&after=${anew ? -1 : pulse.dataset.position}`;
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10_000) });
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        stopped = true;
        tell(pulse.dataset.saySignedOut);
        return;
      }
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      failures = 0;
      tell("");
      if (answer.status === 204) return;
      swap(await answer.text());
      asked = Date.now();
      pulse.dataset.position = answer.headers.get("X-Position");
      refreshMaps();
    } catch (problem) {
      console.warn(problem);
      failures += 1;
      if (failures >= PATIENCE) tell(pulse.dataset.sayLost);
    }
  }

  async function turn() {
    await look();
    // A server in trouble is asked less and less often, at last every half minute.
    setTimeout(turn, EVERY_MS * Math.min(10, 1 + failures));
  }
  setTimeout(turn, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

function rotate(box) {
  const scenes = [...box.querySelectorAll("[data-scene]")];
  let at = Math.max(0, scenes.findIndex((scene) => scene.classList.contains("wall-scene--on")));
  setInterval(() => {
    scenes[at].classList.remove("wall-scene--on");
    at = (at + 1) % scenes.length;
    scenes[at].classList.add("wall-scene--on");
  }, Number(box.dataset.scenes) * 1000);
}

if (pulse) follow();
document.querySelectorAll("[data-scenes]").forEach(rotate);
