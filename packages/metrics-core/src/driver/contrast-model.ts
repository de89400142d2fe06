import { holm } from "../estimate/family.ts";
import { normalTwoSidedP } from "../numeric/normal.ts";
import { studentTTwoSidedP } from "../numeric/student-t.ts";
import {
  ASYMMETRY_CUTOFFS,
  type AsymmetryIndex,
  asymmetryIndex,
  type AsymmetryLabel,
  type FiveClassLabel,
  fiveClassLabel,
  indexLabel,
  significanceLabel,
} from "./asymmetry.ts";
import { highColumn, type LevelCounts, lowColumn } from "./contrast-levels.ts";
import type { DriverInterval } from "./draws.ts";
import type { DriverModel } from "./driver-model.ts";
import { type RawFit, rawFit } from "./raw-fit.ts";

export interface PenaltyRewardRules {
  /** Level of significance after Holm's correction over the drivers. Default 0.05. */
  readonly alpha?: number;
  /** Rows that must be low, and high, for an estimate. Default 10. */
  readonly minimumCell?: number;
  /** Of the index rule. Default ±0.2 and ±0.7. */
  readonly cutoffs?: { readonly hybrid: number; readonly extreme: number };
}

/** Why a driver's estimate is not given. */
export type WithheldReason = "TOO_FEW_LOW" | "TOO_FEW_HIGH" | "NO_MIDDLE";

export interface ContrastCoefficient {
  /** Change of the outcome against the middle answers. */
  readonly value: number;
  readonly standardError: number;
  /** Two-sided; `null` when the fit is perfect. */
  readonly p: number | null;
  /** After Holm's correction over the drivers. */
  readonly adjustedP: number | null;
}

/** Impact of low and of high answers to one driver. */
export interface DriverContrast {
  readonly driver: string;
  readonly counts: LevelCounts;
  /** What is withheld, and why; empty when everything is given. */
  readonly withheld: readonly WithheldReason[];
  readonly penalty: ContrastCoefficient | null;
  readonly reward: ContrastCoefficient | null;
  /** `null` unless both coefficients are given. */
  readonly index: AsymmetryIndex | null;
  /** Percentile interval of IA over samples of respondents. */
  readonly iaInterval: DriverInterval | null;
  /** Test of reward + penalty = 0: whether high answers gain as much as low answers cost. */
  readonly asymmetryTest: { readonly z: number; readonly p: number; readonly adjustedP: number } | null;
  readonly label: ContrastLabel | null;
}

export interface ContrastLabel {
  /** By which coefficients are more than chance. */
  readonly significance: AsymmetryLabel;
  /** Which way a hybrid leans by the asymmetry test; `null` for other labels. */
  readonly leaning: "dissatisfier" | "satisfier" | "balanced" | null;
  /** By IA. */
  readonly index: AsymmetryLabel;
  readonly fiveClass: FiveClassLabel;
}

export interface ContrastModel {
  readonly intercept: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly drivers: readonly DriverContrast[];
}

/** Covariances of the coefficients, and the degrees of freedom of their tests. */
export interface Errors {
  readonly covariance: Float64Array;
  readonly df: number;
}

export type ErrorsOf = (model: DriverModel, fit: RawFit) => Errors;

/** A coefficient of a perfect fit that is smaller than this is 0. */
const ROUNDING = 1e-12;

/** Whether there is anything to hold against the middle. */
export function hasContrast({ low, middle, high }: LevelCounts): boolean {
  return middle > 0 && low + high > 0;
}

