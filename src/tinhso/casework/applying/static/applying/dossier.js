// The dossier's page: print the receipt, and open what the address names.

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named) named.closest("details")?.setAttribute("open", "");
