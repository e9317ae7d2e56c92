// A map of points. The drawing (map-drawn.js and the map library) is fetched when the box comes into sight.
import { savesData, whenSeen } from "../../../frontend/seen.js";

function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  // what filters ask for before there is a map
  box.addEventListener("map-points", (event) => { box.dataset.points = event.detail.url; });
  async function open() {
    try {
      const { draw } = await import("./map-drawn.js");
      await draw(box);
    } catch {
      box.textContent = box.dataset.sayBroken;
    }
  }
  const ask = box.querySelector(".map-view__ask");
  if (!savesData() || "wanted" in box.dataset) {
    whenSeen(box, open);
    return;
  }
  // only the page of the map itself was opened for the map
  ask.hidden = false;
  ask.querySelector("[data-open-map]").addEventListener("click", () => {
    ask.remove();
    box.tabIndex = -1;
    box.focus();
    open();
  });
}

const startAll = () => document.querySelectorAll("[data-map-view]").forEach(start);
startAll();
document.addEventListener("htmx:load", startAll);
