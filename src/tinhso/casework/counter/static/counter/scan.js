// The counter's document camera: pages are photographed one after the other into the file field of a paper.
// The server joins them; without a camera, or without this, the field takes files as ever.

const dialog = document.getElementById("scan");
const part = (name) => dialog.querySelector(`[data-scan-${name}]`);
const cameras = dialog?.querySelector("select");
const REMEMBERED = "tinhso.counter.camera";
let field = null;
let stream = null;
let pages = [];

const say = (key, n) => {
  const said = part("said");
  said.textContent = key ? said.dataset[key].replace("{n}", n) : "";
};

function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  part("view").srcObject = null;
}

function show() {
  const { page, drop } = part("said").dataset;
  part("pages").replaceChildren(...pages.map((one, place) => {
    const row = document.createElement("li");
    const picture = Object.assign(document.createElement("img"), { src: one.url, alt: page.replace("{n}", place + 1) });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", drop.replace("{n}", place + 1));
    button.addEventListener("click", () => {
      URL.revokeObjectURL(one.url);
      pages.splice(place, 1);
      show();
      part("take").focus();
    });
    row.append(picture, button);
    return row;
  }));
  part("use").disabled = pages.length === 0;
  if (pages.length) say("chosen", pages.length);
}

async function start() {
  stop();
  part("take").disabled = true;
  const chosen = localStorage.getItem(REMEMBERED);
  const wanted = { width: { ideal: 3840 }, height: { ideal: 2160 } };
  const which = chosen ? { deviceId: { ideal: chosen } } : { facingMode: "environment" };
  try {
    const asked = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...which }, audio: false });
    if (!dialog.open) {
      asked.getTracks().forEach((track) => track.stop());
      return;
    }
    stream = asked;
  } catch (error) {
    say(error.name === "NotFoundError" ? "none" : "refused");
    return;
  }
  const view = part("view");
  view.srcObject = stream;
  await view.play();
  part("take").disabled = false;
  const found = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
  const now = stream.getVideoTracks()[0].getSettings().deviceId;
  cameras.replaceChildren(...found.map((one) => new Option(one.label, one.deviceId, false, one.deviceId === now)));
  cameras.hidden = cameras.labels[0].hidden = found.length < 2;
}

async function take() {
  const most = Number(part("pages").dataset.most);
  if (pages.length >= most) {
    say("full", most);
    return;
  }
  const view = part("view");
  const canvas = Object.assign(document.createElement("canvas"), { width: view.videoWidth, height: view.videoHeight });
  canvas.getContext("2d").drawImage(view, 0, 0);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.92); });
  if (!blob) return;
  pages.push({ blob, url: URL.createObjectURL(blob) });
  show();
}

function use() {
  const chosen = new DataTransfer();
  pages.forEach(({ blob }, place) => {
    chosen.items.add(new File([blob], `trang-${place + 1}.jpg`, { type: "image/jpeg" }));
  });
  field.files = chosen.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  dialog.close();
}

function open(button) {
  field = document.getElementById(button.dataset.scan);
  pages.forEach((one) => URL.revokeObjectURL(one.url));
  pages = [];
  say("");
  show();
  dialog.showModal();
  start();
}

if (dialog && navigator.mediaDevices?.getUserMedia) {
  document.querySelectorAll("[data-scan]").forEach((one) => { one.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-scan]");
    if (button) open(button);
  });
  part("take").addEventListener("click", take);
  part("use").addEventListener("click", use);
  cameras.addEventListener("change", () => {
    localStorage.setItem(REMEMBERED, cameras.value);
    start();
  });
  dialog.addEventListener("close", () => {
    stop();
    field?.focus();
  });
}
