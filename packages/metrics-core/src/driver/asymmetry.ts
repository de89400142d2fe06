import { MetricsError } from "../error.ts";

/** What a driver does to the outcome, by both rules. */
export type AsymmetryLabel = "dissatisfier" | "hybrid" | "satisfier" | "low_impact";

/** The index rule with five classes. */
export type FiveClassLabel = "frustrator" | "dissatisfier" | "hybrid" | "satisfier" | "delighter" | "low_impact";

/** How far low and high answers move the outcome, and which way it leans. */
export interface AsymmetryIndex {
  /** Range of impact on the outcome (RIOCS): reward − penalty. */
  readonly range: number;
  /** Satisfaction-generating potential: the share of the range that is reward, 0–1; `null` when neither moves the outcome the expected way. */
  readonly sgp: number | null;
  /** Dissatisfaction-generating potential: the share that is penalty. */
  readonly dgp: number | null;
  /** Impact asymmetry SGP − DGP: 1 a pure satisfier, −1 a pure dissatisfier, 0 both alike. */
  readonly ia: number | null;
  /** (reward − |penalty|) / (reward + |penalty|) of the coefficients as they are; leaves −1 to 1 when a sign is wrong. */
  readonly untruncated: number | null;
  /** A penalty above 0 or a reward below 0: it counts as 0 in SGP, DGP and IA. */
  readonly wrongSign: readonly ("penalty" | "reward")[];
}

/**
 * The asymmetry of a driver's impact from its coefficients.
 *
 * @param penalty - change of the outcome by a low answer, normally below 0
 * @param reward - change by a high answer, normally above 0
 * @throws MetricsError `ARGUMENT_INVALID` for a number that is not finite
 * @see Mikulić & Prebežac 2008, Managing Service Quality 18(6)
 * @example
 * asymmetryIndex(-0.5, 0.25).dgp // => 0.6666666666666666
 */
export function asymmetryIndex(penalty: number, reward: number): AsymmetryIndex {
  if (![penalty, reward, reward - penalty].every(Number.isFinite)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `asymmetryIndex: expected finite numbers, got ${penalty} and ${reward}`,
      {
        penalty,
        reward,
      },
    );
  }
  const loss = Math.max(0, -penalty);
  const gain = Math.max(0, reward);
  const span = loss + gain;
  const raw = reward + Math.abs(penalty);
  const wrongSign: ("penalty" | "reward")[] = [];
  if (penalty > 0) wrongSign.push("penalty");
  if (reward < 0) wrongSign.push("reward");
  return {
    range: reward - penalty,
    sgp: span === 0 ? null : gain / span,
    dgp: span === 0 ? null : loss / span,
    ia: span === 0 ? null : (gain - loss) / span,
    untruncated: raw === 0 ? null : (reward - Math.abs(penalty)) / raw,
    wrongSign,
  };
}

/** Default cut-offs of the index rule. No source settles them: they are an argument wherever they are used. */
export const ASYMMETRY_CUTOFFS = { hybrid: 0.2, extreme: 0.7 } as const;

/**
 * Label by the index rule: IA below −cutoff is a dissatisfier, above +cutoff a satisfier, no IA low impact.
 *
 * @example
 * indexLabel(-0.7) // => "dissatisfier"
 */
export function indexLabel(ia: number | null, cutoff: number = ASYMMETRY_CUTOFFS.hybrid): AsymmetryLabel {
  if (ia === null) return "low_impact";
  return ia < -cutoff ? "dissatisfier" : ia > cutoff ? "satisfier" : "hybrid";
}

/**
 * Label by the index rule with five classes: beyond ±extreme it is a frustrator or a delighter.
 *
 * @example
 * fiveClassLabel(0.8) // => "delighter"
 */
export function fiveClassLabel(
  ia: number | null,
  cutoffs: { readonly hybrid: number; readonly extreme: number } = ASYMMETRY_CUTOFFS,
): FiveClassLabel {
  if (ia !== null && ia < -cutoffs.extreme) return "frustrator";
  if (ia !== null && ia > cutoffs.extreme) return "delighter";
  return indexLabel(ia, cutoffs.hybrid);
}

/** Label by the significance rule: which of the two coefficients is more than chance, in the expected direction. */
export function significanceLabel(penalty: boolean, reward: boolean): AsymmetryLabel {
  if (penalty) return reward ? "hybrid" : "dissatisfier";
  return reward ? "satisfier" : "low_impact";
}
