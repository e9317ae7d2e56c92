// Every page: styles, htmx, and the small behaviours of components. Pages work without it.
import "./styles.js";
import "./htmx.js";
import "./desk.js";
import "./components.js";

document.documentElement.classList.add("js");
