import { axis, domainOf } from "../driver-impact/axis.mjs";
import { line, picture, tag, text, WIDTH } from "../driver-impact/svg.mjs";
import { ticked, written } from "./format.mjs";

const LEFT = 70;
const TOP = 100;
const HEIGHT = 340;

/** A dot per pair of marks. */
export function scatterPlot({ name, title, subtitle, source, across, up, pairs }) {
  const bottom = TOP + HEIGHT;
  const x = axis(
    domainOf(
      pairs.map(([value]) => value),
      0.5,
    ),
    [LEFT, WIDTH - 36],
    0.5,
  );
  const y = axis(
    domainOf(
      pairs.map(([, value]) => value),
      0.5,
    ),
    [bottom, TOP + 20],
    0.5,
  );
  const grid = [
    x.ticks.map((tick) => [
      line(x(tick), TOP + 20, x(tick), bottom, "grid"),
      text(x(tick), bottom + 20, ticked(tick, "mark"), "small quiet middle"),
    ]),
    y.ticks.map((tick) => [
      line(LEFT, y(tick), WIDTH - 36, y(tick), "grid"),
      text(LEFT - 12, y(tick) + 4, ticked(tick, "mark"), "small quiet end"),
    ]),
  ];
  const heads = [
    text(24, TOP + 4, `↑ ${up}`, "small quiet"),
    text(WIDTH - 36, bottom + 42, `${across} →`, "small quiet end"),
  ];
  const dots = pairs.map(([a, b]) => tag("circle", { cx: x(a), cy: y(b), r: 4.5, class: "cool bar" }));
  const description = `${pairs.length} organisations; ${across} runs from ${written(Math.min(...pairs.map(([a]) => a)), "mark")} to ${written(Math.max(...pairs.map(([a]) => a)), "mark")}, ${up} from ${written(Math.min(...pairs.map(([, b]) => b)), "mark")} to ${written(Math.max(...pairs.map(([, b]) => b)), "mark")}.`;
  return picture({ name, title, subtitle, source, description, height: bottom + 78 }, grid, heads, dots);
}
