import { picture, tag, text, WIDTH } from "../driver-impact/svg.mjs";
import { written } from "./format.mjs";

const LEFT = 200;
const TOP = 120;
const ROW = 40;
const GAP = 3;
/** Words stay readable on the darkest cell, by day and by night. */
const [PALEST, DARKEST] = [0.06, 0.48];

/** A table whose cells are the darker the higher; `values[row][column]` may be null. */
export function heatMap({ name, title, subtitle, source, unit, rows, columns, values }) {
  const width = (WIDTH - 24 - LEFT) / columns.length;
  const known = values.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const heads = columns.map((words, j) => text(LEFT + width * (j + 0.5), TOP - 12, words, "small middle"));
  const cells = rows.map((words, i) => [
    text(LEFT - 14, TOP + ROW * (i + 0.5) + 5, words, "end"),
    values[i].map((value, j) => {
      const x = LEFT + width * j;
      const y = TOP + ROW * i;
      if (value === null) return text(x + width / 2, y + ROW / 2 + 5, "–", "small quiet middle");
      const depth = (value - low) / (high - low);
      return [
        tag("rect", {
          class: "cell",
          ...{ x, y, width: width - GAP, height: ROW - GAP, rx: 4 },
          "fill-opacity": (PALEST + (DARKEST - PALEST) * depth).toFixed(2),
        }),
        text(x + (width - GAP) / 2, y + (ROW - GAP) / 2 + 5, written(value, unit), "small middle"),
      ];
    }),
  ]);
  const description = rows
    .map(
      (row, i) =>
        `${row}: ${columns.map((column, j) => `${column} ${values[i][j] === null ? "no answers" : written(values[i][j], unit)}`).join(", ")}.`,
    )
    .join(" ");
  return picture({ name, title, subtitle, source, description, height: TOP + ROW * rows.length + 44 }, heads, cells);
}
