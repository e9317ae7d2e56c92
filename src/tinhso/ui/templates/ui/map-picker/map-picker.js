// A pin to drop: tap, drag, arrow keys or the device's own position; the answer stands in three hidden fields.
// The device's position works at once; the ground (map-ground.js and the map library) is fetched when it comes into sight.
// Where data is to be saved it is fetched when asked for; the device's position and the list below need no ground.
import { savesData, whenSeen } from "../../../frontend/seen.js";

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]).replace(/(\d) m\b/, "$1\u00a0m");
const written = (value) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 5, maximumFractionDigits: 5 });

function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  const place = box.querySelector(".map-picker__map");
  const said = box.querySelector(".map-picker__said");
  const fallback = box.querySelector(".map-picker__fallback");
  const geolocate = box.querySelector("[data-geolocate]");
  const [latField, lonField, accuracyField] = ["lat", "lon", "accuracy"].map((name) => box.querySelector(`[data-${name}]`));
  const where = () => (latField.value && lonField.value ? [Number(lonField.value), Number(latField.value)] : null);
  let ground = null;
  place.hidden = false;
  box.querySelector(".map-picker__bar").hidden = false;
  fallback.hidden = true;

  let asked;
  async function name(lat, lon) {
    if (!box.dataset.locate) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.locate}?lat=${lat}&lon=${lon}`, { signal: asked.signal, headers: { "Accept-Language": document.documentElement.lang } });
      const found = await answer.json();
      said.textContent = found.place ? [found.place.name, found.province?.name].filter(Boolean).join(", ") : found.detail || said.textContent;
    } catch (problem) {
      if (problem.name !== "AbortError") console.warn(problem); // the server will say it again on sending
    }
  }

  let naming;
  function put(lon, lat, how, accuracy = "") {
    latField.value = lat.toFixed(6);
    lonField.value = lon.toFixed(6);
    accuracyField.value = accuracy === "" ? "" : Math.round(accuracy);
    ground?.put([lon, lat]);
    said.textContent = how === "device" ? fill(box.dataset.sayHere, { m: Math.round(accuracy) }) : fill(box.dataset.sayPin, { lat: written(lat), lon: written(lon) });
    box.dispatchEvent(new CustomEvent("place-picked", { bubbles: true, detail: { lat, lon, accuracy_m: accuracy === "" ? null : accuracy, how } }));
    clearTimeout(naming);
    naming = setTimeout(() => name(lat.toFixed(6), lon.toFixed(6)), 400);
  }

  async function open() {
    const centre = box.dataset.centre ? box.dataset.centre.split(",").map(Number) : undefined;
    try {
      const { draw } = await import("./map-ground.js");
      ground = await draw(place, { areasUrl: box.dataset.boundaries, centre, zoom: Number(box.dataset.zoom), where, pick: put });
    } catch { /* no network for it, or a browser too old: the list stands below */ }
    if (ground) return;
    place.hidden = true;
    fallback.hidden = false;
    fallback.textContent = box.dataset.sayBroken;
  }

  const ask = box.querySelector(".map-picker__ask");
  if (savesData()) {
    place.hidden = true;
    ask.hidden = false;
    ask.querySelector("[data-open-map]").addEventListener("click", () => {
      ask.hidden = true;
      place.hidden = false;
      place.focus();
      open();
    });
  } else {
    whenSeen(place, open);
  }

  box.addEventListener("place-taken-back", () => {
    for (const input of [latField, lonField, accuracyField]) input.value = "";
    ground?.clear();
    said.textContent = "";
    clearTimeout(naming);
    asked?.abort();
  });

  if (!("geolocation" in navigator)) geolocate.hidden = true;
  function useDevice() {
    said.textContent = box.dataset.sayWait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        put(coords.longitude, coords.latitude, "device", coords.accuracy);
        ground?.show([coords.longitude, coords.latitude]);
      },
      () => { said.textContent = box.dataset.sayDenied; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  }
  geolocate.addEventListener("click", useDevice);
  box.addEventListener("use-device", useDevice);
  box.dispatchEvent(new CustomEvent("picker-ready", { bubbles: true }));
}

const startAll = () => document.querySelectorAll("[data-map-picker]").forEach(start);
startAll();
document.addEventListener("htmx:load", startAll);
