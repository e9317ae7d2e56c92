// A pin to drop: tap, drag, arrow keys or the device's own position; the answer stands in three hidden fields.
import { basemap, maplibregl } from "../../../frontend/basemap.js";

const CLOSE = 14; // near enough to aim, far enough to see a border or a name: there are no streets to go by
const PIN = "M18 42c8-10 14-16 14-25A14 14 0 1 0 4 17c0 9 6 15 14 25z";

function pinElement() {
  const pin = document.createElement("div");
  pin.className = "map-pin";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 36 44");
  for (const [name, attributes] of [["path", { d: PIN, fill: "currentColor", stroke: "#fff", "stroke-width": 2 }], ["circle", { cx: 18, cy: 17, r: 5, fill: "#fff" }]]) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
    svg.append(part);
  }
  pin.append(svg);
  return pin;
}

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const written = (value) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 5, maximumFractionDigits: 5 });

async function start(box) {
  if (box.dataset.started) return;
  box.dataset.started = "yes";
  const ground = box.querySelector(".map-picker__map");
  const said = box.querySelector(".map-picker__said");
  const fallback = box.querySelector(".map-picker__fallback");
  const [latField, lonField, accuracyField] = ["lat", "lon", "accuracy"].map((name) => box.querySelector(`[data-${name}]`));
  ground.hidden = false;
  box.querySelector(".map-picker__bar").hidden = false;
  fallback.hidden = true;

  const before = latField.value && lonField.value ? [Number(lonField.value), Number(latField.value)] : null;
  const centre = before ?? (box.dataset.centre ? box.dataset.centre.split(",").map(Number) : undefined);
  const geolocate = box.querySelector("[data-geolocate]");
  const map = await basemap(ground, { areasUrl: box.dataset.boundaries, centre, zoom: before ? CLOSE : Number(box.dataset.zoom), keyboard: false, cooperativeGestures: false });
  const marker = map && new maplibregl.Marker({ element: pinElement(), anchor: "bottom", draggable: true });
  if (!map) {
    ground.hidden = true;
    fallback.hidden = false;
    fallback.textContent = box.dataset.sayBroken;
  }

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
    marker?.setLngLat([lon, lat]).addTo(map);
    said.textContent = how === "device" ? fill(box.dataset.sayHere, { m: Math.round(accuracy) }) : fill(box.dataset.sayPin, { lat: written(lat), lon: written(lon) });
    box.dispatchEvent(new CustomEvent("place-picked", { bubbles: true, detail: { lat, lon, accuracy_m: accuracy === "" ? null : accuracy, how } }));
    clearTimeout(naming);
    naming = setTimeout(() => name(lat.toFixed(6), lon.toFixed(6)), 400);
  }

  if (map) {
    map.getCanvas().tabIndex = -1; // the ground takes the keys; one stop is enough
    if (before) marker.setLngLat(before).addTo(map);
    map.on("click", (event) => put(event.lngLat.lng, event.lngLat.lat, "tap"));
    marker.on("dragend", () => { const { lng, lat } = marker.getLngLat(); put(lng, lat, "drag"); });
    const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    ground.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "=") map.zoomIn();
      else if (event.key === "-") map.zoomOut();
      else if (arrows[event.key] || event.key === "Enter" || event.key === " ") {
        const from = latField.value ? [Number(lonField.value), Number(latField.value)] : map.getCenter().toArray();
        const [dx, dy] = arrows[event.key] ?? [0, 0];
        const step = event.shiftKey ? 40 : 8;
        const at = map.project(from);
        const { lng, lat } = map.unproject([at.x + dx * step, at.y + dy * step]);
        put(lng, lat, "keys");
        if (!map.getBounds().contains([lng, lat])) map.panTo([lng, lat]);
      } else return;
      event.preventDefault();
    });
  }

  function takeBack() {
    for (const input of [latField, lonField, accuracyField]) input.value = "";
    marker?.remove();
    said.textContent = "";
    clearTimeout(naming);
    asked?.abort();
  }
  box.addEventListener("place-taken-back", takeBack);

  if (!("geolocation" in navigator)) geolocate.hidden = true;
  function useDevice() {
    said.textContent = box.dataset.sayWait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        put(coords.longitude, coords.latitude, "device", coords.accuracy);
        map?.easeTo({ center: [coords.longitude, coords.latitude], zoom: CLOSE });
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
