// Our own base map: no tiles, no glyph server, nothing from outside. Land, thin lines and names from one GeoJSON.
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp.js";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import islands from "./islands.json";
import { extent, home, labelPoints } from "./shapes.js";

maplibregl.setWorkerUrl(new URL(workerUrl, import.meta.url).href);

const FACE = ["Be Vietnam Pro"]; // without a glyph address MapLibre draws letters with the page's own font
const VIETNAM = [102.1, 7.2, 116.2, 23.5];
const WORDS = {
  vi: { "NavigationControl.ZoomIn": "Phóng to", "NavigationControl.ZoomOut": "Thu nhỏ", "Popup.Close": "Đóng", "Map.Title": "Khung bản đồ", "Marker.Title": "Ghim", approximate: "Ranh giới gần đúng, chỉ để minh hoạ" },
  en: { "Map.Title": "Map canvas", approximate: "Approximate boundaries, for illustration only" },
};

/** A token's colour as MapLibre can read it, in the theme of `element`. */
export function colour(element, token) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

const NONE = { type: "FeatureCollection", features: [] };

function layers(element) {
  const c = (token) => colour(element, token);
  const big = element.closest(".wall") ? 1.6 : 1;
  return [
    { id: "sea", type: "background", paint: { "background-color": c("map-sea") } },
    { id: "land", type: "fill", source: "areas", paint: { "fill-color": c("map-land") } },
    { id: "borders", type: "line", source: "areas", paint: { "line-color": c("map-line"), "line-width": ["interpolate", ["linear"], ["zoom"], 7, 0.5, 13, 1.25] } },
    { id: "islands", type: "circle", source: "islands", filter: ["has", "island"], paint: { "circle-color": c("map-land"), "circle-stroke-color": c("map-line"), "circle-stroke-width": 1, "circle-radius": 2.5 } },
    { id: "names", type: "symbol", source: "names", minzoom: 7, layout: { "text-field": ["get", "name"], "text-font": FACE, "text-size": ["interpolate", ["linear"], ["zoom"], 8, 10 * big, 13, 14 * big], "text-max-width": 7, "text-line-height": 1.3, "text-padding": 4 }, paint: { "text-color": c("map-text"), "text-halo-color": c("map-land"), "text-halo-width": 1.5 } },
    { id: "island-names", type: "symbol", source: "islands", filter: ["has", "label"], layout: { "text-field": ["get", "label"], "text-font": FACE, "text-size": 12 * big, "text-line-height": 1.35, "text-allow-overlap": true, "text-ignore-placement": true, "text-offset": [0, 1.4], "text-max-width": 20 }, paint: { "text-color": c("map-text"), "text-halo-color": c("map-sea"), "text-halo-width": 1.5 } },
  ];
}

async function boundaries(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** Makes a map in `element` with the areas of `areasUrl`; null where WebGL is not to be had. */
export async function basemap(element, { areasUrl, bounds, centre, zoom, around = false, ...options }) {
  const lang = document.documentElement.lang.startsWith("en") ? "en" : "vi";
  // The canvas draws letters at once: the face must be there before, or names come out in another one.
  await Promise.race([
    Promise.all([document.fonts.load('400 24px "Be Vietnam Pro"', "ẵộ"), document.fonts.load('400 24px "Be Vietnam Pro"', "ab")]),
    new Promise((done) => setTimeout(done, 2000)),
  ]).catch(() => {});
  let map;
  try {
    map = new maplibregl.Map({
      container: element,
      style: {
        version: 8,
        sources: { areas: { type: "geojson", data: NONE }, names: { type: "geojson", data: NONE }, islands: { type: "geojson", data: islands } },
        layers: layers(element),
      },
      bounds: bounds ?? (centre ? undefined : VIETNAM),
      center: centre,
      zoom: centre ? zoom : undefined,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      minZoom: 4,
      maxZoom: 18,
      locale: WORDS[lang],
      fadeDuration: 0,
      ...options,
    });
  } catch {
    return null;
  }
  map.touchZoomRotate.disableRotation();
  if (options.interactive !== false) map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");

  const repaint = () => {
    for (const layer of layers(element)) {
      for (const [name, value] of Object.entries(layer.paint)) {
        if (name.includes("color") && map.getLayer(layer.id)) map.setPaintProperty(layer.id, name, value);
      }
    }
    map.fire("tinhso.repaint");
  };
  document.addEventListener("theme-changed", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

  await new Promise((ready) => map.once("load", ready));
  if (areasUrl) {
    boundaries(areasUrl).then((areas) => {
      map.getSource("areas").setData(areas);
      map.getSource("names").setData(labelPoints(areas));
      const whole = around ? home(areas, centre) : areas;
      if (!bounds && whole && (around || !centre)) {
        const box = extent(whole);
        if (box) map.fitBounds(box, { padding: 16, animate: false, ...(around && { maxZoom: zoom }) });
      }
      if (areas.features.some((one) => one.properties?.approximate)) {
        const note = document.createElement("p");
        note.className = "map-note";
        note.textContent = WORDS[lang].approximate;
        element.append(note);
      }
      map.fire("tinhso.areas");
    }).catch((problem) => console.warn(problem)); // the pin and the points work on bare ground too
  }
  return map;
}

export { maplibregl };
