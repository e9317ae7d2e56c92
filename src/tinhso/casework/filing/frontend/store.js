// What this device keeps: reports that wait with their photos, and the codes of those that arrived.
// Every change that matters is one transaction, so that a phone that dies in the middle loses nothing and doubles nothing.
import { openDB } from "idb";

const NAME = "tinhso";
const SAFE = { durability: "strict" };
const DRAFT_LIVES = 8 * 86_400_000;

let opened;

function base() {
  opened ??= openDB(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("queue", { keyPath: "id" });
      fresh.createObjectStore("photos", { keyPath: "key" }).createIndex("report", "report");
      fresh.createObjectStore("arrived", { keyPath: "code" }).createIndex("id", "id");
      fresh.createObjectStore("notes");
    },
    blocking(_now, _next, event) { event.target.close(); opened = undefined; },
    terminated() { opened = undefined; },
  }).catch((problem) => { opened = undefined; throw problem; });
  return opened;
}

const byPosition = (a, b) => a.position - b.position;
const urgentFirst = (a, b) => Number(b.urgent) - Number(a.urgent) || a.createdAt - b.createdAt;

/** Reads one waiting report, lets `change` alter it, writes it back; undefined when it is gone meanwhile. */
async function change(id, alter) {
  const tx = (await base()).transaction("queue", "readwrite", SAFE);
  const report = await tx.store.get(id);
  if (report) {
    alter(report);
    await tx.store.put(report);
  }
  await tx.done;
  return report;
}

/** Puts a report and its photos among those that wait; false, and nothing is done, when its id was used before. */
async function enqueue(report, photos) {
  const tx = (await base()).transaction(["queue", "photos", "arrived"], "readwrite", SAFE);
  const used = (await tx.objectStore("queue").getKey(report.id)) ?? (await tx.objectStore("arrived").index("id").getKey(report.id));
  if (used === undefined) {
    await Promise.all([
      tx.objectStore("queue").put(report),
      ...photos.map((photo, position) => tx.objectStore("photos").put({ ...photo, report: report.id, position })),
    ]);
  }
  await tx.done;
  return used === undefined;
}

async function waiting() {
  return (await (await base()).getAll("queue")).sort(urgentFirst);
}

async function get(id) {
  return (await base()).get("queue", id);
}

async function photosOf(id) {
  return (await (await base()).getAllFromIndex("photos", "report", id)).sort(byPosition);
}

/** Remembers under which id the server has a photo. The first answer stands, a later one is an unused copy. */
async function uploaded(key, fileId) {
  const tx = (await base()).transaction("photos", "readwrite", SAFE);
  const photo = await tx.store.get(key);
  if (photo && !photo.fileId) await tx.store.put({ ...photo, fileId });
  await tx.done;
}

/** Fixes the body before it is sent for the first time; from then on everybody sends these same characters. */
async function freeze(id, write) {
  const tx = (await base()).transaction(["queue", "photos"], "readwrite", SAFE);
  const report = await tx.objectStore("queue").get(id);
  if (report && report.frozen === null) {
    const photos = (await tx.objectStore("photos").index("report").getAll(id)).sort(byPosition);
    report.frozen = write(report, photos);
    await tx.objectStore("queue").put(report);
  }
  await tx.done;
  return report?.frozen;
}

/** Takes a body back that the server certainly refused; it is kept among the earlier ones. */
async function thaw(id, refused, alter, { uploadAgain = false } = {}) {
  const tx = (await base()).transaction(["queue", "photos"], "readwrite", SAFE);
  const report = await tx.objectStore("queue").get(id);
  const mine = report && report.frozen === refused;
  if (mine) {
    report.earlier.push(refused);
    report.frozen = null;
    alter(report);
    await tx.objectStore("queue").put(report);
    if (uploadAgain) {
      const photos = await tx.objectStore("photos").index("report").getAll(id);
      await Promise.all(photos.map((photo) => tx.objectStore("photos").put({ ...photo, fileId: "" })));
    }
  }
  await tx.done;
  return Boolean(mine);
}

async function deletePhotos(tx, id) {
  const keys = await tx.objectStore("photos").index("report").getAllKeys(id);
  await Promise.all(keys.map((key) => tx.objectStore("photos").delete(key)));
}

/** The report is with the server: words, photos and contact leave this device, code and secret stay. */
async function arrive(id, arrived) {
  const tx = (await base()).transaction(["queue", "photos", "arrived"], "readwrite", SAFE);
  const report = await tx.objectStore("queue").get(id);
  if (report) {
    await tx.objectStore("arrived").put({ ...arrived, id });
    await tx.objectStore("queue").delete(id);
    await deletePhotos(tx, id);
  }
  await tx.done;
}

async function remove(id) {
  const tx = (await base()).transaction(["queue", "photos"], "readwrite", SAFE);
  await tx.objectStore("queue").delete(id);
  await deletePhotos(tx, id);
  await tx.done;
}

/** Gives a report back to the form under a new id. Only for one that the server certainly has not. */
async function takeBack(id, freshId) {
  const tx = (await base()).transaction(["queue", "photos"], "readwrite", SAFE);
  const report = await tx.objectStore("queue").get(id);
  if (report) {
    await tx.objectStore("queue").delete(id);
    const photos = await tx.objectStore("photos").index("report").getAll(id);
    const since = Date.now();
    await Promise.all(photos.map((photo) => tx.objectStore("photos").put({ ...photo, report: freshId, since })));
  }
  await tx.done;
  return report;
}

async function keepPhoto(photo) {
  await (await base()).put("photos", { ...photo, since: Date.now() });
}

async function dropPhoto(key) {
  await (await base()).delete("photos", key);
}

/** Photos of drafts that nobody came back to. A clock that was set back keeps them, which harms nobody. */
async function forgetOldDrafts(now) {
  const tx = (await base()).transaction(["queue", "photos"], "readwrite");
  const known = new Set(await tx.objectStore("queue").getAllKeys());
  for (const photo of await tx.objectStore("photos").getAll()) {
    if (!known.has(photo.report) && photo.since && now - photo.since > DRAFT_LIVES) tx.objectStore("photos").delete(photo.key);
  }
  await tx.done;
}

async function arrivals() {
  return (await (await base()).getAll("arrived")).sort((a, b) => b.sentAt - a.sentAt);
}

async function arrivalOf(id) {
  return (await base()).getFromIndex("arrived", "id", id);
}

async function forgetArrival(code) {
  await (await base()).delete("arrived", code);
}

async function note(key) {
  return (await base()).get("notes", key);
}

async function setNote(key, value) {
  await (await base()).put("notes", value, key);
}

async function close() {
  if (opened) (await opened).close();
  opened = undefined;
}

export const store = {
  change, enqueue, waiting, get, photosOf, uploaded, freeze, thaw, arrive, remove, takeBack,
  keepPhoto, dropPhoto, forgetOldDrafts, arrivals, arrivalOf, forgetArrival, note, setNote, close,
};
