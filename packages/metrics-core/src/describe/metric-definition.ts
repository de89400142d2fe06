import type { Unit } from "../estimate/score.ts";

/** What a metric is counted from. */
export type SummaryKind =
  | "tally"
  | "crosstab"
  | "multi-response tally"
  | "battery"
  | "gram"
  | "counts"
  | "events"
  | "estimates"
  | "weights";

/** The source of a metric that no literature defines. */
export const OWN = "definition of this library";

/** A metric explains itself: enough to read its number correctly and to find where it comes from. */
export interface MetricDefinition {
  /** Stable id, as it stands on every estimate of the metric. `{k}`, `{cut}` and `{code}` stand for a number, a cut and a category code. */
  readonly id: string;
  /** Full name in English. */
  readonly name: string;
  readonly unit: Unit | "correlation" | "probability" | "money" | "time" | "rank" | "shares of R²";
  /** The smallest and largest value, in words where it depends on the question. */
  readonly range: string;
  /** Whether a higher number is better; `null` where that depends on the question. */
  readonly higherIsBetter: boolean | null;
  /** What it says, in one or two plain sentences. */
  readonly definition: string;
  readonly formula: string;
  readonly summary: SummaryKind;
  /** Literature, or `OWN`. */
  readonly source: string;
  /** Grows when the same answers would give another number. */
  readonly version: number;
}
