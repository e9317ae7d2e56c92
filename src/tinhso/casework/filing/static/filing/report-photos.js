// Photos already uploaded stay with the draft of this tab: their ids, and a thumbnail small enough to remember.

const form = document.querySelector("[data-report-form]");
const box = form?.querySelector("[data-photo-input]");
const KEY = "tinhso.report.photos";
const SIDE = 96;

function thumbnail(picture) {
  if (picture.src.startsWith("data:")) return picture.src;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const scale = Math.max(SIDE / picture.naturalWidth, SIDE / picture.naturalHeight);
  const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  canvas.getContext("2d").drawImage(picture, (SIDE - w) / 2, (SIDE - h) / 2, w, h);
  return canvas.toDataURL("image/jpeg", 0.6);
}

function keep() {
  const photos = [...box.querySelectorAll("[data-preview]")].flatMap((item) => {
    const id = item.querySelector('input[name="photo_ids"]')?.value;
    const picture = item.querySelector("img");
    // HEIC from a phone may have no preview in this browser: the id alone is kept
    return id ? [{ id, thumb: picture.naturalWidth ? thumbnail(picture) : "" }] : [];
  });
  try { sessionStorage.setItem(KEY, JSON.stringify(photos)); } catch { /* private mode or full: only the draft is lost */ }
}

function bringBack() {
  let photos = [];
  try { photos = JSON.parse(sessionStorage.getItem(KEY)) || []; } catch { /* nothing kept */ }
  const known = new Set([...box.querySelectorAll('input[name="photo_ids"]')].map((input) => input.value));
  for (const { id, thumb } of photos.filter((photo) => !known.has(photo.id))) {
    const item = box.querySelector("[data-template]").content.firstElementChild.cloneNode(true);
    item.querySelector("progress").remove();
    item.dataset.state = "done";
    const picture = item.querySelector("img");
    if (/^data:image\/jpeg;base64,/.test(thumb)) picture.src = thumb;
    picture.alt = box.dataset.sayPhoto;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "photo_ids";
    field.value = id;
    item.append(field);
    box.querySelector("[data-previews]").append(item);
  }
}

if (box) {
  bringBack();
  box.addEventListener("photos-changed", keep);
}
