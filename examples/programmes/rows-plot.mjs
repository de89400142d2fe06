import { axis, domainOf } from "../driver-impact/axis.mjs";
import { diamond, dot, line, picture, text, WIDTH } from "../driver-impact/svg.mjs";
import { ticked, written } from "./format.mjs";

const LEFT = 290;
const RIGHT = WIDTH - 130;
const TOP = 112;
const ROW = 34;

/** Steps of the axis of a unit. */
const STEPS = { percent: 0.1, points: 10, mark: 0.5, index: 10 };

/**
 * Estimates as dots with their intervals, a row each; a second mark in a row is a diamond.
 * A row without marks is a heading.
 */
export function rowsPlot({ name, title, subtitle, source, unit, legend = [], rows }) {
  const marked = rows.filter(({ marks }) => marks !== undefined);
  const ends = marked.flatMap(({ marks }) => marks.flatMap(({ interval }) => [interval.low, interval.high]));
  const step = STEPS[unit];
  const domain = domainOf(unit === "percent" ? [0, ...ends] : ends, step);
  const x = axis(domain, [LEFT, RIGHT], step);
  const bottom = TOP + ROW * rows.length;
  const grid = x.ticks.map((tick) => [
    line(x(tick), TOP, x(tick), bottom, tick === 0 ? "line" : "grid"),
    text(x(tick), bottom + 20, ticked(tick, unit), "small quiet middle"),
  ]);
  const marks = rows.map((row, i) => {
    const y = TOP + ROW * (i + 0.5);
    if (row.marks === undefined) return text(24, y + 6, row.label, "head");
    const values = row.marks.map(({ value }) => written(value, unit)).join(" · ");
    return [
      text(LEFT - 14, y + 5, row.label, "end"),
      row.marks.map(({ value, interval }, second) => [
        line(x(interval.low), y, x(interval.high), y, `${second ? "warm" : "cool"} reach`),
        second ? diamond(x(value), y, "warm") : dot(x(value), y, "cool"),
      ]),
      text(WIDTH - 24, y + 5, values, "end"),
    ];
  });
  const key = bottom + 50;
  const legends = legend.map((words, second) => [
    second ? diamond(LEFT + 160, key, "warm") : dot(LEFT, key, "cool"),
    text(LEFT + 160 * second + 14, key + 5, words, "small"),
  ]);
  const description = marked
    .map(({ label, marks: [...each] }) => {
      const words = each.map(
        ({ value, interval }, i) =>
          `${legend[i] === undefined ? "" : `${legend[i].toLowerCase()} `}${written(value, unit)} (${written(interval.low, unit)} to ${written(interval.high, unit)})`,
      );
      return `${label}: ${words.join(", ")}.`;
    })
    .join(" ");
  const height = bottom + (legend.length > 0 ? 96 : 66);
  return picture({ name, title, subtitle, source, description, height }, grid, marks, legends);
}
