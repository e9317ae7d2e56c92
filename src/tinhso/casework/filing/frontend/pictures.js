// Makes a photo small enough for a poor network, on the phone: longest side 2048 px, JPEG. A HEIC that this browser cannot
// draw goes as it is.
// while many report at once (data-photo-side) pictures are sent smaller, so that words get through
const LONGEST = Number(globalThis.document?.querySelector("[data-photo-side]")?.dataset.photoSide) || 2048;
const QUALITY = 0.85;
const LIGHT = 1_500_000;

function canvasOf(width, height) {
  if (typeof OffscreenCanvas === "function") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

const jpegOf = (canvas) => canvas.convertToBlob?.({ type: "image/jpeg", quality: QUALITY })
  ?? new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });

async function shrink(file) {
  let drawn;
  try {
    drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
  if (scale === 1 && file.size <= LIGHT) {
    drawn.close();
    return file;
  }
  const canvas = canvasOf(Math.round(drawn.width * scale), Math.round(drawn.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG knows no glass
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  const small = await jpegOf(canvas);
  return small && (scale < 1 || small.size < file.size) ? small : file;
}

async function sha256(bytes) {
  if (!crypto.subtle) return ""; // an insecure address: the server's word is taken
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A file as it waits that is sent as it is. Raises when it cannot be read. */
export async function asItIs(file, key) {
  const bytes = await file.arrayBuffer();
  return { key, name: file.name, type: file.type || "application/octet-stream", bytes, sha256: await sha256(bytes), fileId: "" };
}

/** A photo as it waits: bytes, and the hash by which the server's answer is checked. Raises when the file cannot be read. */
export async function prepare(file, key) {
  const small = await shrink(file).catch(() => file);
  const bytes = await small.arrayBuffer();
  const name = small === file ? file.name : `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
  return { key, name, type: small.type || "application/octet-stream", bytes, sha256: await sha256(bytes), fileId: "" };
}

/** The photo for an <img>; whoever asks gives the address back with URL.revokeObjectURL. */
export const addressOf = (photo) => URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
