import { axis } from "./axis.mjs";
import { chance, grouped, percent, range } from "./format.mjs";
import { byRank } from "./report.mjs";
import { SERVICES } from "./survey.mjs";
import { diamond, dot, LEFT, line, picture, ROW, tag, text, TOP, WIDTH } from "./svg.mjs";

/** Half the distance between the marks of the two methods. */
const LANE = 7;

/** Importance with its interval, the ranks that a service could as well have, and the chance that it is the first. */
export function importancePlot({ analysis, lmg, johnson }) {
  const rows = byRank(lmg);
  const bottom = TOP + ROW * rows.length;
  const most = Math.ceil(Math.max(...rows.map(({ interval }) => 100 * interval.high)) / 2) * 2;
  const x = axis([0, most], [LEFT, 496], 2);
  const rankX = axis([1, rows.length], [548, 704], 1);
  const y = (i) => TOP + ROW * (i + 0.5);
  const johnsonOf = (driver) => johnson.drivers.find((each) => each.driver === driver);

  const grid = [
    x.ticks.map((tick) => [
      line(x(tick), TOP, x(tick), bottom, "grid"),
      text(x(tick), bottom + 20, `${tick}`, "small quiet middle"),
    ]),
    rankX.ticks.map((tick) => [
      line(rankX(tick), TOP, rankX(tick), bottom, "grid"),
      text(rankX(tick), bottom + 20, `${tick}`, "small quiet middle"),
    ]),
  ];
  const heads = [
    text(x(0), TOP - 12, "Importance", "head"),
    text(rankX(1) - 6, TOP - 12, "Rank it could have", "head"),
    text(WIDTH - 24, TOP - 12, "First?", "head end"),
    text((x(0) + x(most)) / 2, bottom + 40, "% of the differences between answers", "small quiet middle"),
    text((rankX(1) + rankX(rows.length)) / 2, bottom + 40, "1 is the strongest", "small quiet middle"),
  ];
  const marks = rows.map(({ driver, importance, interval, rank, rankInterval, first }, i) => [
    text(LEFT - 14, y(i) + 5, SERVICES[driver], "end"),
    line(x(100 * interval.low), y(i) - LANE, x(100 * interval.high), y(i) - LANE, "cool reach"),
    dot(x(100 * importance), y(i) - LANE, "cool"),
    line(
      x(100 * johnsonOf(driver).interval.low),
      y(i) + LANE,
      x(100 * johnsonOf(driver).interval.high),
      y(i) + LANE,
      "warm reach thin",
    ),
    diamond(x(100 * johnsonOf(driver).importance), y(i) + LANE, "warm hollow"),
    tag("rect", {
      class: "band",
      x: rankX(rankInterval.low) - 8,
      y: y(i) - 8,
      width: rankX(rankInterval.high) - rankX(rankInterval.low) + 16,
      height: 16,
      rx: 8,
    }),
    dot(rankX(rank), y(i), "cool"),
    text(WIDTH - 24, y(i) + 5, chance(first), "end"),
  ]);
  const key = bottom + 72;
  const legend = [
    line(LEFT, key, LEFT + 30, key, "cool reach"),
    dot(LEFT + 15, key, "cool"),
    text(LEFT + 38, key + 4.5, "LMG, 95% interval", "small"),
    line(LEFT + 174, key, LEFT + 204, key, "warm reach thin"),
    diamond(LEFT + 189, key, "warm hollow"),
    text(LEFT + 212, key + 4.5, "Johnson, 95% interval", "small"),
    tag("rect", { class: "band", x: LEFT + 382, y: key - 8, width: 34, height: 16, rx: 8 }),
    text(LEFT + 424, key + 4.5, "95% of samples", "small"),
  ];
  return picture(
    {
      name: "importance",
      title: "Which services go with recommending the airport",
      subtitle: [
        `${grouped(analysis.n)} passengers; the seven services explain ${percent(analysis.rSquared)}% of the differences between their answers`,
      ],
      description: rows
        .map(
          ({ driver, importance, interval, rank, rankInterval, first }) =>
            `${SERVICES[driver]}: ${percent(importance, 1)}% (${range(interval, (end) => percent(end, 1))}), rank ${rank} (${range(rankInterval, String)}), first with ${chance(first)}.`,
        )
        .join(" "),
      height: bottom + 122,
    },
    grid,
    heads,
    marks,
    legend,
  );
}
