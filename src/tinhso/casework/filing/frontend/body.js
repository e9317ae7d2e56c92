// How a report looks while it waits, and how it goes over the wire. No browser in here.

/** A report as it waits: what the citizen said, and how far its sending has come. */
export function waitingReport({ id, said, occurredAt, urgent, language, now, spoken = false }) {
  return {
    id,
    said, // { text, category, point, place, contact, public, channel, on_behalf_of? }
    occurredAt,
    urgent,
    spoken, // a voice note is among its photos
    language,
    createdAt: now,
    frozen: null, // the body, character by character, once its first sending has begun
    earlier: [], // bodies that were refused, or had a contact that was wiped since
    contactWiped: false,
    uploadRounds: 0,
    tries: 0,
    nextTry: 0,
    state: "waiting", // or "refused": the citizen has to look at it
    problem: null, // { kind, detail, errors: [{ field, message }] }
  };
}

/** The body of the Contract. */
export function bodyOf(report, files) {
  const photos = files.filter((one) => !one.voice).map((one) => one.fileId);
  const voice = files.filter((one) => one.voice).map((one) => ({ voice: one.fileId }))[0];
  return JSON.stringify({ id: report.id, ...report.said, occurred_at: report.occurredAt, photos, ...voice });
}

/** A moment of this device as ISO 8601 with its zone. */
export function moment(date) {
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const east = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + east * 60_000).toISOString().slice(0, 19);
  return `${local}${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}

/** A UUID of version 4; randomUUID exists only in secure contexts, getRandomValues everywhere. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Nobody else needs name, telephone and e-mail address of a report once they are wiped from this device. */
export function withoutContact(report) {
  const bare = ({ on_behalf_of: _other, ...said }) => ({ ...said, contact: null });
  report.said = bare(report.said);
  if (report.frozen !== null) report.frozen = JSON.stringify(bare(JSON.parse(report.frozen)));
  report.earlier = [];
  report.contactWiped = true;
}
