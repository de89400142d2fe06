import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { answerName, indexOf, pointOf, scaleName } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** One category or scale point with its share of the valid answers. */
export interface CategoryShare {
  /** The category code, or the scale point as text. */
  readonly code: string;
  /** Answers, unweighted. */
  readonly count: number;
  /** 0 to 1. */
  readonly share: Estimate;
}

export interface Shares {
  readonly categories: readonly CategoryShare[];
  /** What is left when only some categories are listed: `null` when all are. It says nothing about how those people answered. */
  readonly unstated: CategoryShare | null;
}

/**
 * Distribution over categories or scale points. Shares of one question sum to 1 together with `unstated`.
 *
 * @param listed - codes or points to tell apart, in this order; all others become `unstated`
 * @throws MetricsError `ANSWER_OFF_SCALE` for a listed category that the question does not have, `ARGUMENT_INVALID` for one that stands twice
 * @example
 * shares(tallyOf(EXPECTATION, ["as", "as", "above", "below"]), ["as", "above"]).unstated // => { code: "unstated", count: 1 }
 */
export function shares(tally: Tally, listed?: readonly (string | number)[]): Shares {
  const { scale } = tally;
  const indexes =
    listed === undefined ? tally.n.map((_, index) => index) : listed.map((category) => listedIndex(tally, category));
  if (new Set(indexes).size !== indexes.length) {
    throw new MetricsError("ARGUMENT_INVALID", "shares: expected every category once, got one twice", { listed });
  }
  const shareOf = (code: string, holds: (index: number) => boolean): CategoryShare => ({
    code,
    count: tally.n.reduce((sum, n, index) => (holds(index) ? sum + n : sum), 0),
    share: scoreMean(
      tally,
      shareScore(`share.${code}`, (_, index) => holds(index)),
    ),
  });
  return {
    categories: indexes.map((at) => shareOf(scale.codes?.[at] ?? String(pointOf(scale, at)), (index) => index === at)),
    unstated: indexes.length === tally.n.length ? null : shareOf("unstated", (index) => !indexes.includes(index)),
  };
}

function listedIndex({ scale }: Tally, category: string | number): number {
  const blank = typeof category === "string" && category.trim() === "";
  const index = blank ? -1 : indexOf(scale, scale.codes === null ? Number(category) : category);
  if (index < 0)
    throw new MetricsError(
      "ANSWER_OFF_SCALE",
      `shares: expected a category of ${scaleName(scale)}, got ${answerName(scale, category)}`,
      {
        category: answerName(scale, category),
      },
    );
  return index;
}
