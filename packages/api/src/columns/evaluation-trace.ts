import type { ColumnPlan } from "./column-plan.ts";

/** One pass over the answers of a scope, as it was made: plain data. */
export interface EvaluationTrace {
  /** `count`: responses of each group; `tally`: also how often each answer was given; `gram`: how answers go together; `gather`: the answers of every person side by side. */
  readonly kernel: "count" | "tally" | "gram" | "gather";
  readonly plan: ColumnPlan;
  /** What was counted in the same pass, to hold the groups of the plan against. */
  readonly related: readonly ColumnPlan[];
  readonly segments: { readonly count: number; readonly rows: number };
  /** Changes that no segment holds yet. */
  readonly tailRows: number;
  /** Columns that were in memory, and those that were read from the database. */
  readonly cached: ColumnTotals;
  readonly read: ColumnTotals;
}

export interface ColumnTotals {
  readonly columns: number;
  /** Decoded. */
  readonly bytes: number;
}
