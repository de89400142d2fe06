import { axis, domainOf } from "./axis.mjs";
import { fixed, percent } from "./format.mjs";
import { placeLabels } from "./label-places.mjs";
import { SERVICES } from "./survey.mjs";
import { dot, line, picture, tag, text, WIDTH } from "./svg.mjs";
import { QUADRANTS } from "./words.mjs";

const AREA = { x: 72, y: 92, width: WIDTH - 72 - 24, height: 400 };
const BOTTOM = AREA.y + AREA.height;
const RIGHT = AREA.x + AREA.width;
/** Generous: fonts differ in width. */
const LETTER = 8.2;

/** Importance to the right, rating upwards, and the four quadrants between the means. */
export function placementPlot({ placement }) {
  const { drivers, importanceLine, performanceLine } = placement;
  const x = axis(
    domainOf(
      drivers.flatMap(({ importanceInterval: { low, high } }) => [100 * low, 100 * high]),
      1,
    ),
    [AREA.x, RIGHT],
    1,
  );
  const y = axis(
    domainOf(
      drivers.flatMap(({ performanceInterval: { low, high } }) => [low - 0.04, high + 0.04]),
      0.2,
    ),
    [BOTTOM, AREA.y],
    0.2,
  );
  const cross = { x: x(100 * importanceLine), y: y(performanceLine) };
  const points = drivers.map((driver) => ({
    ...driver,
    x: x(100 * driver.importance),
    y: y(driver.performance),
    name: SERVICES[driver.driver],
    across: [x(100 * driver.importanceInterval.low), x(100 * driver.importanceInterval.high)],
    along: [y(driver.performanceInterval.high), y(driver.performanceInterval.low)],
  }));
  const labels = placeLabels(points, {
    obstacles: [...points.flatMap(obstaclesOf), ...cornersOf(), ...linesOf(cross)],
    bounds: { x: AREA.x + 4, y: AREA.y + 4, width: AREA.width - 8, height: AREA.height - 8 },
    sizeOf: ({ name }) => ({ width: name.length * LETTER, height: 15 }),
  });

  const quadrants = [
    tag("rect", { class: "tint", x: cross.x, y: cross.y, width: RIGHT - cross.x, height: BOTTOM - cross.y }),
    cornersOf().map(({ quadrant, anchor, x: left, y: top, width }) => {
      const { name, meaning } = QUADRANTS[quadrant];
      const at = anchor === "end" ? left + width : left;
      return [text(at, top + 14, name, `head ${anchor}`), text(at, top + 31, meaning, `small quiet ${anchor}`)];
    }),
  ];
  const grid = [
    x.ticks.map((tick) => text(x(tick), BOTTOM + 20, fixed(tick, 0), "small quiet middle")),
    y.ticks.map((tick) => text(AREA.x - 10, y(tick) + 4.5, fixed(tick, 1), "small quiet end")),
    tag("rect", { class: "grid", ...AREA }),
    line(cross.x, AREA.y, cross.x, BOTTOM, "line dashed"),
    line(AREA.x, cross.y, RIGHT, cross.y, "line dashed"),
    text(
      (AREA.x + RIGHT) / 2,
      BOTTOM + 40,
      "Importance (LMG), % of the differences between answers →",
      "small quiet middle",
    ),
    tag(
      "text",
      {
        class: "small quiet middle",
        transform: `translate(24 ${AREA.y + AREA.height / 2}) rotate(-90)`,
      },
      "Mean rating, 1–5 →",
    ),
  ];
  const marks = [
    points.map(({ x: left, y: top, across, along }) => [
      line(across[0], top, across[1], top, "cool reach thin"),
      line(left, along[0], left, along[1], "cool reach thin"),
    ]),
    labels.flatMap(({ leader }) =>
      leader === null ? [] : line(leader.from.x, leader.from.y, leader.to.x, leader.to.y, "line"),
    ),
    points.map((point) => dot(point.x, point.y, isBorderline(point) ? "cool hollow" : "cool")),
    labels.map(({ box }, i) => text(box.x + box.width / 2, box.y + 12, points[i].name, "middle")),
  ];
  const key = BOTTOM + 70;
  const legend = [
    dot(AREA.x + 8, key, "cool"),
    text(AREA.x + 22, key + 4.5, "clear of the lines", "small"),
    dot(AREA.x + 170, key, "cool hollow"),
    text(AREA.x + 184, key + 4.5, "borderline: an interval reaches a line", "small"),
    line(AREA.x + 446, key, AREA.x + 476, key, "cool reach thin"),
    text(AREA.x + 484, key + 4.5, "95% interval", "small"),
    line(AREA.x + 584, key, AREA.x + 614, key, "line dashed"),
    text(AREA.x + 622, key + 4.5, "mean", "small"),
  ];
  return picture(
    {
      name: "importance-and-performance",
      title: "Where to concentrate: importance against rating",
      subtitle: [
        `Lines at the means of the seven services: ${percent(importanceLine, 1)}% and ${fixed(performanceLine, 2)}`,
      ],
      description: drivers
        .map(
          (driver) =>
            `${SERVICES[driver.driver]}: importance ${percent(driver.importance, 1)}%, rated ${fixed(driver.performance, 2)}, ${QUADRANTS[driver.quadrant].name.toLowerCase()}${isBorderline(driver) ? ", borderline" : ""}.`,
        )
        .join(" "),
      height: BOTTOM + 118,
    },
    quadrants,
    grid,
    marks,
    legend,
  );
}

function isBorderline({ borderline }) {
  return borderline.importance || borderline.performance;
}

/** Boxes of the names of the quadrants, in the corners. */
function cornersOf() {
  const size = { width: 190, height: 38 };
  const [left, right] = [AREA.x + 12, RIGHT - 12 - size.width];
  const [top, bottom] = [AREA.y + 8, BOTTOM - 8 - size.height];
  return [
    { quadrant: "possible_overkill", anchor: "start", x: left, y: top, ...size },
    { quadrant: "keep_up", anchor: "end", x: right, y: top, ...size },
    { quadrant: "low_priority", anchor: "start", x: left, y: bottom, ...size },
    { quadrant: "concentrate_here", anchor: "end", x: right, y: bottom, ...size },
  ];
}

function linesOf(cross) {
  return [
    { x: cross.x - 1, y: AREA.y, width: 2, height: AREA.height },
    { x: AREA.x, y: cross.y - 1, width: AREA.width, height: 2 },
  ];
}

function obstaclesOf({ x, y, across, along }) {
  return [
    { x: x - 9, y: y - 9, width: 18, height: 18 },
    { x: across[0], y: y - 2, width: across[1] - across[0], height: 4 },
    { x: x - 2, y: along[0], width: 4, height: along[1] - along[0] },
  ];
}
