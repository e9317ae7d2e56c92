// Brings what waits to the server, each report exactly once, whatever is cut off when. Photos go first: the answer to
// an upload names the SHA-256 of what arrived, a lost answer costs an unused copy that the server lets die. Then goes the
// report, under the id that this device gave it and in a body that never changes again: the same id with the same body
// gets the first reply each time. A body is made anew only after the server said 422, for then it holds nothing.
import { bodyOf } from "./body.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;
const NEEDS_CITIZEN = new Set([413, 422]);
const TEXT_START = 160;

/** How long to wait after so many failures: 5 s, 15 s, 45 s ... a quarter of an hour, a little apart from others. */
export function pause(tries, random = Math.random()) {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 3 ** (tries - 1)) * (0.75 + random / 2);
}

/** A clock that was set back must not keep a report waiting for days. */
export const isDue = (report, now) =>
  report.state === "waiting" && (report.nextTry <= now || report.nextTry - now > 5 * LONGEST_WAIT);

const fieldsOf = (answer) => (answer.body?.errors || []).map((error) => String(error.field || "").split(/[.[]/)[0]);
const isReply = (answer) => (answer.status === 200 || answer.status === 201) && /^\d{10}$/.test(answer.body?.code || "");
const isReceipt = (answer) => answer.status === 201 && typeof answer.body?.id === "string" && answer.body.id !== "";

function told(answer) {
  const { title, detail, errors } = answer.body || {};
  return { detail: detail || title || "", errors: errors || [] };
}

/**
 * `server.upload(photo)` and `server.post(body, language)` give `{ status, body, isProblem, retryAfter }` and throw when the
 * network fails. Whatever does not speak our language (a hotel's sign-in page, a proxy's error) counts as no answer.
 */
export class Sender {
  constructor({ store, server, now = Date.now, tell = () => {} }) {
    Object.assign(this, { store, server, now, tell });
  }

  /** Sends whatever is due, each at most once a call; gives when to come again, null when nothing waits. */
  async sendAll() {
    const tried = new Set();
    for (;;) {
      const next = (await this.store.waiting()).find((one) => !tried.has(one.id) && isDue(one, this.now()));
      if (!next) break;
      tried.add(next.id);
      await this.send(next.id);
    }
    return this.comeAgain();
  }

  async comeAgain() {
    const times = (await this.store.waiting()).filter((one) => one.state === "waiting").map((one) => one.nextTry);
    return times.length ? Math.min(...times) : null;
  }

  async send(id) {
    try {
      while (await this.step(id)); // a refused body may be mended by the machine and sent again at once
    } catch (problem) {
      await this.later(id, "network", { detail: String(problem?.name || "") });
    }
    this.tell({ id, doing: "rest" });
  }

  /** One way through photos and report. True: again. */
  async step(id) {
    if (!(await this.sendPhotos(id))) return false;
    const frozen = await this.store.freeze(id, bodyOf);
    if (frozen === undefined) return false; // deleted, or brought in by another tab
    const { language } = await this.store.get(id);
    this.tell({ id, doing: "report" });
    return this.understand(id, frozen, await this.server.post(frozen, language));
  }

  async sendPhotos(id) {
    if ((await this.store.get(id))?.frozen !== null) return true; // the photos are in it
    const photos = await this.store.photosOf(id);
    for (const [at, photo] of photos.entries()) {
      if (photo.fileId) continue;
      this.tell({ id, doing: "photo", at: at + 1, of: photos.length });
      const answer = await this.server.upload(photo);
      if (isReceipt(answer) && (!photo.sha256 || photo.sha256 === answer.body.sha256)) {
        await this.store.uploaded(photo.key, answer.body.id);
      } else if (answer.isProblem && NEEDS_CITIZEN.has(answer.status)) {
        await this.refuse(id, "photo", { ...told(answer), photo: photo.key });
        return false;
      } else {
        await this.notNow(id, answer);
        return false;
      }
    }
    return true;
  }

  async understand(id, frozen, answer) {
    if (isReply(answer)) {
      await this.arrived(id, answer.body);
      return false;
    }
    if (!answer.isProblem) return this.notNow(id, answer);
    if (answer.status === 409) return this.inUse(id, answer);
    if (!NEEDS_CITIZEN.has(answer.status)) return this.notNow(id, answer);
    return (await this.mend(id, frozen, answer)) || this.refuse(id, "refused", told(answer));
  }

  /** A wrong clock, or uploads that died while the telephone lay in a drawer, are nobody's fault. */
  async mend(id, frozen, answer) {
    const report = await this.store.get(id);
    const fields = fieldsOf(answer);
    if (fields.includes("occurred_at") && report?.occurredAt) {
      return this.store.thaw(id, frozen, (one) => { one.occurredAt = null; });
    }
    if ((fields.includes("photos") || fields.includes("voice")) && report?.uploadRounds === 0) {
      return this.store.thaw(id, frozen, (one) => { one.uploadRounds += 1; }, { uploadAgain: true });
    }
    return false;
  }

  /** The id is taken: by an earlier body of ours, whose answer was lost and whose reply we may still have. */
  async inUse(id, answer) {
    const report = await this.store.get(id);
    if (!report) return false;
    for (const body of [...report.earlier].reverse()) {
      const again = await this.server.post(body, report.language);
      if (isReply(again)) {
        await this.arrived(id, again.body);
        return false;
      }
    }
    return this.refuse(id, report.contactWiped ? "arrived" : "taken", told(answer));
  }

  async arrived(id, reply) {
    const report = await this.store.get(id);
    if (!report) return;
    await this.store.arrive(id, {
      code: reply.code,
      secret: reply.secret,
      agency: reply.agency?.name || "",
      place: reply.place?.name || "",
      category: reply.category?.name || "",
      dueAt: reply.due_at || "",
      sentAt: this.now(),
      text: report.said.text.slice(0, TEXT_START),
    });
    this.tell({ id, doing: "arrived", code: reply.code });
  }

  async refuse(id, kind, problem) {
    await this.store.change(id, (report) => {
      report.state = "refused";
      report.problem = { kind, ...problem };
    });
    this.tell({ id, doing: "refused" });
    return false;
  }

  notNow(id, answer) {
    const kind = answer.status === 429 ? "busy" : answer.isProblem || answer.status >= 500 ? "server" : "network";
    return this.later(id, kind, answer.isProblem ? told(answer) : {}, answer.retryAfter);
  }

  async later(id, kind, problem, retryAfter = null) {
    await this.store.change(id, (report) => {
      report.tries += 1;
      const asked = retryAfter === null ? 0 : Math.min(retryAfter * 1000, 3_600_000);
      report.nextTry = this.now() + Math.max(asked, pause(report.tries));
      report.problem = { kind, detail: "", errors: [], ...problem };
    });
    this.tell({ id, doing: "later" });
    return false;
  }
}
