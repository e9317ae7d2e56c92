// What is heavy waits until somebody looks: a map below the fold costs nothing on a slow network.
const NEAR = "200px";

/** Calls `then` once, when `box` comes near the window. */
export function whenSeen(box, then) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    then();
  }, { rootMargin: NEAR });
  watch.observe(box);
}

/** Whether the reader asked for little data: the browser says so itself, or told the server (Save-Data: on). */
export function savesData() {
  return Boolean(navigator.connection?.saveData) || "saveData" in document.documentElement.dataset;
}
