import type { Estimate } from "../estimate/estimate.ts";
import { holm } from "../estimate/family.ts";
import { requireLevel } from "../estimate/level.ts";
import { normalTwoSidedP } from "../numeric/normal.ts";
import { requireSameQuestion } from "../summary/multi-question.ts";
import type { MultiTally } from "../summary/multi-tally.ts";
import { compareReasons, type ReasonContrast } from "./reason-contrast.ts";

/** Whether two reasons stand in opposite order in two groups. */
export interface OrderSwap {
  readonly first: string;
  readonly second: string;
  /** The order in each group. */
  readonly here: ReasonContrast;
  readonly there: ReasonContrast;
  /** Difference of the two differences, in points, and its test; `null` where one of them has no standard error. */
  readonly interaction: { readonly difference: number; readonly z: number; readonly p: number } | null;
  /**
   * The largest p value of the three that must hold: separated here, separated there, and the difference of
   * differences. 1 when both groups have the same order; `null` when a group is empty.
   */
  readonly p: number | null;
}

/**
 * Whether one group cites `first` more than `second` and the other the reverse.
 *
 * A swap is claimed only when each group separates the two reasons and the difference of differences is significant
 * too; the largest of the three p values is the p value of the claim, because all must hold (an intersection-union
 * test).
 *
 * @throws MetricsError as `compareReasons`, and `SCALE_MISMATCH` when the groups answered other questions
 * @see Berger 1982, Technometrics 24 (intersection-union tests)
 * @example
 * const sector = (price: number, service: number) =>
 *   multiTallyFromCells(multiQuestion(["price", "service"]), [
 *     { options: [], n: 300 }, { options: "any", n: 300 }, { options: ["price"], n: price }, { options: ["service"], n: service },
 *   ]);
 * orderSwap(sector(90, 150), sector(150, 90), "price", "service").here.difference // => { value: -20 }
 */
export function orderSwap(here: MultiTally, there: MultiTally, first: string, second: string): OrderSwap {
  requireSameQuestion("orderSwap", there.question, here.question);
  const [a, b] = [compareReasons(here, first, second), compareReasons(there, first, second)];
  const interaction = interactionOf(a.difference, b.difference);
  const empty = a.p === null || b.p === null;
  const opposite = Math.sign(a.z ?? 0) * Math.sign(b.z ?? 0) === -1;
  const p = empty ? null : opposite && interaction !== null ? Math.max(a.p, b.p, interaction.p) : 1;
  return { first, second, here: a, there: b, interaction, p };
}

/** A swap between two named groups, corrected for all that were looked at. */
export interface NamedSwap extends OrderSwap {
  readonly groups: readonly [here: string, there: string];
  /** Holm's, over all pairs of groups and of reasons. */
  readonly adjustedP: number;
}

/**
 * All swaps of order among groups, for example sectors, that are significant after Holm's correction over every pair of
 * groups and of reasons.
 *
 * @throws MetricsError as `orderSwap`, and `ARGUMENT_INVALID` for a level outside (0, 1)
 * @example
 * const sector = (price: number, service: number) => multiTallyFromCells(multiQuestion(["price", "service"]), [
 *   { options: [], n: 300 }, { options: "any", n: 300 }, { options: ["price"], n: price }, { options: ["service"], n: service },
 * ]);
 * orderSwaps([{ name: "banks", reasons: sector(90, 150) }, { name: "energy", reasons: sector(150, 90) }])
 * // => [{ groups: ["banks", "energy"], first: "price", second: "service", here: { difference: { value: -20 } } }]
 */
export function orderSwaps(
  groups: readonly { readonly name: string; readonly reasons: MultiTally }[],
  options: { readonly level?: number } = {},
): readonly NamedSwap[] {
  const { level = 0.95 } = options;
  requireLevel("orderSwaps", level);
  const pairsOf = <T>(all: readonly T[]): (readonly [T, T])[] =>
    all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
  const swaps = pairsOf(groups).flatMap(([here, there]) =>
    pairsOf(here.reasons.question.options).map(([first, second]) => ({
      ...orderSwap(here.reasons, there.reasons, first, second),
      groups: [here.name, there.name] as const,
    })),
  );
  const adjusted = holm(swaps.map(({ p }) => p));
  return swaps.flatMap((swap, at) => {
    const adjustedP = adjusted[at] ?? null;
    return adjustedP !== null && adjustedP <= 1 - level ? [{ ...swap, adjustedP }] : [];
  });
}

function interactionOf(a: Estimate, b: Estimate): OrderSwap["interaction"] {
  if (a.status === "suppressed" || b.status === "suppressed") return null;
  if (a.standardError === null || b.standardError === null) return null;
  const standardError = Math.hypot(a.standardError, b.standardError);
  if (standardError === 0) return null;
  const difference = a.value - b.value;
  const z = difference / standardError;
  return { difference, z, p: normalTwoSidedP(z) };
}
