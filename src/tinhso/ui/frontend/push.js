// The worker's side of web push: show what was sent, and lead to its page when it is pressed.
// A payload is {title, body, url, tag, lang, urgent}; one that cannot be read still shows that there is news, because
// browsers take the permission away from a worker that stays silent.

/** Our own pages only: whoever could forge a payload must not lead anybody elsewhere. */
function ours(url) {
  try {
    const target = new URL(url || "/", self.location.origin);
    return target.origin === self.location.origin ? target.href : self.location.origin;
  } catch {
    return self.location.origin;
  }
}

function read(data) {
  try {
    const told = data.json();
    return told && typeof told.title === "string" && told.title ? told : {};
  } catch {
    return {};
  }
}

function show({ title = "Có thông báo mới", body = "", url = "", tag, lang = "vi", urgent = false }) {
  return self.registration.showNotification(title, {
    body,
    lang,
    tag: tag || undefined,
    renotify: Boolean(tag && urgent),
    requireInteraction: Boolean(urgent),
    icon: self.tinhso?.icon,
    badge: self.tinhso?.badge,
    data: { url: ours(url) },
  });
}

async function lead(url) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = open.find((client) => client.url === url);
  return there ? there.focus() : self.clients.openWindow(url);
}

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data ? read(event.data) : {}));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(ours(event.notification.data?.url)));
});
