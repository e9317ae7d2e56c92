// Pages with a map: the pin picker and the map of points.
import "../templates/ui/map-picker/map-picker.js";
import "../templates/ui/map-view/map-view.js";
