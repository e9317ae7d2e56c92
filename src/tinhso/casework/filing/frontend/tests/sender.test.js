import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";
import { moment, newId, waitingReport, withoutContact } from "../body.js";
import { isDue, pause, Sender } from "../sender.js";
import { store } from "../store.js";
import { Server } from "./server.js";

const NOON = Date.parse("2026-11-22T05:00:00Z");
let time;
let filed = 1000; // each a little later than the one before

beforeEach(async () => {
  await store.close();
  await new Promise((done) => { indexedDB.deleteDatabase("tinhso").onsuccess = done; });
  time = NOON;
});

function picture(seed) {
  const bytes = Uint8Array.from({ length: 400 }, (_, i) => (i * seed) % 251);
  return { key: newId(), name: `${seed}.jpg`, type: "image/jpeg", bytes: bytes.buffer, sha256: createHash("sha256").update(bytes).digest("hex"), fileId: "" };
}

async function file(text = "Ổ gà sâu trước cổng trường", { photos = [picture(3), picture(5)], occurredAt = "2026-11-22T12:00:00+07:00", urgent = false, contact = null } = {}) {
  const said = { text, category: "road", point: { lat: 16.46, lon: 107.59, accuracy_m: 12 }, place: null, contact, public: true, channel: "pwa" };
  const report = waitingReport({ id: newId(), said, occurredAt, urgent, language: "vi", now: time - (filed -= 1) });
  await store.enqueue(report, photos);
  return { ...report, hashes: photos.map((photo) => photo.sha256) };
}

const sender = (server) => new Sender({ store, server, now: () => time });

async function untilQuiet(server, rounds = 60) {
  for (let round = 0; round < rounds; round += 1) {
    const next = await sender(server).sendAll();
    if (next === null) return;
    time = Math.max(time, next);
  }
}

test("three reports wait, and arrive whole, the urgent one first", async () => {
  const server = new Server();
  const calm = await file("Đèn đường tắt");
  const urgent = await file("Có người đuối nước", { urgent: true });
  const bare = await file("Rác chưa thu gom", { photos: [] });
  await store.close(); // the phone was switched off meanwhile
  assert.equal(await sender(server).sendAll(), null);
  assert.deepEqual([...server.reports.keys()], [urgent.id, calm.id, bare.id]);
  assert.deepEqual(server.reports.get(calm.id).photos, calm.hashes);
  assert.deepEqual((await store.arrivals()).map((one) => one.code).sort(), [...server.reports.values()].map((one) => one.code).sort());
  assert.deepEqual(await store.photosOf(calm.id), [], "photos leave the device");
});

for (const where of ["before", "after"]) {
  for (const at of [0, 1, 2]) {
    test(`a line cut ${where} the server acted, at call ${at}, makes one report`, async () => {
      let call = 0;
      const server = new Server({ cut: () => (call++ === at ? where : "no") });
      const report = await file();
      await untilQuiet(server);
      assert.equal(server.reports.size, 1);
      assert.deepEqual(server.reports.get(report.id).photos, report.hashes);
      assert.equal((await store.arrivalOf(report.id)).secret, "AAAA-BBBB-CCCC-DDDD");
    });
  }
}

test("whatever is cut when, and however often the phone dies, each report is there once with its own photos", async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    let state = seed * 7919;
    const random = () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state / 2_147_483_648; };
    const server = new Server({ now: time, cut: () => (random() < 0.25 ? "before" : random() < 0.35 ? "after" : "no") });
    const reports = [await file("một"), await file("hai", { occurredAt: "2026-11-29T12:00:00+07:00" }), await file("ba", { photos: [] })];
    for (let round = 0; round < 200 && (await store.waiting()).length; round += 1) {
      if (random() < 0.3) await store.close();
      const next = await sender(server).sendAll();
      time = Math.max(time, next ?? time);
    }
    assert.deepEqual(await store.waiting(), [], `seed ${seed}`);
    assert.equal(server.reports.size, 3, `seed ${seed}`);
    for (const report of reports) assert.deepEqual(server.reports.get(report.id).photos, report.hashes, `seed ${seed}`);
  }
});

test("two senders at once send the same characters", async () => {
  const server = new Server();
  const report = await file();
  await Promise.all([sender(server).sendAll(), sender(server).sendAll(), sender(server).sendAll()]);
  assert.equal(server.reports.size, 1);
  assert.equal(new Set(server.posts).size, 1);
  assert.ok(await store.arrivalOf(report.id));
});

test("the body stays as it was when its first sending began", async () => {
  let broken = true;
  const server = new Server({ cut: (kind) => (kind === "post" && broken ? "after" : "no") });
  const report = await file();
  await sender(server).sendAll();
  await store.change(report.id, (one) => { one.said.text = "khác hẳn"; });
  broken = false;
  await untilQuiet(server);
  assert.equal(server.reports.get(report.id).body.text, "Ổ gà sâu trước cổng trường");
});

test("a clock days ahead never blocks: the moment is left out, the id stays", async () => {
  const server = new Server({ now: NOON });
  const report = await file("Cây đổ", { occurredAt: "2026-11-24T12:00:00+07:00" });
  assert.equal(await sender(server).sendAll(), null);
  assert.equal(server.reports.get(report.id).body.occurred_at, null);
});

test("uploads that died on the server are made again, once", async () => {
  const server = new Server({ cut: (kind) => (kind === "post" && server.posts.length === 1 ? "before" : "no") });
  const report = await file();
  await sender(server).sendAll();
  server.uploads.clear();
  await untilQuiet(server);
  assert.deepEqual(server.reports.get(report.id).photos, report.hashes);
  assert.equal(server.reports.size, 1);
});

