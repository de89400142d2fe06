import { categoryMultiplier, type RatioBounds } from "./category-multiplier.ts";
import { provesUnreachable } from "./unreachable-proof.ts";

/** Targets of one margin on a table of cells. */
export interface FittingMargin {
  /** Weight each category must get. */
  readonly targets: Float64Array;
  /** Category of each cell. */
  readonly categoryOf: Int32Array;
}

/** A table of cells to be fitted to its margins. Start weights and every margin's targets have the same sum. */
export interface FittingTable {
  /** Start weight of each cell, above 0. */
  readonly start: Float64Array;
  readonly margins: readonly FittingMargin[];
  readonly bounds: RatioBounds;
}

/** A table after fitting. */
export interface Fitted {
  /** Weight / start weight of each cell. */
  readonly ratios: Float64Array;
  /** Full sweeps over all margins. */
  readonly sweeps: number;
  /** Largest |weight - target| / target of any category, and where it is. */
  readonly maxMarginError: number;
  readonly worst: { readonly margin: number; readonly category: number };
  readonly outcome: "converged" | "unreachable" | "iteration-limit";
}

/** Below this a margin error is rounding. */
const FINE = 1e-14;

/**
 * Iterative proportional fitting of cells to margins, with bounds on weight / start weight inside the iteration.
 *
 * Each step multiplies the cells of one category so that its target is met, with every ratio held within the bounds. That is
 * coordinate ascent on the dual of "stay closest to the start weights in Kullback-Leibler distance", so at convergence the
 * answer is unique: neither the order of margins nor that of cells matters.
 *
 * @see Deming & Stephan 1940, Annals of Mathematical Statistics 11(4), 427-444 (the iteration)
 * @see Deville & Särndal 1992, JASA 87(418), 376-382 (bounded calibration, distance functions)
 */
export function fitProportionally(table: FittingTable, tolerance: number, maxSweeps: number): Fitted {
  const { start, bounds } = table;
  const ratios = new Float64Array(start.length).fill(1);
  const bounded = bounds.lower > 0 || bounds.upper < Number.POSITIVE_INFINITY;
  const groups = table.margins.map(cellsByCategory);
  const growth = table.margins.map(({ targets }) => new Float64Array(targets.length));
  let growthThen = growth.map((logs) => logs.slice());
  let nextProof = 8;
  let errorThen = Number.POSITIVE_INFINITY;
  for (let sweeps = 1; ; sweeps++) {
    table.margins.forEach(({ targets }, m) => {
      groups[m]!.forEach((cells, category) => {
        if (cells.length === 0) return;
        const target = targets[category]!;
        const multiplier = bounded
          ? categoryMultiplier(cells, start, ratios, bounds, target)
          : target / sumOver(cells, start, ratios);
        for (let i = 0; i < cells.length; i++) ratios[cells[i]!] = ratios[cells[i]!]! * multiplier;
        growth[m]![category] = growth[m]![category]! + Math.log(multiplier);
      });
    });
    const state = { ratios: bounded ? ratios.map((ratio) => clamp(ratio, bounds)) : ratios, sweeps };
    const error = marginError(table, state.ratios);
    const reached = error.maxMarginError <= tolerance;
    // Weights lag behind margins, so go on past the tolerance while a sweep still halves the error.
    const stillHalves = error.maxMarginError > FINE && error.maxMarginError <= errorThen / 2;
    if (reached && (sweeps >= maxSweeps || !stillHalves)) return { ...state, ...error, outcome: "converged" };
    errorThen = error.maxMarginError;
    if (sweeps >= maxSweeps || error.maxMarginError === Number.POSITIVE_INFINITY) {
      return { ...state, ...error, outcome: "iteration-limit" };
    }
    if (sweeps === nextProof) {
      // Differences over the second half of the sweeps: what came before is the way there, not the drift.
      const drift = growth.map((logs, m) => logs.map((log, c) => log - growthThen[m]![c]!));
      if (provesUnreachable(table, drift)) return { ...state, ...error, outcome: "unreachable" };
      growthThen = growth.map((logs) => logs.slice());
      nextProof *= 2;
    }
  }
}

function cellsByCategory({ targets, categoryOf }: FittingMargin): readonly Int32Array[] {
  const counts = new Int32Array(targets.length);
  for (const category of categoryOf) counts[category] = counts[category]! + 1;
  const groups = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  categoryOf.forEach((category, cell) => {
    groups[category]![counts[category]!] = cell;
    counts[category] = counts[category]! + 1;
  });
  return groups;
}

function sumOver(cells: Int32Array, start: Float64Array, ratios: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < cells.length; i++) sum += start[cells[i]!]! * ratios[cells[i]!]!;
  return sum;
}

const clamp = (ratio: number, { lower, upper }: RatioBounds): number => Math.min(Math.max(ratio, lower), upper);

function marginError(table: FittingTable, ratios: Float64Array): Pick<Fitted, "maxMarginError" | "worst"> {
  let maxMarginError = 0;
  let worst = { margin: 0, category: 0 };
  table.margins.forEach(({ targets, categoryOf }, margin) => {
    const weights = new Float64Array(targets.length);
    for (let cell = 0; cell < ratios.length; cell++) {
      const category = categoryOf[cell]!;
      weights[category] = weights[category]! + table.start[cell]! * ratios[cell]!;
    }
    weights.forEach((weight, category) => {
      const target = targets[category]!;
      // Factors that left the range of a double can never come back: they count as infinitely wrong.
      const error =
        target === 0 ? 0 : Number.isFinite(weight) ? Math.abs(weight - target) / target : Number.POSITIVE_INFINITY;
      if (error > maxMarginError) {
        maxMarginError = error;
        worst = { margin, category };
      }
    });
  });
  return { maxMarginError, worst };
}
