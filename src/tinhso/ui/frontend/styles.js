// The order of these imports is the order of the cascade layers: Tabler's transformed sheet names them first.
import "@tabler/core/dist/css/tabler.min.css";
import "./css/fonts.css";
import "./css/tokens.css";
import "./css/base.css";
import "./css/layout.css";
