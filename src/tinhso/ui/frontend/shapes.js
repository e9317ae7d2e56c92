// Small geometry for labels: where in a polygon does its name stand, and how far does everything reach?
const outerRings = (geometry) =>
  geometry?.type === "Polygon" ? [geometry.coordinates[0]]
  : geometry?.type === "MultiPolygon" ? geometry.coordinates.map((one) => one[0])
  : [];

const area = (ring) => ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + (x * v - u * y) / 2;
}, 0);

/** The middle of the widest stretch inside the ring, on the best of some horizontal cuts: always inside. */
function inside(ring) {
  const ys = ring.map((point) => point[1]);
  const low = Math.min(...ys);
  const high = Math.max(...ys);
  let best = { width: -1, at: ring[0] };
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const y = low + (high - low) * part;
    const crossings = [];
    ring.forEach(([x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length];
      if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) * (x2 - x1)) / (y2 - y1));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = (crossings[i + 1] - crossings[i]) * (1 - Math.abs(part - 0.5)); // the middle is nicer
      if (width > best.width) best = { width, at: [(crossings[i] + crossings[i + 1]) / 2, y] };
    }
  }
  return best.at;
}

/** One point per area, so that a name is drawn once however the map cuts its tiles. */
export function labelPoints(areas) {
  return {
    type: "FeatureCollection",
    features: areas.features.flatMap((one) => {
      const rings = outerRings(one.geometry);
      if (!rings.length || one.properties?.level === "province") return [];
      const largest = rings.reduce((a, b) => (Math.abs(area(b)) > Math.abs(area(a)) ? b : a));
      return [{ type: "Feature", properties: { name: one.properties.name }, geometry: { type: "Point", coordinates: inside(largest) } }];
    }),
  };
}

// The archipelagos lie beyond; a province that holds one still opens on the streets where people report.
const MAINLAND_EAST = 110;

/** [[west, south], [east, north]] of all areas, of the mainland when there is any; null when there are none. */
export function extent(areas) {
  let [w, s, e, n] = [180, 90, -180, -90];
  const rings = areas.features.flatMap((one) => outerRings(one.geometry));
  const mainland = rings.filter((ring) => ring[0][0] < MAINLAND_EAST);
  for (const ring of mainland.length ? mainland : rings) {
    for (const [x, y] of ring) {
      w = Math.min(w, x);
      s = Math.min(s, y);
      e = Math.max(e, x);
      n = Math.max(n, y);
    }
  }
  return w <= e ? [[w, s], [e, n]] : null;
}

const crosses = ([x, y], ring) => ring.reduce((inner, [x1, y1], i) => {
  const [x2, y2] = ring[(i + 1) % ring.length];
  return y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1) ? !inner : inner;
}, false);

/** The commune in which a point lies, as areas of their own; null when it lies in none. */
export function home(areas, point) {
  const found = areas.features.find((one) => one.properties?.level !== "province" && outerRings(one.geometry).some((ring) => crosses(point, ring)));
  return found ? { type: "FeatureCollection", features: [found] } : null;
}
