import { contrastPlot } from "./contrast-plot.mjs";
import { importancePlot } from "./importance-plot.mjs";
import { placementPlot } from "./placement-plot.mjs";

/** The pictures by the name of their file. */
export function plotsOf(impact) {
  return {
    "importance.svg": importancePlot(impact),
    "importance-and-performance.svg": placementPlot(impact),
    "penalties-and-rewards.svg": contrastPlot(impact),
  };
}
