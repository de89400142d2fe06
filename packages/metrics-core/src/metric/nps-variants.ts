import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { requireName } from "../name.ts";
import {
  ONE_TO_FIVE,
  REPORT_MARK,
  requireScale,
  type Scale,
  scaleId,
  scaleName,
  scaleOf,
  ZERO_TO_TEN,
} from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { CLASSIC_CUTS, type NpsCuts, npsScoreFor, requireCuts } from "./nps.ts";

/** Ids of the variants that have a name of their own. None of them pools with, or compares to, another. */
export type NpsVariant = "nps.0_10.classic" | "nps.0_10.european" | "nps.1_10" | "nps.1_7" | "nps.1_5";

/** The scale a variant is asked on, and its cuts. */
export const NPS_VARIANTS: Readonly<Record<NpsVariant, { readonly scale: Scale; readonly cuts: NpsCuts }>> = {
  "nps.0_10.classic": { scale: ZERO_TO_TEN, cuts: CLASSIC_CUTS },
  "nps.0_10.european": { scale: ZERO_TO_TEN, cuts: { detractorMax: 5, promoterMin: 8 } },
  "nps.1_10": { scale: REPORT_MARK, cuts: { detractorMax: 6, promoterMin: 9 } },
  "nps.1_7": { scale: scaleOf(1, 7), cuts: { detractorMax: 4, promoterMin: 6 } },
  "nps.1_5": { scale: ONE_TO_FIVE, cuts: { detractorMax: 3, promoterMin: 5 } },
};

/**
 * A Net Promoter Score with other cuts or on another scale, under its own id; points from −100 to 100.
 *
 * `nps.0_10.european`: detractors 0–5, promoters 8–10. `nps.1_10`: 1–6 and 9–10. `nps.1_7`: 1–4 and 6–7. `nps.1_5`: 1–3 and 5. The last
 * four are conventions in use, not part of the published method; numbers of different variants are not comparable.
 *
 * @throws MetricsError `NAME_UNKNOWN` for an id that is not in the list, `SCALE_MISMATCH` when the tally is on another scale
 * @see Reichheld 2003, HBR 81(12) (classic cuts)
 * @example
 * npsVariant(tallyOf(ZERO_TO_TEN, [10, 9, 8, 6]), "nps.0_10.european") // => { metric: "nps.0_10.european", value: 75 }
 */
export function npsVariant(tally: Tally, variant: NpsVariant): Estimate {
  requireName("npsVariant", "variant", variant, Object.keys(NPS_VARIANTS) as NpsVariant[]);
  const { scale, cuts } = NPS_VARIANTS[variant];
  requireScale(`npsVariant ${variant}`, tally.scale, scale);
  return scoreMean(tally, npsScoreFor(variant, cuts));
}

/**
 * A Net Promoter Score with cuts of one's own. The id names scale and cuts, so that only equal definitions are compared:
 * `nps.custom.0_10.5_8` has detractors up to 5 and promoters from 8 on a 0–10 scale.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for cuts that overlap or leave the scale, `SCALE_MISMATCH` for categories, or a scale where low is good
 * @example
 * npsCustom(tallyOf(ONE_TO_FIVE, [5, 4, 2]), { detractorMax: 2, promoterMin: 4 }) // => { metric: "nps.custom.1_5.2_4", value: 33.333333333333336 }
 */
export function npsCustom(tally: Tally, { detractorMax, promoterMin }: NpsCuts): Estimate {
  const { scale } = tally;
  if (scale.codes !== null || scale.direction !== "high_is_good") {
    throw new MetricsError(
      "SCALE_MISMATCH",
      `npsCustom: expected a numeric scale where high is good, got ${scaleName(scale)}`,
      {
        scale,
      },
    );
  }
  const cuts = { detractorMax, promoterMin };
  requireCuts("npsCustom", scale, cuts);
  return scoreMean(tally, npsScoreFor(`nps.custom.${scaleId(scale)}.${detractorMax}_${promoterMin}`, cuts));
}
