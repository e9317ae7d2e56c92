// Turns pushes to this browser on and off for whoever the page is about. Permission is asked for only on a press.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

async function digest(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const same = (one, other) => one && other && one.length === other.length && one.every((byte, at) => byte === other[at]);

async function subscription(registration, key) {
  const kept = await registration.pushManager.getSubscription();
  if (kept && same(new Uint8Array(kept.options.applicationServerKey ?? []), key)) return kept;
  await kept?.unsubscribe(); // made with a key that the deployment no longer has
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function begin(root) {
  const { key, url, token, worker, known, sayCannot, sayBlocked, sayFailed } = root.dataset;
  const [on, off, said] = ["[data-push-on]", "[data-push-off]", "[data-push-said]"].map((name) => root.querySelector(name));
  const say = (text) => { said.textContent = text; };
  const tell = async (body) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
  };
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    say(sayCannot);
    return;
  }

  async function show() {
    const registration = await navigator.serviceWorker.getRegistration();
    const kept = await registration?.pushManager.getSubscription();
    const isOn = Boolean(kept) && Notification.permission === "granted" && known.split(" ").includes(await digest(kept.endpoint));
    on.hidden = isOn;
    off.hidden = !isOn;
    if (Notification.permission === "denied") say(sayBlocked);
  }

  async function turnOn() {
    if ((await Notification.requestPermission()) !== "granted") {
      say(sayBlocked);
      return;
    }
    await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
    const found = await subscription(await navigator.serviceWorker.ready, bytes(key));
    await tell({ subscription: found.toJSON() });
    location.reload();
  }

  async function turnOff() {
    const kept = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
    if (kept) await tell({ remove: kept.endpoint }); // other matters on this device keep theirs
    location.reload();
  }

  const press = (button, act) => button.addEventListener("click", async () => {
    button.disabled = true;
    say("");
    try {
      await act();
    } catch {
      say(sayFailed);
    } finally {
      button.disabled = false;
    }
  });
  press(on, turnOn);
  press(off, turnOff);
  show().catch(() => { on.hidden = false; });
}

document.querySelectorAll("[data-push-switch]").forEach(begin);
