// A message stays until it is read away; nothing vanishes by itself.
const reveal = () => document.querySelectorAll("[data-message-close][hidden]").forEach((one) => { one.hidden = false; });
reveal();
document.addEventListener("htmx:load", reveal);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-message-close]")) event.target.closest("[data-message]").remove();
});
