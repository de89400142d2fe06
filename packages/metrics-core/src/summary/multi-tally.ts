import { MetricsError } from "../error.ts";
import type { Decimal } from "../numeric/decimal.ts";
import { chosenOptions, type MultiAnswer, type MultiQuestion, requireSameQuestion } from "./multi-question.ts";
import {
  mergeTallies,
  NOT_APPLICABLE,
  subtractTallies,
  type Tally,
  tallyFromCells,
  type TallyCell,
  type TallyOptions,
  type Unanswered,
} from "./tally.ts";
import { type WeightSums, WeightSumsBuilder } from "./weight-sums.ts";

/**
 * Weighted counts of a question with several choices: who was asked, who cites at least one option, and every pair of
 * options chosen together. The pairs make it possible to test one option against another, of the same people, without
 * their rows.
 */
export interface MultiTally {
  readonly question: MultiQuestion;
  /**
   * People, unweighted: [asked, citing at least one, then options i ≤ j chosen together, row after row]. Where i = j,
   * who chose i. `citingSlot` and `pairSlot` say where to look.
   */
  readonly n: readonly number[];
  /** Per slot Σ weight and Σ weight², exactly; `null` when everybody counts 1. */
  readonly weights: WeightSums | null;
  readonly unanswered: Unanswered;
}

/**
 * What one slot has collected. `options` is [] for everybody asked, "any" for who cites at least one, [a] for an
 * option, [a, b] for a pair.
 */
export interface MultiCell {
  readonly options: "any" | readonly [] | readonly [string] | readonly [string, string];
  readonly n: number;
  readonly w?: number | string | Decimal;
  /** Σ weight². */
  readonly ww?: number | string | Decimal;
}

export const ASKED_SLOT = 0;
export const CITING_SLOT = 1;

/** Where the pair of options i and j is counted; i = j is the option itself. */
export function pairSlot({ options }: MultiQuestion, i: number, j: number): number {
  const [low, high] = i <= j ? [i, j] : [j, i];
  return 2 + low * options.length - (low * (low - 1)) / 2 + (high - low);
}

/**
 * The multi-response tally of nobody: the neutral element of `mergeMultiTallies`.
 *
 * @example
 * emptyMultiTally(multiQuestion(["price", "service"])).n // => [0, 0, 0, 0, 0]
 */
export function emptyMultiTally(question: MultiQuestion): MultiTally {
  return multiTallyOf(question, []);
}

/**
 * Counts answers once. An empty list, or the option that excludes all others, is an answer that cites nothing; `null`
 * is no answer.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` for an unknown option, too many, or "none" with others (unless `invalid:
 * "count"`), `WEIGHT_INVALID`, `INPUT_MISMATCH` when weights and answers differ in number
 * @example
 * multiTallyOf(multiQuestion(["price", "service"]), [["price"], ["price", "service"], []]).n // => [3, 2, 2, 1, 1]
 */
export function multiTallyOf(
  question: MultiQuestion,
  answers: readonly MultiAnswer[],
  options: TallyOptions = {},
): MultiTally {
  const { weights, invalid: onInvalid = "throw" } = options;
  if (weights !== undefined && weights.length !== answers.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `multiTallyOf: expected ${answers.length} weights, got ${weights.length}`,
      {
        answers: answers.length,
        weights: weights.length,
      },
    );
  }
  const n = new Array<number>(slots(question)).fill(0);
  const sums = weights === undefined ? null : new WeightSumsBuilder(n.length);
  let [missing, notApplicable, invalid] = [0, 0, 0];
  for (const [row, answer] of answers.entries()) {
    const weight = sums?.parse(weights?.[row] as number, row);
    if (answer === null || answer === undefined) missing++;
    else if (answer === NOT_APPLICABLE) notApplicable++;
    else {
      const chosen = chosenOptions(question, answer);
      if (chosen === null) {
        if (onInvalid === "throw") throw invalidChoice(question, row, answer);
        invalid++;
        continue;
      }
      for (const slot of slotsOf(question, chosen)) {
        n[slot]!++;
        if (weight !== undefined) sums?.add(slot, weight);
      }
    }
  }
  return { question, n, weights: sums?.build() ?? null, unanswered: { missing, notApplicable, invalid } };
}

/**
 * A multi-response tally from counted cells. Cells that are not named collected nothing; a cell named twice is added
 * up.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` for an unknown option, `ARGUMENT_INVALID` for counts that nobody can have
 * given (more choose an option than cite any), `WEIGHT_INVALID`, `INPUT_MISMATCH` when only some cells have weights
 * @example
 * multiTallyFromCells(multiQuestion(["price", "service"]), [
 *   { options: [], n: 300 }, { options: "any", n: 200 }, { options: ["price"], n: 140 }, { options: ["service"], n: 110 },
 *   { options: ["price", "service"], n: 50 },
 * ]).n // => [300, 200, 140, 50, 110]
 */
