// Points on the base map: clusters, popups, and a fresh look at the URL every so often.
import { basemap, colour, maplibregl } from "../../../frontend/basemap.js";

const TONES = ["neutral", "info", "warning", "danger", "success"];
// A tone is never told by colour alone.
const SIGNS = ["match", ["get", "tone"], "danger", "!", "warning", "…", "success", "✓", "info", "i", ""];
const NONE = { type: "FeatureCollection", features: [] };
// A point may stand for many ("weight"): the server gathers what is too much to send.
const WEIGHT = ["coalesce", ["get", "weight"], 1];
const IS_CROWD = ["any", ["has", "point_count"], ["has", "weight"]];
const HEADS = ["coalesce", ["get", "sum"], WEIGHT];
const FACE = ["Be Vietnam Pro Bold", "Be Vietnam Pro"];

const toneColour = (box) => ["match", ["get", "tone"], ...TONES.slice(1).flatMap((tone) => [tone, colour(box, tone)]), colour(box, "text-muted")];

function paints(box) {
  return {
    clusters: { "circle-color": colour(box, "primary"), "circle-stroke-color": colour(box, "surface") },
    "cluster-counts": { "text-color": colour(box, "on-primary") },
    points: { "circle-color": toneColour(box), "circle-stroke-color": colour(box, "surface") },
    signs: { "text-color": colour(box, "surface") },
  };
}

function addLayers(map, box) {
  map.addSource("points", { type: "geojson", data: NONE, cluster: true, clusterRadius: 44, clusterMaxZoom: 14, clusterProperties: { sum: ["+", WEIGHT] } });
  const paint = paints(box);
  const big = box.closest(".wall") ? 1.6 : 1;
  map.addLayer({ id: "clusters", type: "circle", source: "points", filter: IS_CROWD, paint: { ...paint.clusters, "circle-stroke-width": 2, "circle-opacity": 0.92, "circle-radius": ["step", HEADS, 14 * big, 20, 18 * big, 100, 24 * big, 1000, 30 * big] } });
  map.addLayer({ id: "cluster-counts", type: "symbol", source: "points", filter: IS_CROWD, layout: { "text-field": ["to-string", HEADS], "text-font": FACE, "text-size": 13 * big, "text-allow-overlap": true }, paint: paint["cluster-counts"] });
  map.addLayer({ id: "points", type: "circle", source: "points", filter: ["!", IS_CROWD], paint: { ...paint.points, "circle-stroke-width": 2, "circle-radius": 9 * big } });
  map.addLayer({ id: "signs", type: "symbol", source: "points", filter: ["!", IS_CROWD], layout: { "text-field": SIGNS, "text-font": FACE, "text-size": 12 * big, "text-allow-overlap": true }, paint: paint.signs });
  map.on("tinhso.repaint", () => {
    for (const [layer, values] of Object.entries(paints(box))) {
      for (const [name, value] of Object.entries(values)) map.setPaintProperty(layer, name, value);
    }
  });
}

function popup(box, properties) {
  const body = document.createElement("div");
  body.className = "map-popup";
  const say = (text, name) => {
    if (!text) return;
    const line = document.createElement("p");
    line.className = name;
    line.textContent = text;
    body.append(line);
  };
  say(properties.title, "map-popup__title");
  say(properties.text, "map-popup__text");
  if (typeof properties.url === "string" && /^\/(?!\/)/.test(properties.url)) {
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = box.dataset.linkLabel;
    body.append(link);
  }
  return body;
}

function behave(map, box) {
  const tell = (point) => new maplibregl.Popup({ offset: 10, maxWidth: "18rem" }).setLngLat(point.geometry.coordinates).setDOMContent(popup(box, point.properties)).addTo(map);
  map.on("click", "clusters", async (event) => {
    const [cluster] = event.features;
    if (!cluster.properties.cluster_id) {
      // a heap that the server made: with an address it tells of itself, else a closer look parts it
      return cluster.properties.url ? tell(cluster) : map.easeTo({ center: cluster.geometry.coordinates, zoom: map.getZoom() + 2 });
    }
    const zoom = await map.getSource("points").getClusterExpansionZoom(cluster.properties.cluster_id);
    map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.3 });
  });
  map.on("click", "points", (event) => tell(event.features[0]));
  for (const layer of ["clusters", "points"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  map.on("moveend", () => {
    box.dispatchEvent(new CustomEvent("map-moved", { bubbles: true, detail: { bbox: sight(map).join(",") } }));
  });
}

/** West, south, east and north of what is seen, and `beyond` times as much on each side. */
function sight(map, beyond = 0) {
  const bounds = map.getBounds();
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const [wide, high] = [(east - west) * beyond, (north - south) * beyond];
  return [west - wide, south - high, east + wide, north + high].map((one) => one.toFixed(5));
}

function follow(map, box) {
  let url = box.dataset.points;
  let tag = null;
  let asked = "";
  let isGathered = false;
  // The server is told what is in sight: where there are too many points to send, it gathers them for that.
  const address = () => `${url}${url.includes("?") ? "&" : "?"}view=${[Math.floor(map.getZoom()), ...sight(map, 0.2)].join(",")}`;
  async function look() {
    try {
      if (!asked || isGathered) {
        const now = address();
        if (now !== asked) tag = null;
        asked = now;
      }
      const mine = asked;
      const answer = await fetch(mine, { headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status === 200) {
        const points = await answer.json();
        if (mine !== asked) return; // the map moved on meanwhile
        tag = answer.headers.get("ETag");
        isGathered = Boolean(points.gathered);
        map.getSource("points")?.setData(points);
        box.dispatchEvent(new CustomEvent("map-refreshed", { bubbles: true, detail: { count: points.features.length } }));
        if (isGathered && address() !== mine) look(); // the map found its place meanwhile
      }
    } catch (problem) {
      console.warn(problem); // the next turn tries again
    }
  }
  look();
  const every = Number(box.dataset.poll) * 1000;
  const timer = every && setInterval(() => {
    if (!box.isConnected) clearInterval(timer);
    else if (!document.hidden) look();
  }, every);
  // Filters change the map: dispatch "map-points" with a new url.
  box.addEventListener("map-points", (event) => { url = event.detail.url; asked = ""; tag = null; look(); });
  map.on("moveend", () => { if (isGathered && address() !== asked) look(); });
}

/** Draws the map of a box and keeps it fresh. */
export async function draw(box) {
  const numbers = (text) => text?.split(",").map(Number);
  const point = numbers(box.dataset.point);
  const map = await basemap(box, {
    areasUrl: box.dataset.boundaries,
    bounds: numbers(box.dataset.bounds),
    centre: point,
    zoom: 13,
    around: Boolean(point), // no streets below: the borders and the name of the commune tell where this is
    interactive: !document.body.classList.contains("wall"),
    cooperativeGestures: false,
  });
  if (!map) {
    box.textContent = box.dataset.sayBroken;
    return;
  }
  if (point) {
    const pin = new maplibregl.Marker({ color: colour(box, "danger-fill") }).setLngLat(point).addTo(map).getElement();
    pin.setAttribute("role", "img"); // MapLibre calls it a button; nothing happens when it is pressed
  }
  if (!box.dataset.points) return;
  addLayers(map, box);
  behave(map, box);
  follow(map, box);
}
