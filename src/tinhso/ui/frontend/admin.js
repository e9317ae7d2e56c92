// The administration: Django's own pages under the house's bar, in its face and colours.
import "./css/fonts.css";
import "./css/tokens.css";
import "./css/layout.css";
import "../templates/ui/dialog/dialog.css";
import "../templates/ui/language-switch/language-switch.css";
import "../templates/ui/shortcuts/shortcuts.css";
import "../templates/ui/theme-switch/theme-switch.css";
import "./css/admin.css";
import "../templates/ui/dialog/dialog.js";
import "../templates/ui/theme-switch/theme-switch.js";

// Fields that Django draws in two parts (day and hour, a list that is searched) have no name for a screen reader.
function named() {
  document.querySelectorAll(".select2-selection:not([aria-label])").forEach((box) => {
    const select = box.closest(".select2")?.previousElementSibling;
    const label = select?.id && document.querySelector(`label[for="${select.id}"]`);
    if (!label) return;
    const name = label.textContent.trim().replace(/:$/, "");
    [box, ...box.querySelectorAll("[role=textbox]")].forEach((part) => part.setAttribute("aria-label", name));
  });
  document.querySelectorAll(".form-row .datetime input:not([aria-label])").forEach((input) => {
    const legend = input.closest("fieldset")?.querySelector("legend, label");
    if (!input.labels?.length && legend) input.setAttribute("aria-label", legend.textContent.trim().replace(/:$/, ""));
  });
}
addEventListener("load", () => {
  named();
  new MutationObserver(named).observe(document.getElementById("content") ?? document.body, { childList: true, subtree: true });
});
