import type {
  MissingPolicy,
  RatioBounds,
  Redistribution,
  TargetUnit,
  WeightReport,
} from "@klik/metrics-core/weighting";
import type { Dimension, ResponseFilter } from "../plan/scope.ts";
import type { Weighting } from "../plan/entities.ts";

/** What a margin is of. */
export type MarginOf =
  | { readonly kind: "dimension"; readonly dimension: Dimension }
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "question"; readonly code: string };

/** A known distribution: the target of each code. */
export interface RakingMargin {
  readonly of: MarginOf;
  readonly unit: TargetUnit;
  readonly targets: readonly { readonly code: string; readonly target: number }[];
}

/** Which responses to weight, under which name, and to what. */
export interface Raking {
  /** Code of the instrument. */
  readonly instrument: string;
  readonly name: string;
  readonly where: ResponseFilter;
  readonly margins: readonly RakingMargin[];
  /** Whether to start from the weights that the responses came with, or from 1. */
  readonly start: "response" | "none";
  /** Sum of the weights; `null`: that of the start weights. */
  readonly total: number | null;
  /** Limits of weight / start weight. */
  readonly bounds: Partial<RatioBounds>;
  /** What becomes of responses without a value in a margin. */
  readonly missing: MissingPolicy;
  readonly trim: Trimming | null;
}

/** Limits of the weights themselves, which break the margins. */
interface Trimming {
  readonly lower: number;
  readonly upper: number;
  readonly redistribute: Redistribution;
}

export interface Raked {
  readonly kind: "raked";
  readonly weighting: Weighting;
  readonly report: WeightReport;
}

export const UNREACHABLE = [
  "NO_RESPONDENTS",
  "NO_START_WEIGHT",
  "OUT_OF_BOUNDS",
  "NO_SOLUTION",
  "NOT_CONVERGED",
] as const;

/** No allowed weights meet the targets: nothing was stored. */
export interface Unreachable {
  readonly kind: "unreachable";
  readonly reason: (typeof UNREACHABLE)[number];
  /** Where it shows most; `null` when it is not in one margin. */
  readonly margin: string | null;
  readonly category: string | null;
  readonly message: string;
}
