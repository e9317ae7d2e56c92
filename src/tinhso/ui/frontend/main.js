// Every page: styles, htmx, and the small behaviours of components. Pages work without it.
import "@tabler/core/dist/css/tabler.min.css";
import "./css/fonts.css";
import "./css/tokens.css";
import "./css/base.css";
import "./css/layout.css";
import "./htmx.js";
import "./desk.js";

import.meta.glob("../templates/ui/*/*.css", { eager: true });
// Maps and charts come with their own entries.
import.meta.glob(
  ["../templates/ui/*/*.js", "!../templates/ui/map-*/*.js", "!../templates/ui/chart/*.js"],
  { eager: true },
);

document.documentElement.classList.add("js");
