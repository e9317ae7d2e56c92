// What is being written and not yet sent: words in this tab's memory, photos in the device's, under the same id.
import { newId } from "./body.js";

const DRAFT = "tinhso.report.draft";

export function readDraft() {
  try { return JSON.parse(sessionStorage.getItem(DRAFT)); } catch { return null; }
}

export function writeDraft(draft) {
  try { sessionStorage.setItem(DRAFT, JSON.stringify(draft)); } catch { /* private mode: the page still works */ }
}

export function forgetDraft() {
  try { sessionStorage.removeItem(DRAFT); } catch { /* the same */ }
}

export const freshDraft = () => ({ id: newId() });

const answered = (said) => (typeof said === "boolean" ? (said ? "yes" : "no") : "");

/** The form's fields of what was said, to write on from there. */
export function draftOf(id, said) {
  const { text, category, point, place, contact, on_behalf_of: other, answers } = said;
  return {
    id,
    text,
    category: category || "",
    lat: point ? String(point.lat) : "",
    lon: point ? String(point.lon) : "",
    accuracy_m: point?.accuracy_m == null ? "" : String(point.accuracy_m),
    place: point ? "" : place?.code || "",
    locality: place?.locality || "",
    detail: place?.detail || "",
    name: contact?.name || "",
    phone: contact?.phone || "",
    email: contact?.email || "",
    other_name: other?.name || "",
    other_phone: other?.phone || "",
    other_relation: other?.relation || "",
    public: said.public,
    asked_danger: answered(answers?.danger),
    asked_denunciation: answered(answers?.denunciation),
  };
}