export function multiTallyFromCells(
  question: MultiQuestion,
  cells: readonly MultiCell[],
  unanswered: Partial<Unanswered> = {},
): MultiTally {
  const at = (code: string): number => {
    const index = question.options.indexOf(code);
    if (index >= 0) return index;
    throw new MetricsError(
      "ANSWER_OFF_SCALE",
      `multiTallyFromCells: expected one of ${question.options.join(", ")}, got another text`,
      { options: question.options },
    );
  };
  const flat = cells.map(({ options, ...sums }): TallyCell => {
    if (options === "any") return { ...sums, point: CITING_SLOT };
    const [first, second = first] = options;
    if (first === undefined || second === undefined) return { ...sums, point: ASKED_SLOT };
    return { ...sums, point: pairSlot(question, at(first), at(second)) };
  });
  const multi = fromSlots(question, tallyFromCells(slotScale(question), flat, unanswered));
  requirePossible(multi);
  return multi;
}

/**
 * Adds two tallies of one question. Associative and commutative; `emptyMultiTally` changes nothing.
 *
 * @example
 * const why = multiQuestion(["price", "service"]);
 * mergeMultiTallies(multiTallyOf(why, [["price"]]), multiTallyOf(why, [["price", "service"], []])).n // => [3, 2, 2, 1, 1]
 */
export function mergeMultiTallies(a: MultiTally, b: MultiTally): MultiTally {
  requireSameQuestion("mergeMultiTallies", b.question, a.question);
  return fromSlots(a.question, mergeTallies(slotTally(a), slotTally(b)));
}

/**
 * Takes a part out of a multi-response tally. The inverse of `mergeMultiTallies`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * const why = multiQuestion(["price", "service"]);
 * subtractMultiTallies(multiTallyOf(why, [["price"], ["service"]]), multiTallyOf(why, [["price"]])).n // => [1, 1, 0, 0, 1]
 */
export function subtractMultiTallies(whole: MultiTally, part: MultiTally): MultiTally {
  requireSameQuestion("subtractMultiTallies", part.question, whole.question);
  return fromSlots(whole.question, subtractTallies(slotTally(whole), slotTally(part)));
}

/** Every slot a person counts in. */
function* slotsOf(question: MultiQuestion, chosen: readonly number[]): Iterable<number> {
  yield ASKED_SLOT;
  if (chosen.length > 0) yield CITING_SLOT;
  for (const [at, i] of chosen.entries()) {
    for (const j of chosen.slice(at)) yield pairSlot(question, i, j);
  }
}

function slots({ options }: MultiQuestion): number {
  return 2 + (options.length * (options.length + 1)) / 2;
}

/** Slots are no points of a scale, but they add up like them. */
function slotScale(question: MultiQuestion): Tally["scale"] {
  return { min: 0, max: slots(question) - 1, step: 1, direction: "high_is_good", codes: null };
}

function slotTally({ question, n, weights, unanswered }: MultiTally): Tally {
  return { scale: slotScale(question), n, weights, unanswered };
}

function fromSlots(question: MultiQuestion, { n, weights, unanswered }: Tally): MultiTally {
  return { question, n, weights, unanswered };
}

function requirePossible({ question, n, weights }: MultiTally): void {
  const inside = (part: number, whole: number): boolean =>
    n[part]! <= n[whole]! && (weights === null || weights.w[part]! <= weights.w[whole]!);
  const possible = question.options.every(
    (_, i) =>
      inside(pairSlot(question, i, i), CITING_SLOT) &&
      question.options.every((__, j) => inside(pairSlot(question, i, j), pairSlot(question, i, i))),
  );
  if (!possible || !inside(CITING_SLOT, ASKED_SLOT)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      "multiTallyFromCells: expected pairs ≤ option ≤ citing ≤ asked, got a part that is larger than its whole",
      { n },
    );
  }
}

function invalidChoice({ options }: MultiQuestion, row: number, answer: readonly string[]): MetricsError {
  const choices: unknown = answer;
  const got = Array.isArray(choices)
    ? answer.map((choice) => (options.includes(choice) ? choice : "another text")).join(", ")
    : "no list";
  return new MetricsError("ANSWER_OFF_SCALE", `multiTallyOf: expected choices that the question allows, got ${got}`, {
    row,
  });
}
