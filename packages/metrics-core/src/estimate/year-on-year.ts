import { MetricsError } from "../error.ts";
import { type Difference, differenceOf, type DifferenceOptions } from "./difference.ts";
import type { Estimate } from "./estimate.ts";
import { adjustFamily, type FamilyCorrection } from "./family.ts";
import { requireLevel } from "./level.ts";

/** What one may say about a change. `up` and `down` mean the number, not whether that is good. */
export type Verdict =
  /** It rose: separated from 0 after correction, and by as much as matters. */
  | "up"
  | "down"
  /** The answers do not show a change that matters; that is not proof of no change. */
  | "no_evidence"
  /** Fewer answers than the minimum in one of the two periods. */
  | "too_small"
  /** There is no earlier number, or it was measured in another way. */
  | "not_comparable";

/** One line of a table: a number now and a period earlier. */
export interface ChangeRow {
  readonly now: Estimate;
  /** `null` when there was no earlier measurement. */
  readonly before: Estimate | null;
  /** Whether the two measure the same: metric version, instrument, or a declared bridge between them. Default `true`. */
  readonly comparable?: boolean;
  /** The difference, where the same people answered twice (`pairedDifference`, `overlappingDifference`). Default: independent samples. */
  readonly difference?: Difference;
}

export interface PeriodChange {
  readonly verdict: Verdict;
  /** Now minus before; `null` when the two cannot be compared. */
  readonly difference: Difference | null;
  /** p corrected for the rows of the table; `null` without a test. */
  readonly adjustedP: number | null;
  /** Whether the adjusted p is below 1 − level. */
  readonly significant: boolean;
  /** Whether the difference is at least as large as the practical threshold. */
  readonly practical: boolean;
}

export interface ChangeOptions extends DifferenceOptions {
  /** Valid answers that both periods need. Default 30. */
  readonly minimumBase?: number;
  /** The smallest difference that matters, in the unit of the metric: 3 NPS points, 0.1 mark. Default 0. */
  readonly threshold?: number;
  /** Correction over the rows. Default Holm. */
  readonly family?: FamilyCorrection;
}

/**
 * Year on year, or any two periods: one verdict for each row of a table, with p values corrected for the number of rows.
 *
 * Rows that are too small or not comparable are not tested and do not count in the family.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a negative threshold or minimum base, and those of `differenceOf`
 * @see DEFINITIONS 9.6 of this library; Holm 1979 (default correction)
 * @example
 * changesOf([{ now: nps(tallyOf(ZERO_TO_TEN, [10, 9])), before: nps(tallyOf(ZERO_TO_TEN, [3, 8])) }]) // => [{ verdict: "too_small" }]
 */
export function changesOf(rows: readonly ChangeRow[], options: ChangeOptions = {}): readonly PeriodChange[] {
  const { minimumBase = 30, threshold = 0, family = "holm", ...differenceOptions } = options;
  const { level = 0.95 } = options;
  requireLevel("changesOf", level);
  requireNotNegative("minimumBase", minimumBase);
  requireNotNegative("threshold", threshold);
  const compared = rows.map((row) => compareRow(row, minimumBase, differenceOptions));
  const adjusted = adjustFamily(
    compared.map(({ p }) => p),
    family,
  );
  return compared.map(({ verdict, difference }, index) => {
    const adjustedP = adjusted[index]!;
    const value = difference?.status === "estimated" ? difference.value : null;
    const significant = adjustedP !== null && adjustedP < 1 - level;
    const practical = value !== null && value !== 0 && Math.abs(value) >= threshold;
    return {
      verdict: verdict ?? (significant && practical ? direction(value) : "no_evidence"),
      difference,
      adjustedP,
      significant,
      practical,
    };
  });
}

/** The verdict that needs no test, or `null` and what the test says. */
function compareRow(
  { now, before, comparable = true, difference }: ChangeRow,
  minimumBase: number,
  options: DifferenceOptions,
): { readonly verdict: Verdict | null; readonly difference: Difference | null; readonly p: number | null } {
  if (before === null || !comparable || now.metric !== before.metric) {
    return { verdict: "not_comparable", difference: null, p: null };
  }
  const change = difference ?? differenceOf(before, now, options);
  if (change.status === "suppressed" || Math.min(now.base.valid, before.base.valid) < minimumBase) {
    return { verdict: "too_small", difference: change, p: null };
  }
  return { verdict: null, difference: change, p: change.p };
}

function direction(value: number): Verdict {
  return value > 0 ? "up" : "down";
}

function requireNotNegative(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new MetricsError("ARGUMENT_INVALID", `changesOf: expected a ${name} of 0 or more, got ${value}`, {
      [name]: value,
    });
  }
}
