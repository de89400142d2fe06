import { MetricsError } from "../error.ts";
import { baseFrom } from "../estimate/base.ts";
import { type Estimate, suppressed } from "../estimate/estimate.ts";
import { ratioEstimate, type RatioSums } from "../estimate/ratio.ts";
import { fixedToNumber } from "../numeric/fixed.ts";
import { type Battery, pairIndex, requireDimension } from "../summary/battery.ts";
import { type IndexSums, indexSlot } from "../summary/index-sums.ts";
import { indexUnits } from "../summary/statement.ts";
import type { Unanswered } from "../summary/tally.ts";

/** Functional and emotional experience, and what lies between them. */
export interface Experience {
  /** Mean index of the functional statements, 0 to 100. */
  readonly functional: Estimate;
  /** Mean index of the emotional statements, 0 to 100. */
  readonly emotional: Estimate;
  /** Emotional minus functional of the people who have both, −100 to 100. */
  readonly gap: Estimate;
}

/**
 * Customer experience: functional and emotional index (0–100) and the emotional gap.
 *
 * A person's index is the mean of the statements rescaled to 0–100, of who answered at least half of them. The gap is
 * paired: it rests on the people with both indexes, so it is not the difference of the two means when some have only
 * one.
 *
 * @throws MetricsError `NAME_UNKNOWN` unless the battery has the dimensions `functional` and `emotional`
 * @see definition of this library; Likert scales: Nunnally & Bernstein 1994
 * @example
 * experience(batteryOf(
 *   [
 *     { code: "functional", statements: [{ code: "there", scale: ONE_TO_FIVE }, { code: "easy", scale: ONE_TO_FIVE }] },
 *     { code: "emotional", statements: [{ code: "interested", scale: ONE_TO_FIVE }] },
 *   ],
 *   [{ there: 5, easy: 4, interested: 3 }, { there: 4, interested: 2 }],
 * )) // => { functional: { value: 81.25 }, emotional: { value: 37.5 }, gap: { value: -43.75 } }
 */
export function experience(battery: Battery): Experience {
  return {
    functional: experienceIndex(battery, "functional"),
    emotional: experienceIndex(battery, "emotional"),
    gap: gapOf("experience.gap", battery, "emotional", "functional"),
  };
}

/**
 * Mean index of one dimension of statements, 0 to 100.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a dimension that the battery does not have
 * @example
 * experienceIndex(batteryOf(
 *   [{ code: "drivers", statements: [{ code: "empathy", scale: REPORT_MARK }] }],
 *   [{ empathy: 10 }, { empathy: 5.5 }, {}],
 *   { invalid: "count" },
 * ), "drivers") // => { metric: "experience.drivers", value: 100, base: { valid: 1, invalid: 1, missing: 1 } }
 */
export function experienceIndex(battery: Battery, dimension: string): Estimate {
  const d = requireDimension("experienceIndex", battery, dimension);
  const index = battery.indexes[d]!;
  const units = BigInt(indexUnits(battery.dimensions[d]!));
  return meanOf(`experience.${dimension}`, "index", [0, 100], index, battery.unanswered[d]!, [units]);
}

/**
 * Mean difference of two indexes of the same people, `of` minus `from`, −100 to 100, with its paired standard error.
 *
 * Difference scores are less reliable than their parts: read both means as well.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a dimension that the battery does not have, `ARGUMENT_INVALID` for the same
 * one twice
 * @example
 * const dimension = (code: string, statement: string) => ({ code, statements: [{ code: statement, scale: ONE_TO_FIVE }] });
 * const battery = batteryOf([dimension("functional", "easy"), dimension("emotional", "nice")], [{ easy: 4, nice: 5 }, { easy: 3, nice: 5 }]);
 * experienceGap(battery, "emotional", "functional") // => { unit: "points", value: 37.5 }
 */
export function experienceGap(battery: Battery, of: string, from: string): Estimate {
  return gapOf(`experience.gap.${of}_minus_${from}`, battery, of, from);
}

function gapOf(metric: string, battery: Battery, of: string, from: string): Estimate {
  const [a, b] = [requireDimension("experienceGap", battery, of), requireDimension("experienceGap", battery, from)];
  if (a === b) {
    throw new MetricsError("ARGUMENT_INVALID", `experienceGap: expected two dimensions, got ${of} twice`, { of });
  }
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const pair = battery.pairs[pairIndex(battery, low, high)]!;
  const [first, second] = [low, high].map((d) => BigInt(indexUnits(battery.dimensions[d]!)));
  const units = a < b ? [first!, -second!] : [-first!, second!];
  const unpaired = { missing: battery.people - pair.n, notApplicable: 0, invalid: 0 };
  return meanOf(metric, "points", [-100, 100], pair, unpaired, units);
}

/** Mean of Σ ± x/units over the numbers of each person, times 100. */
function meanOf(
  metric: string,
  unit: "index" | "points",
  range: readonly [number, number],
  { numbers, n, sums }: IndexSums,
  unanswered: Unanswered,
  units: readonly bigint[],
): Estimate {
  const { places, w, ww } = sums;
  const [weight, squares] = [w[0]!, ww[0]!];
  const base = baseFrom(n, fixedToNumber(weight, places), fixedToNumber(squares, 2 * places), { unanswered });
  if (weight === 0n) return suppressed(metric, unit, base, "EMPTY_BASE");
  // y = Σ cᵢ xᵢ in units of 1/common, t = common: whole numbers both.
  const common = units.reduce((product, each) => product * (each < 0n ? -each : each), 1n);
  const factors = units.map((each) => common / each);
  const at = (i: number, j: number): number => indexSlot(numbers, i, j);
  const linear = (from: readonly bigint[]): bigint =>
    factors.reduce((sum, factor, i) => sum + factor * from[at(0, i + 1)]!, 0n);
  const quadratic = factors.reduce(
    (sum, fi, i) => factors.reduce((part, fj, j) => part + fi * fj * ww[at(i + 1, j + 1)]!, sum),
    0n,
  );
  const ratio: RatioSums = {
    y: linear(w),
    t: common * weight,
    yy: quadratic,
    yt: common * linear(ww),
    tt: common * common * squares,
  };
  return ratioEstimate({ metric, unit, kind: "mean", range, times: 100 }, ratio, base, {
    n,
    oneAnswer: weight * weight === squares,
  });
}
