// Pages with a map: the pin picker and the map of points. Their look comes with the page, the library when a map is seen.
import "maplibre-gl/dist/maplibre-gl.css";
import "./css/map.css";
import "../templates/ui/map-picker/map-picker.js";
import "../templates/ui/map-view/map-view.js";
