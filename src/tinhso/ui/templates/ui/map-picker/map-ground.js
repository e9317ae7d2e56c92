// The ground under the pin: the map, the pin on it, and the keys that move both.
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

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function listenToKeys(map, ground, where, pick) {
  ground.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
    else if (ARROWS[event.key] || event.key === "Enter" || event.key === " ") {
      const [dx, dy] = ARROWS[event.key] ?? [0, 0];
      const step = event.shiftKey ? 40 : 8;
      const at = map.project(where() ?? map.getCenter().toArray());
      const { lng, lat } = map.unproject([at.x + dx * step, at.y + dy * step]);
      pick(lng, lat, "keys");
      if (!map.getBounds().contains([lng, lat])) map.panTo([lng, lat]);
    } else return;
    event.preventDefault();
  });
}

/**
 * Draws the map in `ground`; null where there can be none. `where()` is the pin's [lon, lat] or null,
 * `pick(lon, lat, how)` is told of every tap, drag and key.
 */
export async function draw(ground, { areasUrl, centre, zoom, where, pick }) {
  const before = where();
  const map = await basemap(ground, { areasUrl, centre: before ?? centre, zoom: before ? CLOSE : zoom, keyboard: false, cooperativeGestures: false });
  if (!map) return null;
  const marker = new maplibregl.Marker({ element: pinElement(), anchor: "bottom", draggable: true });
  const put = (point) => marker.setLngLat(point).addTo(map);
  const show = (point) => { put(point); map.easeTo({ center: point, zoom: CLOSE }); };
  map.getCanvas().tabIndex = -1; // the ground takes the keys; one stop is enough
  map.on("click", (event) => pick(event.lngLat.lng, event.lngLat.lat, "tap"));
  marker.on("dragend", () => { const { lng, lat } = marker.getLngLat(); pick(lng, lat, "drag"); });
  listenToKeys(map, ground, where, pick);
  const now = where(); // the device may have answered meanwhile
  if (now && String(now) !== String(before)) show(now);
  else if (now) put(now);
  return { put, show, clear: () => marker.remove() };
}
