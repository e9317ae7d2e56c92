// A message stays until it is read away; nothing vanishes by itself. It takes the focus that a form left behind,
// unless the summary of a refused form has it: who works by keyboard or by ear goes on from what was done.
const reveal = () => document.querySelectorAll("[data-message-close][hidden]").forEach((one) => { one.hidden = false; });
const focus = (part) => {
  if (document.activeElement !== document.body) return;
  part.querySelector("[data-message]")?.focus({ preventScroll: true });
};
reveal();
if (!document.querySelector("[data-error-summary]")) focus(document);
document.addEventListener("htmx:load", (event) => {
  reveal();
  focus(event.target);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-message-close]")) return;
  event.target.closest("[data-message]").remove();
  (document.querySelector("[data-message]") ?? document.getElementById("main"))?.focus({ preventScroll: true });
});
