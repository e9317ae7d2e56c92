// A server with the manners of the real one: same id and body, same reply; same id and another body, 409; nothing kept at 422.
import { createHash, randomUUID } from "node:crypto";

const problem = (status, errors = []) => ({ status, body: { title: "?", detail: "?", errors }, isProblem: true, retryAfter: null });

export class Server {
  constructor({ now = Date.parse("2026-11-22T08:00:00Z"), cut = () => "no" } = {}) {
    Object.assign(this, { now, cut, reports: new Map(), uploads: new Map(), posts: [], answers: [] });
  }

  /** `cut` says for each call where the line breaks: "no", "before" the server heard it, or "after" it acted. */
  async through(kind, act) {
    const where = this.cut(kind);
    if (where === "before") throw new TypeError("Failed to fetch");
    const answer = this.answers.shift() ?? act();
    if (where === "after") throw new TypeError("Failed to fetch");
    return answer;
  }

  upload(photo) {
    return this.through("upload", () => {
      const sha256 = createHash("sha256").update(Buffer.from(photo.bytes)).digest("hex");
      const id = randomUUID();
      this.uploads.set(id, { sha256, used: false });
      return { status: 201, body: { id, sha256 }, isProblem: false, retryAfter: null };
    });
  }

  post(text) {
    this.posts.push(text);
    return this.through("post", () => this.take(text));
  }

  take(text) {
    const body = JSON.parse(text);
    const before = this.reports.get(body.id);
    if (before) return before.text === text ? this.reply(before, 200) : problem(409);
    if (body.occurred_at && Date.parse(body.occurred_at) > this.now + 86_400_000) return problem(422, [{ field: "occurred_at", message: "?" }]);
    if (!body.text) return problem(422, [{ field: "text", message: "Chưa có nội dung." }]);
    if (body.photos.some((id) => !this.uploads.has(id) || this.uploads.get(id).used)) return problem(422, [{ field: "photos", message: "?" }]);
    body.photos.forEach((id) => { this.uploads.get(id).used = true; });
    const code = String(4_621_073_500 + this.reports.size);
    const kept = { text, body, code, photos: body.photos.map((id) => this.uploads.get(id).sha256) };
    this.reports.set(body.id, kept);
    return this.reply(kept, 201);
  }

  reply({ code }, status) {
    const agency = { code: "a", name: "UBND phường Thuận Hóa" };
    return { status, body: { code, secret: "AAAA-BBBB-CCCC-DDDD", agency, place: { name: "Phường Thuận Hóa" }, category: { name: "Giao thông" }, due_at: "2026-12-02T16:30:00+07:00" }, isProblem: false, retryAfter: null };
  }
}
