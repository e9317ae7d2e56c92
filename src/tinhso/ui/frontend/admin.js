// The administration: Django's own pages in the house's face and colours.
import "./css/fonts.css";
import "./css/tokens.css";
import "./css/admin.css";
