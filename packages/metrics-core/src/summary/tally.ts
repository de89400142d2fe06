import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import type { Decimal } from "../numeric/decimal.ts";
import { requireCount } from "./count.ts";
import { answerName, indexOf, requireScale, scaleName, scaleSize, type Scale } from "./scale.ts";
import {
  fitCounts,
  mergeWeightSums,
  subtractWeightSums,
  unitWeightSums,
  type WeightSums,
  WeightSumsBuilder,
} from "./weight-sums.ts";

/** Responses that were asked but gave no valid answer, by reason. */
export interface Unanswered {
  /** Dismissed or not reached. */
  readonly missing: number;
  readonly notApplicable: number;
  /** Answered, but off the scale or between its points. */
  readonly invalid: number;
}

/** Weighted histogram of one ordinal or categorical question, with the responses that gave no valid answer. */
export interface Tally {
  readonly scale: Scale;
  /** Valid answers per scale point, unweighted, lowest point first. */
  readonly n: readonly number[];
  /** Per point Σ weight and Σ weight², exactly; `null` when every answer counts 1. */
  readonly weights: WeightSums | null;
  readonly unanswered: Unanswered;
}

/** One answer: a point or category code, or the reason there is none. */
export type Answer = number | string | null | undefined | typeof NOT_APPLICABLE;

/** "Does not concern me": kept apart from a missing answer in the base ledger. */
export const NOT_APPLICABLE: unique symbol = Symbol("not applicable");

export interface TallyOptions {
  /** One weight per answer: at least 0 and finite. A weight of 0 keeps the answer in the ledger and out of every estimate. */
  readonly weights?: readonly (number | string | Decimal)[];
  /** What to do with an answer that is not on the scale: throw (default), or count it as invalid. */
  readonly invalid?: "throw" | "count";
}

const NONE: Unanswered = { missing: 0, notApplicable: 0, invalid: 0 };

/**
 * The tally of nobody: the neutral element of `mergeTallies`.
 *
 * @example
 * emptyTally(SENTIMENT).n // => [0, 0, 0]
 */
export function emptyTally(scale: Scale): Tally {
  return { scale, n: new Array<number>(scaleSize(scale)).fill(0), weights: null, unanswered: NONE };
}

/**
 * Counts answers once.
 *
 * `null` and `undefined` are missing answers, never a category.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` (unless `invalid: "count"`), `WEIGHT_INVALID`, `INPUT_MISMATCH` when weights and answers differ in number,
 * `NAME_UNKNOWN` for another policy
 * @example
 * tallyOf(ZERO_TO_TEN, [10, 9, 8, 3, null]).n // => [0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1]
 */
export function tallyOf(scale: Scale, answers: readonly Answer[], options: TallyOptions = {}): Tally {
  const { weights, invalid: onInvalid = "throw" } = options;
  requireName("tallyOf", "policy for invalid answers", onInvalid, ["throw", "count"]);
  if (weights !== undefined && weights.length !== answers.length) {
    throw new MetricsError("INPUT_MISMATCH", `tallyOf: expected ${answers.length} weights, got ${weights.length}`, {
      answers: answers.length,
      weights: weights.length,
    });
  }
  const n = new Array<number>(scaleSize(scale)).fill(0);
  const sums = weights === undefined ? null : new WeightSumsBuilder(n.length);
  let [missing, notApplicable, invalid] = [0, 0, 0];
  for (const [row, answer] of answers.entries()) {
    const weight = sums?.parse(weights?.[row] as number, row);
    if (answer === null || answer === undefined) missing++;
    else if (answer === NOT_APPLICABLE) notApplicable++;
    else {
      const index = indexOf(scale, answer);
      if (index >= 0) {
        n[index]!++;
        if (weight !== undefined) sums?.add(index, weight);
      } else if (onInvalid === "count") invalid++;
      else
        throw new MetricsError(
          "ANSWER_OFF_SCALE",
          `tallyOf: expected an answer on ${scaleName(scale)}, got ${answerName(scale, answer)}`,
          { row, answer: answerName(scale, answer) },
        );
    }
  }
  return { scale, n, weights: sums?.build() ?? null, unanswered: { missing, notApplicable, invalid } };
}

/** What one scale point has collected, as it comes from SQL or a file. Without `w` every answer counts 1. */
export interface TallyCell {
  /** The answer: a scale point or a category code. */
  readonly point: number | string;
  readonly n: number;
  readonly w?: number | string | Decimal;
  /** Σ weight². */
  readonly ww?: number | string | Decimal;
}

/**
 * A tally from counted cells. Points that are not named collected nothing; a point named twice is added up.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE`, `ARGUMENT_INVALID` for a count that is negative or no whole number, `WEIGHT_INVALID` also for sums that
 * the counted answers cannot have, `INPUT_MISMATCH` when only some cells have weights
 * @example
 * tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 50 }, { point: 7, n: 30 }, { point: 0, n: 20 }]).n[10] // => 50
 */
