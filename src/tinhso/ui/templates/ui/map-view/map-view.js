// A map of points. The drawing (map-drawn.js and the map library) is fetched when the box comes into sight.
import { whenSeen } from "../../../frontend/seen.js";

function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  // what filters ask for before there is a map
  box.addEventListener("map-points", (event) => { box.dataset.points = event.detail.url; });
  whenSeen(box, async () => {
    try {
      const { draw } = await import("./map-drawn.js");
      await draw(box);
    } catch {
      box.textContent = box.dataset.sayBroken;
    }
  });
}

const startAll = () => document.querySelectorAll("[data-map-view]").forEach(start);
startAll();
document.addEventListener("htmx:load", startAll);
