// htmx under a strict CSP: no eval, no injected style; the CSRF token comes from the page.
import htmx from "htmx.org/dist/htmx.esm.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
window.htmx = htmx;

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get") return;
  const meta = document.querySelector('meta[name="csrf-token"]');
  const field = event.target.closest("form")?.elements.csrfmiddlewaretoken ?? document.querySelector("[name=csrfmiddlewaretoken]");
  const token = meta?.content || field?.value;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// A refusal (4xx) comes with a page fragment that says why: show it instead of dropping it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (status === 409 || status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
