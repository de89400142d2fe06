import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { meanScore, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { hasSums, type ScoreSums, scoreSums } from "../estimate/score-sums.ts";
import { requireName } from "../name.ts";
import { categories, pointOf, requireScale, scaleSize } from "../summary/scale.ts";
import { type Tally, tallyOf, unweighted } from "../summary/tally.ts";

/** When an organisation agrees: its informants' mean reaches the box, or more than half of them chose a point in it. */
export type InformantRule = "mean" | "majority";

export interface OrganisationShare {
  /** Share of the organisations that agree, 0 to 1; its base counts organisations. Who has no valid answer is missing. */
  readonly share: Estimate;
  /**
   * How alike informants of one organisation answer: ICC(1), at most 1; 0 or less when they differ as much as strangers.
   * `null` when no organisation has two informants, or when all answers are equal.
   */
  readonly agreement: number | null;
}

const AGREES = categories(["no", "yes"]);

/**
 * Share of organisations that agree with a statement, with the organisation as the unit: several informants of one organisation are first
 * made one answer, so that a large delegation does not count more.
 *
 * Agreeing means the `k` best points ("top-2 of 5"). With one informant each this is the top-box share. For a sample from a known number
 * of organisations see `forPopulation`.
 *
 * @param organisations - one tally of the statement per organisation, all on one scale
 * @param options - `k`, the points that count as agreeing; `rule`, default `mean`
 * @throws MetricsError `ARGUMENT_INVALID` unless 1 ≤ k < number of points and there is an organisation, `SCALE_MISMATCH`, `NAME_UNKNOWN` for another rule
 * @see Bliese 2000, in Klein & Kozlowski, Multilevel Theory, Research, and Methods (aggregation, ICC(1))
 * @example
 * organisationShare([[5, 4], [3, 4], [1]].map((answers) => tallyOf(ONE_TO_FIVE, answers)), { k: 2 }).share // => { value: 0.3333333333333333 }
 */
export function organisationShare(
  organisations: readonly Tally[],
  options: { readonly k: number; readonly rule?: InformantRule },
): OrganisationShare {
  const { k, rule = "mean" } = options;
  requireName("organisationShare", "rule", rule, ["mean", "majority"]);
  const scale = organisations[0]?.scale;
  const size = scale === undefined ? 0 : scaleSize(scale);
  if (scale === undefined || !Number.isInteger(k) || k < 1 || k >= size) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `organisationShare: expected at least one organisation and a box of 1 to ${Math.max(1, size - 1)} points, got ${organisations.length} and ${k}`,
      { k, organisations: organisations.length },
    );
  }
  for (const tally of organisations) requireScale("organisationShare", tally.scale, scale);
  const highIsGood = scale.direction === "high_is_good";
  const border = pointOf(scale, highIsGood ? size - k : k - 1);
  const inBox = (point: number): boolean => (highIsGood ? point >= border : point <= border);
  const answers = organisations.map((tally) => {
    const mean = scoreMean(tally, meanScore("mean"));
    if (mean.status === "suppressed") return null;
    const agrees = rule === "mean" ? inBox(mean.value) : scoreMean(tally, shareScore("box", inBox)).value! > 0.5;
    return agrees ? "yes" : "no";
  });
  const share = scoreMean(
    tallyOf(AGREES, answers),
    shareScore(`organisations.top_${k}`, (_, index) => index === 1),
  );
  return { share, agreement: informantAgreement(organisations) };
}

/** ICC(1) of a one-way analysis of variance with groups of different size, unweighted. */
function informantAgreement(organisations: readonly Tally[]): number | null {
  const groups = organisations
    .map((tally) => scoreSums(unweighted(tally), meanScore("mean")))
    .filter((sums): sums is ScoreSums => hasSums(sums));
  const answers = groups.reduce((sum, { base }) => sum + base.valid, 0);
  if (groups.length < 2 || answers === groups.length) return null;
  const grandMean = groups.reduce((sum, { base, mean }) => sum + base.valid * mean, 0) / answers;
  const between =
    groups.reduce((sum, { base, mean }) => sum + base.valid * (mean - grandMean) ** 2, 0) / (groups.length - 1);
  const within = groups.reduce((sum, { deviations }) => sum + deviations, 0) / (answers - groups.length);
  const informants =
    (answers - groups.reduce((sum, { base }) => sum + base.valid ** 2, 0) / answers) / (groups.length - 1);
  const total = between + (informants - 1) * within;
  return total > 0 ? (between - within) / total : null;
}
