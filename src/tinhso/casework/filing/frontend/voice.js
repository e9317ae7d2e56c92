// A voice note: recorded here or chosen as a file, played back, kept on this device with the draft until the report is sent.
import { newId } from "./body.js";
import { addressOf, asItIs } from "./pictures.js";
import { store } from "./store.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SPEECH_BITS = 32_000; // two minutes are half a megabyte, for poor networks
const TICK_MS = 250;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class Voice {
  constructor(box, draftId) {
    this.box = box;
    this.draftId = draftId;
    this.kept = null;
    this.longest = Number(box.dataset.longest);
    this.input = this.part("input");
    this.name = this.input.name;
    this.input.removeAttribute("name"); // it is sent from here
    this.input.removeAttribute("capture"); // whoever can record here chooses files there
    this.input.addEventListener("change", () => this.take(this.input.files[0]));
    this.part("drop").addEventListener("click", () => this.drop());
    this.part("record").addEventListener("click", () => (this.recorder ? this.stop() : this.record()));
    this.part("record").hidden = !(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);
    this.part("other").open = this.part("record").hidden; // one way to speak is enough for most
  }

  part(name) { return this.box.querySelector(`[data-voice-${name}]`); }

  say(name) { this.part("said").textContent = name ? this.box.dataset[name] : ""; }

  get busy() { return Boolean(this.recorder); }

  all() { return this.kept ? [this.kept] : []; }

  async record() {
    this.say("");
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
    } catch {
      this.part("other").open = true;
      return this.say("sayDenied");
    }
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(microphone, { mimeType, audioBitsPerSecond: SPEECH_BITS });
    const pieces = [];
    this.recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    this.recorder.addEventListener("stop", () => {
      clearInterval(this.ticking);
      const type = this.recorder.mimeType.split(";")[0] || pieces[0]?.type;
      microphone.getTracks().forEach((track) => track.stop());
      this.recorder = null;
      this.draw();
      this.take(new File(pieces, "loi-noi", { type }));
    }, { once: true });
    const since = performance.now();
    this.recorder.start(1000); // in pieces of a second
    this.draw();
    this.ticking = setInterval(() => {
      const seconds = (performance.now() - since) / 1000;
      this.part("time").textContent = `${clock(seconds)} / ${clock(this.longest)}`;
      if (seconds >= this.longest) this.stop();
    }, TICK_MS);
  }

  stop() { if (this.recorder?.state === "recording") this.recorder.stop(); }

  async take(file) {
    this.input.value = "";
    if (!file?.size) return;
    try {
      const voice = { ...(await asItIs(file, newId())), voice: true };
      if (this.kept) store.dropPhoto(this.kept.key).catch(() => {});
      this.kept = voice;
      this.say("sayKept");
      await store.keepPhoto({ ...voice, report: this.draftId, position: 99 }).catch(() => {}); // full: this tab still has it
    } catch {
      this.say("sayUnread");
    }
    this.changed();
  }

  drop() {
    store.dropPhoto(this.kept?.key ?? "").catch(() => {});
    this.kept = null;
    this.say("");
    this.changed();
    this.part("record").focus();
  }

  changed() {
    this.draw();
    this.box.dispatchEvent(new CustomEvent("voice-changed", { bubbles: true }));
  }

  draw() {
    const record = this.part("record");
    record.setAttribute("aria-pressed", String(this.busy));
    this.part("label").textContent = this.busy ? this.box.dataset.sayStop : this.kept ? this.box.dataset.sayAgain : this.box.dataset.sayRecord;
    if (!this.busy) this.part("time").textContent = "";
    this.part("kept").hidden = this.busy || !this.kept;
    const player = this.part("player");
    if (player.src) URL.revokeObjectURL(player.src);
    if (this.kept && !this.busy) player.src = addressOf(this.kept);
    else player.removeAttribute("src");
  }

  async bringBack() {
    const [voice] = (await store.photosOf(this.draftId).catch(() => [])).filter((one) => one.voice);
    if (voice && !this.kept) this.kept = voice;
    this.draw();
  }

  /** Gives the recording back to the file input, for a browser that keeps nothing and posts the form itself. */
  intoInput() {
    const carrier = new DataTransfer();
    for (const voice of this.all()) carrier.items.add(new File([voice.bytes], voice.name, { type: voice.type }));
    this.input.name = this.name;
    this.input.files = carrier.files;
  }
}
