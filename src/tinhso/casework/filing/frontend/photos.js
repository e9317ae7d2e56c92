// Photos of the form: made small, shown, and kept on this device with the draft until the report is sent.
import { newId } from "./body.js";
import { addressOf, prepare } from "./pictures.js";
import { store } from "./store.js";

export class Photos {
  constructor(box, draftId) {
    this.box = box;
    this.draftId = draftId;
    this.kept = new Map(); // key -> photo, in the order of the list
    this.input = box.querySelector("input[type=file]");
    this.list = box.querySelector("[data-previews]");
    this.said = box.querySelector(".photo-input__said");
    this.name = this.input.name;
    this.input.removeAttribute("name"); // they are sent from here
    this.input.addEventListener("change", () => this.pick([...this.input.files]));
    box.addEventListener("click", (event) => {
      const item = event.target.closest("[data-preview]");
      if (item && event.target.closest("[data-remove]")) this.remove(item);
    });
  }

  get busy() { return this.list.querySelector('[data-state="sending"]') !== null; }

  all() {
    return [...this.list.querySelectorAll("[data-preview]")].map((item) => this.kept.get(item.dataset.key)).filter(Boolean);
  }

  item(key) {
    const item = this.box.querySelector("[data-template]").content.firstElementChild.cloneNode(true);
    item.dataset.key = key;
    item.querySelector("img").alt = `${this.box.dataset.sayPhoto} ${this.list.children.length + 1}`;
    item.querySelector("progress").removeAttribute("value"); // how long a phone takes nobody knows
    this.list.append(item);
    return item;
  }

  show(item, photo) {
    item.querySelector("progress").hidden = true;
    item.dataset.state = "done";
    const picture = item.querySelector("img");
    picture.src = addressOf(photo);
    picture.addEventListener("error", () => item.classList.add("photo-input__preview--unseen"), { once: true });
  }

  async pick(files) {
    this.input.value = "";
    const room = Number(this.box.dataset.max) - this.list.children.length;
    this.said.textContent = files.length ? this.box.dataset.sayPreparing : "";
    for (const file of files.slice(0, Math.max(0, room))) await this.add(file);
    this.said.textContent = files.length > room ? this.box.dataset.sayFull : files.length ? this.box.dataset.sayKept : "";
    this.box.dispatchEvent(new CustomEvent("photos-changed", { bubbles: true, detail: { count: this.list.children.length } }));
  }

  async add(file) {
    const item = this.item(newId());
    item.dataset.state = "sending";
    try {
      const photo = await prepare(file, item.dataset.key);
      if (!item.isConnected) return; // taken away meanwhile
      this.kept.set(photo.key, photo);
      this.show(item, photo);
      await store.keepPhoto({ ...photo, report: this.draftId, position: this.list.children.length }).catch(() => {}); // full: this tab still has it
    } catch {
      item.querySelector("progress").hidden = true;
      item.dataset.state = "failed";
      item.classList.add("photo-input__preview--failed");
    }
  }

  remove(item) {
    const { key } = item.dataset;
    URL.revokeObjectURL(item.querySelector("img").src);
    item.remove();
    this.kept.delete(key);
    store.dropPhoto(key).catch(() => {});
    this.said.textContent = "";
    this.input.focus();
    this.box.dispatchEvent(new CustomEvent("photos-changed", { bubbles: true, detail: { count: this.list.children.length } }));
  }

  async bringBack() {
    const photos = await store.photosOf(this.draftId).catch(() => []);
    for (const photo of photos.filter((one) => !one.voice && !this.kept.has(one.key))) {
      this.kept.set(photo.key, photo);
      this.show(this.item(photo.key), photo);
    }
  }

  /** Marks a photo that the server refused. */
  blame(key) {
    this.list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add("photo-input__preview--failed");
  }

  /** Gives the photos back to the file input, for a browser that keeps nothing and posts the form itself. */
  intoInput() {
    const carrier = new DataTransfer();
    for (const photo of this.all()) carrier.items.add(new File([photo.bytes], photo.name, { type: photo.type }));
    this.input.name = this.name;
    this.input.files = carrier.files;
  }
}
