// Boards: charts from JSON blocks.
import "../templates/ui/chart/chart.js";
