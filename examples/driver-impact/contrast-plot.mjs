import { axis, domainOf } from "./axis.mjs";
import { fixed, MARGIN, signed } from "./format.mjs";
import { byRank } from "./report.mjs";
import { SERVICES } from "./survey.mjs";
import { LEFT, line, picture, ROW, tag, text, TOP } from "./svg.mjs";
import { LABELS } from "./words.mjs";

/** Height of a bar, and half the distance between the two of a service. */
const BAR = 12;
const LANE = 7;

/** Penalty of low ratings and reward of high ratings, per service in the order of importance. */
export function contrastPlot({ lmg, contrast }) {
  const rows = byRank(lmg).map(({ driver }) => contrast.joint.drivers.find((each) => each.driver === driver));
  const bottom = TOP + ROW * rows.length;
  const ends = rows.flatMap(({ penalty, reward }) => [penalty, reward]).flatMap(endsOf);
  const x = axis(domainOf(ends, 0.25), [LEFT, 600], 0.25);
  const y = (i) => TOP + ROW * (i + 0.5);
  const bar = ({ value, adjustedP }, middle, style) =>
    tag("rect", {
      class: `${style} ${adjustedP < 0.05 ? "bar" : "pale"}`,
      x: Math.min(x(0), x(value)),
      y: middle - BAR / 2,
      width: Math.abs(x(value) - x(0)),
      height: BAR,
    });
  const whisker = (coefficient, middle) => {
    const [low, high] = endsOf(coefficient).map(x);
    return tag("path", {
      class: "whisker",
      d: `M${fix(low)} ${fix(middle - 4)}v8m0 -4H${fix(high)}m0 -4v8`,
    });
  };

  const grid = x.ticks.map((tick) => [
    line(x(tick), TOP, x(tick), bottom, "grid"),
    ...(Math.round(tick * 4) % 2 === 0 ? [text(x(tick), bottom + 20, signed(tick, 1), "small quiet middle")] : []),
  ]);
  const heads = [
    text(x(0) - 12, TOP - 12, "← rated 1–3: the penalty", "head end"),
    text(x(0) + 12, TOP - 12, "rated 5: the reward →", "head"),
    text(626, TOP - 12, "Label", "head"),
    text(
      (x(x.ticks[0]) + x(x.ticks.at(-1))) / 2,
      bottom + 40,
      "points on the 0–10 answer, against passengers who rate it 4",
      "small quiet middle",
    ),
  ];
  const marks = rows.map(({ driver, penalty, reward, label }, i) => [
    text(LEFT - 14, y(i) + 5, SERVICES[driver], "end"),
    bar(penalty, y(i) - LANE, "warm"),
    bar(reward, y(i) + LANE, "cool"),
    whisker(penalty, y(i) - LANE),
    whisker(reward, y(i) + LANE),
    text(626, y(i) - 2, LABELS[label.significance].name),
    text(626, y(i) + 14, LABELS[label.significance].meaning, "small quiet"),
  ]);
  const key = bottom + 72;
  const legend = [
    tag("rect", { class: "warm bar", x: LEFT, y: key - 6, width: 14, height: BAR }),
    tag("rect", { class: "cool bar", x: LEFT + 16, y: key - 6, width: 14, height: BAR }),
    text(LEFT + 38, key + 4.5, "more than chance (Holm)", "small"),
    tag("rect", { class: "warm pale", x: LEFT + 232, y: key - 6, width: 14, height: BAR }),
    tag("rect", { class: "cool pale", x: LEFT + 248, y: key - 6, width: 14, height: BAR }),
    text(LEFT + 270, key + 4.5, "could be chance", "small"),
    tag("path", { class: "whisker", d: `M${LEFT + 400} ${key - 4}v8m0 -4h30m0 -4v8` }),
    text(LEFT + 438, key + 4.5, "95% interval", "small"),
  ];
  return picture(
    {
      name: "penalties-and-rewards",
      title: "What low and high ratings go with",
      subtitle: ["Each service with the other six held equal, the most important on top"],
      description: rows
        .map(
          ({ driver, penalty, reward, label }) =>
            `${SERVICES[driver]}: penalty ${told(penalty)}, reward ${told(reward)}, ${LABELS[label.significance].name}.`,
        )
        .join(" "),
      height: bottom + 122,
    },
    grid,
    heads,
    marks.map((row) => row.slice(0, 3)),
    line(x(0), TOP - 4, x(0), bottom, "line"),
    marks.map((row) => row.slice(3)),
    legend,
  );
}

function endsOf({ value, standardError }) {
  return [value - MARGIN * standardError, value + MARGIN * standardError];
}

function told(coefficient) {
  const { value, standardError } = coefficient;
  return `${signed(value, 2)} ± ${fixed(MARGIN * standardError, 2)}`;
}

function fix(value) {
  return value.toFixed(1);
}
