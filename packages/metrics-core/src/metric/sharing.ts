import type { Estimate } from "../estimate/estimate.ts";
import { logRatio, riskRatio } from "../estimate/risk-ratio.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { columnTally, type Crosstab, rowTally } from "../summary/crosstab.ts";
import { categories, requireScale, type Scale, scaleSize } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { weightsAsNumbers } from "../summary/weight-sums.ts";

/** What became of an experience: there was none, it was kept to oneself, or it was shared with others. */
export const SHARING: Scale = categories(["none", "kept", "shared"]);

const NONE = 0;
const SHARED = 2;

/** How often experiences are told to others, and how much more often negative ones. */
export interface Sharing {
  /** Share of the people with a positive experience who told others, 0 to 1. */
  readonly positive: Estimate;
  /** Share of the people with a negative experience who told others, 0 to 1. */
  readonly negative: Estimate;
  /** Negative divided by positive propensity: "a negative experience is shared so many times as often". */
  readonly ratio: Estimate;
}

/**
 * Sharing propensity by experience, from what became of each person's positive (rows) and negative (columns)
 * experience.
 *
 * The risk ratio has its interval on the logarithm (Katz). A person may have had both experiences; that is in the
 * standard error. When somewhere nobody, or everybody, told others, half a person is added to every cell, the two sides
 * are taken as independent, and the ratio carries `CONTINUITY_CORRECTED`. Whether it is at least k: `atLeastTimes`.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless both questions are on `SHARING`
 * @see Katz, Baptista, Azen & Pike 1978, Biometrics 34, 469–474
 * @example
 * sharing(crosstabFromCells(SHARING, SHARING, [
 *   { row: "shared", column: "none", n: 450 }, { row: "kept", column: "none", n: 1050 },
 *   { row: "none", column: "shared", n: 300 }, { row: "none", column: "kept", n: 200 },
 * ])) // => { positive: { value: 0.3 }, negative: { value: 0.6 }, ratio: { value: 2 } }
 */
export function sharing(crosstab: Crosstab): Sharing {
  requireScale("sharing (rows)", crosstab.rows, SHARING);
  requireScale("sharing (columns)", crosstab.columns, SHARING);
  const positive = propensity("sharing.positive", rowTally(crosstab));
  const negative = propensity("sharing.negative", columnTally(crosstab));
  return { positive, negative, ratio: ratioOf(crosstab, negative, positive) };
}

function propensity(metric: string, tally: Tally): Estimate {
  return scoreMean(
    tally,
    shareScore(metric, (_, index) => (index === NONE ? null : index === SHARED)),
  );
}

function ratioOf(crosstab: Crosstab, negative: Estimate, positive: Estimate): Estimate {
  const independent = riskRatio("sharing.ratio", negative, positive);
  if (independent.status === "suppressed" || independent.flags.includes("CONTINUITY_CORRECTED")) return independent;
  const logStandardError = pairedLogStandardError(crosstab);
  return logRatio("sharing.ratio", independent.value, logStandardError, independent.base);
}

/**
 * Linearised: each person moves ln RR by w(s₋/S₋ − m₋/N₋ − s₊/S₊ + m₊/N₊). Without people who had both it is Katz's.
 */
function pairedLogStandardError({ n, weights, columns }: Crosstab): number {
  const { w, ww } = weights === null ? { w: n, ww: n } : weightsAsNumbers(weights);
  const width = scaleSize(columns);
  const states = n.map((_, cell) => ({ positive: Math.floor(cell / width), negative: cell % width }));
  const weigh = (holds: (state: { positive: number; negative: number }) => boolean): number =>
    states.reduce((sum, state, cell) => (holds(state) ? sum + w[cell]! : sum), 0);
  const [had, told] = [weigh((s) => s.positive > NONE), weigh((s) => s.positive === SHARED)];
  const [hadBad, toldBad] = [weigh((s) => s.negative > NONE), weigh((s) => s.negative === SHARED)];
  const part = (state: number, people: number, tellers: number): number =>
    state === NONE ? 0 : (state === SHARED ? 1 / tellers : 0) - 1 / people;
  const variance = states.reduce((sum, { positive, negative }, cell) => {
    return sum + ww[cell]! * (part(negative, hadBad, toldBad) - part(positive, had, told)) ** 2;
  }, 0);
  return Math.sqrt(variance);
}
