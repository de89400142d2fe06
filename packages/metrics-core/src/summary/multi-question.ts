import { MetricsError } from "../error.ts";
import { NOT_APPLICABLE } from "./tally.ts";

/**
 * A question on which people may choose several options.
 *
 * Two questions are the same one when all of this is equal: a list that allows three choices is not comparable to a
 * free one, and texts coded by another code book are other reasons.
 */
export interface MultiQuestion {
  readonly options: readonly string[];
  /**
   * The option that excludes all others ("none of these"), if there is one; choosing it is an answer that cites
   * nothing.
   */
  readonly none: string | null;
  /** How many options one person may choose; `null` for any number. */
  readonly limit: number | null;
  /** Version of the code book when open texts were coded afterwards; `null` for a closed list. */
  readonly coding: string | null;
}

/** One person's choices, an empty list for "nothing", or the reason there is no answer. */
export type MultiAnswer = readonly string[] | null | undefined | typeof NOT_APPLICABLE;

/** Pairs of options are counted, so their number grows with the square. */
export const MAX_OPTIONS = 250;

/**
 * A multi-response question.
 *
 * @throws MetricsError `SCALE_INVALID` for no or more than 250 options, an option that stands twice or is also `none`,
 * or a limit below 1
 * @example
 * multiQuestion(["price", "service"], { none: "no reason" }) // => { options: ["price", "service"], none: "no reason", limit: null, coding: null }
 */
export function multiQuestion(
  options: readonly string[],
  rules: { readonly none?: string; readonly limit?: number; readonly coding?: string } = {},
): MultiQuestion {
  const { none = null, limit = null, coding = null } = rules;
  const different = new Set(none === null ? options : [...options, none]).size;
  const named = options.length + (none === null ? 0 : 1);
  const limited = limit === null || (Number.isInteger(limit) && limit >= 1);
  if (options.length < 1 || options.length > MAX_OPTIONS || different !== named || !limited) {
    throw new MetricsError(
      "SCALE_INVALID",
      `multiQuestion: expected 1 to ${MAX_OPTIONS} different options and a limit of 1 or more, got ${named} codes, ${different} of them different, limit ${limit}`,
      { options, none, limit },
    );
  }
  return { options: [...options], none, limit, coding };
}

/**
 * The chosen options by index, ascending; `null` when the choice breaks a rule of the question. An option named twice
 * counts once.
 */
export function chosenOptions(question: MultiQuestion, choices: readonly string[]): readonly number[] | null {
  if (!Array.isArray(choices)) return null; // a choice without its list, as data may have it
  const { options, none, limit } = question;
  if (none !== null && choices.includes(none)) return choices.every((choice) => choice === none) ? [] : null;
  const chosen = new Set<number>();
  for (const choice of choices) {
    const index = options.indexOf(choice);
    if (index < 0) return null;
    chosen.add(index);
  }
  return limit !== null && chosen.size > limit ? null : [...chosen].sort((a, b) => a - b);
}

/** @throws MetricsError `SCALE_MISMATCH` unless the two are the same question */
export function requireSameQuestion(where: string, got: MultiQuestion, expected: MultiQuestion): void {
  if (got === expected) return;
  const key = ({ options, none, limit, coding }: MultiQuestion): string =>
    JSON.stringify([options, none, limit, coding]);
  if (key(got) !== key(expected)) {
    throw new MetricsError("SCALE_MISMATCH", `${where}: expected the question ${key(expected)}, got ${key(got)}`, {
      expected,
      got,
    });
  }
}
