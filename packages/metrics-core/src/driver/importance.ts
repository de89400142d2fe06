import { MetricsError } from "../error.ts";
import { carScore } from "./car-score.ts";
import { type DriverModel, outcomeCorrelation } from "./driver-model.ts";
import { first } from "./first.ts";
import { lmg } from "./lmg.ts";
import { pratt } from "./pratt.ts";
import { relativeWeight } from "./relative-weight.ts";
import { sampledLmg } from "./sampled-lmg.ts";
import { usefulness } from "./usefulness.ts";

/** A way to say how much a driver matters. */
export type ImportanceMethod =
  | "correlation"
  | "first"
  | "standardized_beta"
  | "beta_squared"
  | "usefulness"
  | "pratt"
  | "lmg"
  | "relative_weight"
  | "car";

export const IMPORTANCE_METHODS: readonly ImportanceMethod[] = [
  "correlation",
  "first",
  "standardized_beta",
  "beta_squared",
  "usefulness",
  "pratt",
  "lmg",
  "relative_weight",
  "car",
];

/** Methods whose values add up to R², so that a percentage of R² means something. */
export const DECOMPOSITIONS: readonly ImportanceMethod[] = ["pratt", "lmg", "relative_weight", "car"];

/** LMG is exact up to so many drivers, which take some 0.1 s; beyond, it is sampled. */
export const EXACT_LMG_DRIVERS = 24;

export interface SamplingOptions {
  /** Orders to sample when there are too many drivers for exact LMG. Default 2000. */
  readonly permutations?: number;
  /** Start of the random numbers, where any are needed. Default 1. */
  readonly seed?: number;
}

/** The importance of each driver of a model, in the order of its drivers. */
export function importanceOf(
  model: DriverModel,
  method: ImportanceMethod,
  options: SamplingOptions = {},
): readonly number[] {
  switch (method) {
    case "correlation":
      return model.drivers.map((_, i) => outcomeCorrelation(model, i));
    case "first":
      return first(model);
    case "standardized_beta":
      return Array.from(model.beta);
    case "beta_squared":
      return Array.from(model.beta, (beta) => beta ** 2);
    case "usefulness":
      return usefulness(model);
    case "pratt":
      return pratt(model);
    case "lmg":
      return isLmgExact(model)
        ? Array.from(lmg(model.correlation, model.drivers.length))
        : sampledLmg(model.correlation, model.drivers.length, { ...options, seed: options.seed ?? 1 }).values;
    case "relative_weight":
      return relativeWeight(model);
    case "car":
      return carScore(model);
    default:
      method satisfies never;
      throw new MetricsError(
        "NAME_UNKNOWN",
        `importanceOf: expected one of ${IMPORTANCE_METHODS.join(", ")}, got ${String(method)}`,
        { method },
      );
  }
}

export function isLmgExact(model: DriverModel): boolean {
  return model.drivers.length <= EXACT_LMG_DRIVERS;
}

/** How strong, whatever the direction: what drivers are ranked by. */
export function strengths(values: readonly number[], method: ImportanceMethod): readonly number[] {
  return method === "correlation" || method === "standardized_beta" ? values.map(Math.abs) : values;
}

/** Rank 1 for the strongest; equal strengths share the better rank. */
export function ranksOf(strength: readonly number[]): readonly number[] {
  return strength.map((value) => 1 + strength.filter((other) => other > value).length);
}
