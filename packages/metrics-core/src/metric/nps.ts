import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, type Score, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { requireScale, sameScale, type Scale, scaleName, ZERO_TO_TEN } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** Where detractors end and promoters begin. */
export interface NpsCuts {
  /** The highest answer of a detractor. */
  readonly detractorMax: number;
  /** The lowest answer of a promoter. */
  readonly promoterMin: number;
}

/** The cuts of the published method, on 0–10. */
export const CLASSIC_CUTS: NpsCuts = { detractorMax: 6, promoterMin: 9 };

/** What NPS does with a point, for a registry and for SQL. */
export const npsScore: Score = npsScoreFor("nps.0_10.classic", CLASSIC_CUTS);

/**
 * Net Promoter Score: share of promoters (9–10) minus share of detractors (0–6), on the 0–10 recommend item.
 *
 * Unit: points, −100 to 100, unrounded. Suppressed with `EMPTY_BASE` when nobody answered; standard error `null` with one answer.
 *
 * @throws MetricsError `SCALE_MISMATCH` for any other scale than 0–10
 * @see Reichheld 2003, HBR 81(12) (definition); Rocks 2016, Am. Stat. 70(4) (intervals)
 * @example
 * nps(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3])) // => { status: "estimated", value: 25 }
 */
export function nps(tally: Tally): Estimate {
  requireScale("nps", tally.scale, ZERO_TO_TEN);
  return scoreMean(tally, npsScore);
}

/** Promoters, passives and detractors as shares of the valid answers, 0 to 1, each with its own uncertainty. */
export interface NpsGroups {
  readonly promoters: Estimate;
  readonly passives: Estimate;
  readonly detractors: Estimate;
}

/**
 * The three groups behind a Net Promoter Score.
 *
 * With other cuts than the classic ones the ids name them, so that only equal groups are compared: `nps.promoters_8` begins at 8,
 * `nps.detractors_5` ends at 5, `nps.passives_5_8` stand between.
 *
 * @throws MetricsError `SCALE_MISMATCH` for a classic cut on another scale, `ARGUMENT_INVALID` for cuts off the scale
 * @example
 * npsGroups(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3])).promoters // => { value: 0.5 }
 */
export function npsGroups(tally: Tally, cuts: NpsCuts = CLASSIC_CUTS): NpsGroups {
  requireCuts("npsGroups", tally.scale, cuts);
  const { detractorMax, promoterMin } = cuts;
  const group = (name: string, ends: readonly number[], sign: number): Estimate =>
    scoreMean(
      tally,
      shareScore(isClassic(tally.scale, cuts) ? `nps.${name}` : `nps.${name}_${ends.join("_")}`, (point) => {
        return signOf(point, cuts) === sign;
      }),
    );
  return {
    promoters: group("promoters", [promoterMin], 1),
    passives: group("passives", [detractorMax, promoterMin], 0),
    detractors: group("detractors", [detractorMax], -1),
  };
}

/** The score of a variant: 100 for a promoter, -100 for a detractor. */
export function npsScoreFor(metric: string, cuts: NpsCuts): Score {
  return contrastScore(metric, (point) => signOf(point, cuts));
}

function isClassic(scale: Scale, { detractorMax, promoterMin }: NpsCuts): boolean {
  return (
    sameScale(scale, ZERO_TO_TEN) &&
    detractorMax === CLASSIC_CUTS.detractorMax &&
    promoterMin === CLASSIC_CUTS.promoterMin
  );
}

function signOf(point: number, { detractorMax, promoterMin }: NpsCuts): 1 | 0 | -1 {
  return point >= promoterMin ? 1 : point <= detractorMax ? -1 : 0;
}

/** @throws MetricsError when the cuts do not leave promoters and detractors apart on the scale */
export function requireCuts(where: string, scale: Scale, cuts: NpsCuts): void {
  if (cuts === CLASSIC_CUTS) return requireScale(where, scale, ZERO_TO_TEN);
  const { detractorMax, promoterMin } = cuts;
  if (!(scale.min <= detractorMax && detractorMax < promoterMin && promoterMin <= scale.max)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${where}: expected cuts inside ${scaleName(scale)}, got detractors to ${detractorMax}, promoters from ${promoterMin}`,
      { ...cuts },
    );
  }
}
