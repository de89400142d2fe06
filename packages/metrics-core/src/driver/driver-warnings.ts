import type { Gram } from "../summary/gram.ts";
import type { DriverModel } from "./driver-model.ts";
import type { SampledLmg } from "./sampled-lmg.ts";

/** What a reader should know about an analysis that is there. */
export type DriverWarning =
  /** Fewer rows than 30, or than 10 per driver. */
  | { readonly code: "SMALL_BASE"; readonly recommended: number }
  /** More than a fifth of the rows lacked an answer and were dropped. */
  | { readonly code: "ROWS_DROPPED"; readonly rows: number; readonly n: number }
  /** A VIF above 10. */
  | { readonly code: "COLLINEAR"; readonly drivers: readonly string[] }
  | { readonly code: "SIGN_CONFLICT"; readonly drivers: readonly string[] }
  /** LMG and relative weights put another driver first. */
  | { readonly code: "METHODS_DISAGREE"; readonly drivers: readonly string[] }
  /** The drivers explain the outcome completely, as when it is computed from them. */
  | { readonly code: "PERFECT_FIT" }
  /** LMG is sampled; the largest Monte Carlo standard error of a driver. */
  | { readonly code: "SAMPLED"; readonly standardError: number; readonly permutations: number; readonly seed: number };

const HIGH_VIF = 10;

/** What the warnings look at. */
interface Warned {
  readonly driver: string;
  readonly vif: number;
  readonly suppression: boolean;
  readonly ranks: { readonly lmg: number; readonly relative_weight: number };
}

/** The warnings that an analysis deserves. */
export function warningsOf(
  gram: Gram,
  model: DriverModel,
  drivers: readonly Warned[],
  unexplained: number,
  sampled: SampledLmg | null,
): readonly DriverWarning[] {
  const warnings: DriverWarning[] = [];
  const recommended = Math.max(30, 10 * model.drivers.length);
  if (gram.n < recommended) warnings.push({ code: "SMALL_BASE", recommended });
  if (gram.n < 0.8 * gram.rows) warnings.push({ code: "ROWS_DROPPED", rows: gram.rows, n: gram.n });
  const named = (which: (driver: Warned) => boolean): readonly string[] =>
    drivers.filter(which).map(({ driver }) => driver);
  const collinear = named(({ vif }) => vif > HIGH_VIF);
  if (collinear.length > 0) warnings.push({ code: "COLLINEAR", drivers: collinear });
  const conflict = named(({ suppression }) => suppression);
  if (conflict.length > 0) warnings.push({ code: "SIGN_CONFLICT", drivers: conflict });
  const leaders = named(({ ranks }) => ranks.lmg === 1 || ranks.relative_weight === 1);
  if (leaders.length > 1) warnings.push({ code: "METHODS_DISAGREE", drivers: leaders });
  if (unexplained === 0) warnings.push({ code: "PERFECT_FIT" });
  if (sampled !== null) {
    warnings.push({
      code: "SAMPLED",
      standardError: Math.max(...sampled.standardErrors),
      permutations: sampled.permutations,
      seed: sampled.seed,
    });
  }
  return warnings;
}