test("an answer that was lost before the clock was mended is found again", async () => {
  // the first body arrived, its answer did not, and a proxy answered 422 in between
  const server = new Server({ now: NOON + 7 * 86_400_000 });
  const report = await file("Cây đổ", { photos: [], occurredAt: "2026-11-24T12:00:00+07:00" });
  server.answers.push({ status: 422, body: { errors: [{ field: "occurred_at", message: "?" }] }, isProblem: true, retryAfter: null });
  const real = server.take.bind(server);
  const first = server.post.bind(server);
  server.post = (text) => { if (server.posts.length === 0) real(text); return first(text); };
  await untilQuiet(server);
  assert.equal(server.reports.size, 1);
  assert.equal((await store.arrivalOf(report.id)).code, server.reports.get(report.id).code);
});

test("what the citizen has to mend waits for them, and goes out under a new id", async () => {
  const server = new Server();
  const report = await file("");
  assert.equal(await sender(server).sendAll(), null);
  const [refused] = await store.waiting();
  assert.equal(refused.state, "refused");
  assert.deepEqual(refused.problem.errors.map((error) => error.field), ["text"]);
  const fresh = newId();
  const back = await store.takeBack(report.id, fresh);
  const photos = await store.photosOf(fresh);
  await store.enqueue(waitingReport({ ...back, id: fresh, said: { ...back.said, text: "Ổ gà" }, now: time }), photos);
  await sender(server).sendAll();
  assert.deepEqual([...server.reports.keys()], [fresh]);
  assert.deepEqual(server.reports.get(fresh).photos, report.hashes);
});

test("a photo that the server cannot read stops only its own report", async () => {
  const server = new Server();
  const bad = await file("ảnh hỏng", { photos: [picture(7)] });
  const good = await file("ảnh tốt", { photos: [] });
  server.answers.push({ status: 422, body: { detail: "Không phải ảnh.", errors: [] }, isProblem: true, retryAfter: null });
  await sender(server).sendAll();
  assert.deepEqual([...server.reports.keys()], [good.id]);
  const [refused] = await store.waiting();
  assert.deepEqual([refused.id, refused.problem.kind, refused.problem.detail, refused.frozen], [bad.id, "photo", "Không phải ảnh.", null]);
});

test("an upload that arrived damaged is made again", async () => {
  const server = new Server();
  const report = await file();
  server.answers.push({ status: 201, body: { id: "x", sha256: "0".repeat(64) }, isProblem: false, retryAfter: null });
  await untilQuiet(server);
  assert.deepEqual(server.reports.get(report.id).photos, report.hashes);
});

for (const [what, answer] of [
  ["a hotel's sign-in page", { status: 200, body: null, isProblem: false, retryAfter: null }],
  ["a proxy's 422", { status: 422, body: null, isProblem: false, retryAfter: null }],
  ["a server that starts", { status: 503, body: null, isProblem: false, retryAfter: null }],
]) {
  test(`${what} is no answer: the report waits and arrives later`, async () => {
    const server = new Server();
    const report = await file("Rác", { photos: [] });
    server.answers.push(answer);
    const next = await sender(server).sendAll();
    assert.ok(next > time);
    await untilQuiet(server);
    assert.ok(server.reports.has(report.id));
  });
}

test("who asks to wait is obeyed, within reason", async () => {
  const server = new Server();
  await file("Rác", { photos: [] });
  server.answers.push({ status: 429, body: {}, isProblem: true, retryAfter: 600 });
  assert.equal(await sender(server).sendAll(), NOON + 600_000);
});

test("a contact wiped in the middle stays wiped, and makes no second report", async () => {
  let broken = true;
  const server = new Server({ cut: (kind) => (kind === "post" && broken ? "after" : "no") });
  const report = await file("Rác", { contact: { name: "Lê Thị Hoa", phone: "0912345678", email: null } });
  await sender(server).sendAll();
  await store.change(report.id, withoutContact);
  broken = false;
  await untilQuiet(server);
  assert.equal(server.reports.size, 1);
  const [left] = await store.waiting();
  assert.equal(left.problem.kind, "arrived");
  assert.ok(!JSON.stringify(left).includes("0912345678"));
});

test("pauses grow to a quarter of an hour, and a clock set back does not prolong them", () => {
  assert.deepEqual([1, 2, 3, 4, 20].map((tries) => pause(tries, 0.5)), [5_000, 15_000, 45_000, 135_000, 900_000]);
  assert.ok(isDue({ state: "waiting", nextTry: NOON + 9e9 }, NOON));
  assert.ok(!isDue({ state: "waiting", nextTry: NOON + 60_000 }, NOON));
  assert.ok(!isDue({ state: "refused", nextTry: 0 }, NOON));
});

test("an id is used once, however many copies of a tab there are", async () => {
  const server = new Server();
  const report = await file("lần đầu");
  const again = waitingReport({ ...report, said: { ...report.said, text: "bản sao" }, now: time });
  assert.equal(await store.enqueue(again, []), false);
  await sender(server).sendAll();
  assert.equal(await store.enqueue(again, []), false);
  assert.equal(server.reports.get(report.id).body.text, "lần đầu");
});

test("moments carry their zone", () => {
  assert.match(moment(new Date(NOON)), /^2026-11-22T\d\d:\d\d:00[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(moment(new Date(NOON))), NOON);
});

test("old drafts' photos go, those of waiting reports stay for ever", async () => {
  await store.keepPhoto({ ...picture(9), report: "draft" });
  const report = await file();
  await store.forgetOldDrafts(Date.now() + 30 * 86_400_000);
  assert.equal((await store.photosOf(report.id)).length, 2);
  assert.equal((await store.photosOf("draft")).length, 0);
});
