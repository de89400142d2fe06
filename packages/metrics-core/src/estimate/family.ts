import { MetricsError } from "../error.ts";

/** How the p values of one table are corrected for being many. */
export type FamilyCorrection = "benjamini-hochberg" | "bonferroni" | "holm" | "none";

/**
 * Holm's adjusted p values: rejecting those below α keeps the chance of even one false rejection below α.
 *
 * In the order given. `null` stands for a comparison without a test: it stays `null` and does not count in the family.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a p value outside 0–1
 * @see Holm 1979, Scandinavian J. Statistics 6, 65–70
 * @example
 * holm([0.01, 0.04, null, 0.03]) // => [0.03, 0.06, null, 0.06]
 */
export function holm(p: readonly (number | null)[]): readonly (number | null)[] {
  let highest = 0;
  return adjust("holm", p, "ascending", (value, rank, tests) => {
    highest = Math.max(highest, value * (tests - rank));
    return highest;
  });
}

/**
 * Benjamini-Hochberg adjusted p values: of those rejected below α, at most a share α is expected to be false.
 *
 * In the order given; `null` as in `holm`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a p value outside 0–1
 * @see Benjamini & Hochberg 1995, J. Royal Statistical Society B 57, 289–300
 * @example
 * benjaminiHochberg([0.01, 0.04, null, 0.03]) // => [0.03, 0.04, null, 0.04]
 */
export function benjaminiHochberg(p: readonly (number | null)[]): readonly (number | null)[] {
  let lowest = 1;
  return adjust("benjaminiHochberg", p, "descending", (value, rank, tests) => {
    lowest = Math.min(lowest, (value * tests) / (rank + 1));
    return lowest;
  });
}

/**
 * Bonferroni's adjusted p values: each times the number of tests. Holm's are never larger and give the same guarantee.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a p value outside 0–1
 * @example
 * bonferroni([0.25, 0.5, null]) // => [0.5, 1, null]
 */
export function bonferroni(p: readonly (number | null)[]): readonly (number | null)[] {
  return adjust("bonferroni", p, "ascending", (value, _, tests) => value * tests);
}

/**
 * Adjusted p values by the name of the correction.
 *
 * @example
 * adjustFamily([0.01, 0.04, 0.03], "holm") // => [0.03, 0.06, 0.06]
 */
export function adjustFamily(p: readonly (number | null)[], correction: FamilyCorrection): readonly (number | null)[] {
  switch (correction) {
    case "holm":
      return holm(p);
    case "benjamini-hochberg":
      return benjaminiHochberg(p);
    case "bonferroni":
      return bonferroni(p);
    case "none":
      return adjust("adjustFamily", p, "ascending", (value) => value);
    default:
      throw new MetricsError(
        "NAME_UNKNOWN",
        `adjustFamily: expected holm, benjamini-hochberg, bonferroni or none, got ${String(correction satisfies never)}`,
        { correction },
      );
  }
}

/** Walks through the p values by size; `rank` is 0 for the smallest. */
function adjust(
  where: string,
  p: readonly (number | null)[],
  order: "ascending" | "descending",
  each: (value: number, rank: number, tests: number) => number,
): readonly (number | null)[] {
  const tests = p.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const wrong = tests.find(({ value }) => !(value >= 0 && value <= 1));
  if (wrong !== undefined) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected p values from 0 to 1, got ${wrong.value}`, wrong);
  }
  tests.sort((a, b) => a.value - b.value);
  const adjusted: (number | null)[] = p.map(() => null);
  const ranks = tests.map((_, rank) => (order === "ascending" ? rank : tests.length - 1 - rank));
  for (const rank of ranks) {
    const { value, index } = tests[rank]!;
    adjusted[index] = Math.min(1, each(value, rank, tests.length));
  }
  return adjusted;
}
