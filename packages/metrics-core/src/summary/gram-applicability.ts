import { type Answers, answerAt, requireColumn } from "./gram-answers.ts";
import type { Gram } from "./gram.ts";
import { gramOf, type GramOptions } from "./gram-of.ts";

/** The rows to which the same questions apply, with the Gram of those questions. */
export interface ApplicabilityGroup {
  /** Optional columns that these rows answered. */
  readonly applicable: readonly string[];
  readonly notApplicable: readonly string[];
  readonly gram: Gram;
}

/**
 * One Gram per group of rows to which the same questions apply: who met no voice menu has no opinion of it, and is analysed without it
 * instead of being dropped or given one.
 *
 * @param columns - all columns; listwise within a group
 * @param optional - those of them for which an empty answer means "does not apply"; an empty answer elsewhere is a missing one
 * @returns groups from most to fewest rows
 * @throws MetricsError `NAME_UNKNOWN`
 * @example
 * gramsByApplicability(answersOf({ nps: [9, 3, 5], menu: [null, 1, 2] }), ["nps", "menu"], ["menu"]).map(({ applicable, gram }) => [applicable, gram.n]) // => [[["menu"], 2], [[], 1]]
 */
export function gramsByApplicability(
  answers: Answers,
  columns: readonly string[],
  optional: readonly string[],
  options: Pick<GramOptions, "rows"> = {},
): readonly ApplicabilityGroup[] {
  const asked = optional.map((name) => requireColumn("gramsByApplicability", answers, name));
  const patterns = new Map<string, number[]>();
  const looked = options.rows ?? Int32Array.from({ length: answers.length }, (_, row) => row);
  for (const row of looked) {
    const pattern = asked.map((column) => (answerAt(column, row) === null ? "0" : "1")).join("");
    const rows = patterns.get(pattern);
    if (rows === undefined) patterns.set(pattern, [row]);
    else rows.push(row);
  }
  return [...patterns]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([pattern, rows]) => {
      const notApplicable = optional.filter((_, i) => pattern[i] === "0");
      return {
        applicable: optional.filter((_, i) => pattern[i] === "1"),
        notApplicable,
        gram: gramOf(
          answers,
          columns.filter((name) => !notApplicable.includes(name)),
          { rows: Int32Array.from(rows) },
        ),
      };
    });
}