/** Impacts of the drivers in one regression on their low and high columns. */
export function contrastModel(
  model: DriverModel,
  drivers: readonly string[],
  counts: readonly LevelCounts[],
  rules: PenaltyRewardRules,
  errors: ErrorsOf,
): ContrastModel {
  const fit = rawFit(model);
  const { covariance, df } = errors(model, fit);
  const k = model.drivers.length;
  const { minimumCell = 10, alpha = 0.05, cutoffs = ASYMMETRY_CUTOFFS } = rules;
  const raw = drivers.map((driver, i) => {
    const { low, middle, high } = counts[i]!;
    const place = { low: model.drivers.indexOf(lowColumn(driver)), high: model.drivers.indexOf(highColumn(driver)) };
    const withheld: WithheldReason[] = [];
    if (middle === 0) withheld.push("NO_MIDDLE");
    if (low < minimumCell || place.low < 0) withheld.push("TOO_FEW_LOW");
    if (high < minimumCell || place.high < 0) withheld.push("TOO_FEW_HIGH");
    const given = (at: number, reason: WithheldReason): number | null =>
      withheld.includes(reason) || withheld.includes("NO_MIDDLE") ? null : at;
    return { withheld, low: given(place.low, "TOO_FEW_LOW"), high: given(place.high, "TOO_FEW_HIGH") };
  });
  const error = (at: number): number => Math.sqrt(covariance[at * k + at]!);
  const pOf = (at: number | null): number | null =>
    at === null || error(at) === 0 ? null : studentTTwoSidedP(fit.coefficients[at]! / error(at), df);
  const penaltyP = raw.map(({ low }) => pOf(low));
  const rewardP = raw.map(({ high }) => pOf(high));
  const asymmetry = raw.map(({ low, high }) =>
    low === null || high === null ? null : asymmetryZ(fit, covariance, k, low, high),
  );
  const asymmetryP = asymmetry.map((z) => (z === null ? null : normalTwoSidedP(z)));
  const adjusted = { penalty: holm(penaltyP), reward: holm(rewardP), asymmetry: holm(asymmetryP) };
  const coefficient = (at: number | null, p: number | null, adjustedP: number | null): ContrastCoefficient | null =>
    at === null ? null : { value: fit.coefficients[at]!, standardError: error(at), p, adjustedP };
  return {
    intercept: fit.intercept,
    rSquared: fit.rSquared,
    adjustedRSquared: fit.adjustedRSquared,
    drivers: drivers.map((driver, i) => {
      const { withheld, low, high } = raw[i]!;
      const penalty = coefficient(low, penaltyP[i]!, adjusted.penalty[i]!);
      const reward = coefficient(high, rewardP[i]!, adjusted.reward[i]!);
      const index = penalty === null || reward === null ? null : asymmetryIndex(penalty.value, reward.value);
      const z = asymmetry[i]!;
      const test = z === null ? null : { z, p: asymmetryP[i]!, adjustedP: adjusted.asymmetry[i]! };
      const label =
        penalty === null || reward === null || index === null
          ? null
          : labelOf(penalty, reward, index, test, alpha, cutoffs);
      return {
        driver,
        counts: counts[i]!,
        withheld,
        penalty,
        reward,
        index,
        iaInterval: null,
        asymmetryTest: test,
        label,
      };
    }),
  };
}

/** (r + p) / √(var r + var p + 2 cov); null when it has no error. */
function asymmetryZ(fit: RawFit, covariance: Float64Array, k: number, low: number, high: number): number | null {
  const variance = covariance[low * k + low]! + covariance[high * k + high]! + 2 * covariance[low * k + high]!;
  return variance > 0 ? (fit.coefficients[low]! + fit.coefficients[high]!) / Math.sqrt(variance) : null;
}

function labelOf(
  penalty: ContrastCoefficient,
  reward: ContrastCoefficient,
  index: AsymmetryIndex,
  test: DriverContrast["asymmetryTest"],
  alpha: number,
  cutoffs: { readonly hybrid: number; readonly extreme: number },
): ContrastLabel {
  // A perfect fit has no error: every coefficient that is not 0 is then more than chance.
  const real = ({ value, adjustedP }: ContrastCoefficient): boolean =>
    adjustedP === null ? Math.abs(value) > ROUNDING : adjustedP < alpha;
  const significance = significanceLabel(real(penalty) && penalty.value < 0, real(reward) && reward.value > 0);
  const leans = test !== null && test.adjustedP < alpha ? (test.z < 0 ? "dissatisfier" : "satisfier") : "balanced";
  return {
    significance,
    leaning: significance === "hybrid" ? leans : null,
    index: indexLabel(index.ia, cutoffs.hybrid),
    fiveClass: fiveClassLabel(index.ia, cutoffs),
  };
}