export function tallyFromCells(scale: Scale, cells: readonly TallyCell[], unanswered: Partial<Unanswered> = {}): Tally {
  const n = new Array<number>(scaleSize(scale)).fill(0);
  const weighted = cells.some((cell) => cell.w !== undefined || cell.ww !== undefined);
  const sums = weighted ? new WeightSumsBuilder(n.length) : null;
  for (const cell of cells) {
    const index = indexOf(scale, cell.point);
    if (index < 0)
      throw new MetricsError(
        "ANSWER_OFF_SCALE",
        `tallyFromCells: expected a point of ${scaleName(scale)}, got ${answerName(scale, cell.point)}`,
        { point: answerName(scale, cell.point) },
      );
    n[index]! += requireCount("tallyFromCells", cell.n);
    if (sums === null) continue;
    if (cell.w === undefined || cell.ww === undefined) {
      throw new MetricsError("INPUT_MISMATCH", "tallyFromCells: expected w and ww on every cell or on none", {
        point: cell.point,
      });
    }
    sums.addSums(index, sums.parse(cell.w, index), sums.parse(cell.ww, index, 2));
  }
  const { missing = 0, notApplicable = 0, invalid = 0 } = unanswered;
  for (const count of [missing, notApplicable, invalid]) requireCount("tallyFromCells", count);
  const weights = sums?.build() ?? null;
  requireFit("tallyFromCells", weights, n);
  return { scale, n, weights, unanswered: { missing, notApplicable, invalid } };
}

/**
 * Adds two tallies of one scale. Associative and commutative; `emptyTally` changes nothing.
 *
 * @example
 * mergeTallies(tallyOf(SENTIMENT, [1, 3]), tallyOf(SENTIMENT, [3])).n // => [1, 0, 2]
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  requireScale("mergeTallies", b.scale, a.scale);
  return {
    scale: a.scale,
    n: a.n.map((count, i) => count + b.n[i]!),
    weights:
      a.weights === null && b.weights === null
        ? null
        : mergeWeightSums(a.weights ?? unitWeightSums(a.n), b.weights ?? unitWeightSums(b.n)),
    unanswered: {
      missing: a.unanswered.missing + b.unanswered.missing,
      notApplicable: a.unanswered.notApplicable + b.unanswered.notApplicable,
      invalid: a.unanswered.invalid + b.unanswered.invalid,
    },
  };
}

/**
 * Takes a part out of a tally: everybody else than a segment, or a whole without an erased response. The inverse of `mergeTallies`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` or `WEIGHT_INVALID` when `part` is not a part of `whole`
 * @example
 * subtractTallies(tallyOf(SENTIMENT, [1, 3, 3]), tallyOf(SENTIMENT, [3])).n // => [1, 0, 1]
 */
export function subtractTallies(whole: Tally, part: Tally): Tally {
  requireScale("subtractTallies", part.scale, whole.scale);
  const less = (a: number, b: number): number => requireCount("subtractTallies", a - b);
  const n = whole.n.map((count, i) => less(count, part.n[i]!));
  const weights =
    whole.weights === null && part.weights === null
      ? null
      : subtractWeightSums(whole.weights ?? unitWeightSums(whole.n), part.weights ?? unitWeightSums(part.n));
  requireFit("subtractTallies", weights, n);
  return {
    scale: whole.scale,
    n,
    weights,
    unanswered: {
      missing: less(whole.unanswered.missing, part.unanswered.missing),
      notApplicable: less(whole.unanswered.notApplicable, part.unanswered.notApplicable),
      invalid: less(whole.unanswered.invalid, part.unanswered.invalid),
    },
  };
}

/**
 * The same answers read on the reversed scale: x' = min + max − x, and the other direction.
 *
 * @example
 * reverseTally(tallyOf(SENTIMENT, [1, 3, 3])).n // => [2, 0, 1]
 */
export function reverseTally(tally: Tally): Tally {
  const { scale, n, weights, unanswered } = tally;
  return {
    scale: {
      ...scale,
      direction: scale.direction === "high_is_good" ? "low_is_good" : "high_is_good",
      codes: scale.codes === null ? null : [...scale.codes].reverse(),
    },
    n: [...n].reverse(),
    weights:
      weights === null ? null : { places: weights.places, w: [...weights.w].reverse(), ww: [...weights.ww].reverse() },
    unanswered,
  };
}

/**
 * The same answers without their weights: every answer counts 1.
 *
 * @example
 * unweighted(tallyOf(SENTIMENT, [1, 3], { weights: [0.5, 2] })).weights // => null
 */
export function unweighted(tally: Tally): Tally {
  return tally.weights === null ? tally : { ...tally, weights: null };
}

function requireFit(where: string, weights: WeightSums | null, n: readonly number[]): void {
  if (weights !== null && !fitCounts(weights, n)) {
    throw new MetricsError(
      "WEIGHT_INVALID",
      `${where}: expected Σw² ≤ (Σw)² ≤ n Σw² at every point, got sums that no ${n.join(" + ")} weights have`,
      { n },
    );
  }
}
