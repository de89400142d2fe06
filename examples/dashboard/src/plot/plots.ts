/** All plots, as one chunk that is fetched beside the page: its figures do not wait for it. */
export { answersPlot } from "./answers-plot.ts";
export { heatMap } from "./heat-map.ts";
export { placementPlot } from "./placement-plot.ts";
export { rowsPlot } from "./rows-plot.ts";
export { trendPlot } from "./trend-plot.ts";
