// Copy a code; the button only appears where copying works.
const show = () => document.querySelectorAll("[data-copy][hidden]").forEach((one) => { one.hidden = false; });
if (navigator.clipboard) {
  show();
  document.addEventListener("htmx:load", show);
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("[data-copy-label]");
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  label.setAttribute("role", "status");
  setTimeout(() => { label.textContent = before; label.removeAttribute("role"); }, 2000);
});
