// Light or dark by hand, remembered for a year; without it the system decides.
const root = document.documentElement;
// A page that was kept for when there is no network knows nothing of the cookie.
root.dataset.bsTheme ??= document.cookie.match(/(?:^|; )tinhso_theme=(light|dark)/)?.[1] ?? "";
if (!root.dataset.bsTheme) delete root.dataset.bsTheme;
document.querySelectorAll("[data-theme-switch]").forEach((button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  const now = root.dataset.bsTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  root.dataset.bsTheme = next;
  document.cookie = `tinhso_theme=${next}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  document.dispatchEvent(new CustomEvent("theme-changed"));
});
