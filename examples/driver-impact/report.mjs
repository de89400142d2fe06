import { chance, fixed, grouped, MARGIN, percent, range, signed } from "./format.mjs";
import { SERVICES } from "./survey.mjs";
import { LABELS, QUADRANTS } from "./words.mjs";

/** The findings as text, for a terminal. */
export function reportOf({ analysis, lmg, johnson, contrast, placement, simulation }) {
  const services = byRank(lmg).map(({ driver }) => driver);
  return [
    `Would passengers recommend San Francisco Airport? What goes with their answer, 2017

${grouped(analysis.n)} of ${grouped(analysis.rows)} passengers answered and rated all seven services; weighted they count as ${grouped(analysis.effective)}.
The seven services explain ${percent(analysis.rSquared, 1)}% of the differences between their answers on 0–10.`,
    importanceTable(lmg, johnson),
    contrastTable(contrast, services),
    placementLines(placement),
    gainTable(simulation, services),
    analysis.caution,
  ].join("\n\n");
}

function importanceTable(lmg, johnson) {
  const rows = byRank(lmg).map(({ driver, importance, interval, rank, rankInterval, first }) => {
    const other = johnson.drivers.find((each) => each.driver === driver);
    return [
      SERVICES[driver],
      percent(importance, 1),
      range(interval, (end) => percent(end, 1)),
      `${rank}`,
      range(rankInterval, String),
      chance(first),
      percent(other.importance, 1),
      range(other.rankInterval, String),
    ];
  });
  return table("Importance, in % of those differences", [
    ["", "LMG", "95% interval", "rank", "could be", "first?", "Johnson", "could be"],
    ...rows,
  ]);
}

function contrastTable({ joint }, services) {
  const rows = services.map((service) => joint.drivers.find(({ driver }) => driver === service));
  const margin = ({ value, standardError, adjustedP }) =>
    `${signed(value, 2)} ± ${fixed(MARGIN * standardError, 2)}${adjustedP < 0.05 ? " *" : "  "}`;
  const sided = rows.filter(({ asymmetryTest }) => asymmetryTest.adjustedP < 0.05);
  return `${table("What low and high ratings go with, in points of 0–10, against a rating of 4", [
    ["", "rated 1–3  ", "rated 5  ", "  label"],
    ...rows.map(({ driver, penalty, reward, label }) => [
      SERVICES[driver],
      margin(penalty),
      margin(reward),
      `  ${LABELS[label.significance].name}`,
    ]),
  ])}
* more than chance, after Holm's correction for looking at seven services
Penalty and reward differ by more than chance: ${sided.map(({ driver }) => SERVICES[driver]).join(", ") || "nowhere"}`;
}

function placementLines({ drivers, importanceLine, performanceLine }) {
  const lines = Object.entries(QUADRANTS).map(([quadrant, { name }]) => {
    const inside = drivers
      .filter((driver) => driver.quadrant === quadrant)
      .map(({ driver, borderline }) => SERVICES[driver] + (borderline.importance || borderline.performance ? "?" : ""));
    return `${name.padEnd(20)}${inside.length === 0 ? "–" : inside.join(", ")}`;
  });
  return `Importance against rating; the lines stand at the means, ${percent(importanceLine, 1)}% and ${fixed(performanceLine, 2)}
${lines.join("\n")}
? on the border: an interval reaches a line`;
}

function gainTable({ outcomes }, services) {
  const points = outcomes[1].actions;
  const cells = (driver, kind) => {
    const { gain, interval, best } = points.find((action) => action.driver === driver && action.kind === kind);
    return [signed(gain, 1), range(interval, (end) => fixed(end, 1)), chance(best)];
  };
  return table("If one passenger in ten rated it better: gain in NPS points, and the chance that no other gains more", [
    ["", "from 1–3 to 4", "95% interval", "best?", "from 4 to 5", "95% interval", "best?"],
    ...services.map((driver) => [SERVICES[driver], ...cells(driver, "repair"), ...cells(driver, "raise")]),
  ]);
}

export function byRank({ drivers }) {
  return drivers.toSorted((a, b) => a.rank - b.rank);
}

/** Words to the left, numbers to the right. */
function table(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isText = rows[0].map((_, column) => /^ *[a-z]/i.test(rows[1][column]));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (isText[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  "),
  );
  return [title, ...lines.map((line) => line.trimEnd())].join("\n");
}
