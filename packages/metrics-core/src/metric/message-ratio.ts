import { type Estimate, type Evidence, suppressed } from "../estimate/estimate.ts";
import { bigQuotient } from "../numeric/big-quotient.ts";
import type { NegativeShare } from "./message-counts.ts";

/** Negative to positive messages, or the inverse. */
export type RatioDirection = "negative-to-positive" | "positive-to-negative";

/**
 * The share of negative messages, read as a ratio. Suppressed with `DIVISION_BY_ZERO` when the denominator is 0.
 *
 * No symmetric standard error: a ratio is skewed. Its intervals turn the limits q of the share into q/(1 − q), or are
 * symmetric on the logarithm.
 */
export function messageRatio(metric: string, direction: RatioDirection, counted: NegativeShare): Estimate {
  const { share, negative, positive } = counted;
  if (share.status === "suppressed") return suppressed(metric, "ratio", share.base, share.reason);
  const [above, below] = direction === "negative-to-positive" ? [negative, positive] : [positive, negative];
  if (below === 0n) return suppressed(metric, "ratio", share.base, "DIVISION_BY_ZERO");
  const { n } = share.evidence as Extract<Evidence, { kind: "share" }>; // that is what a share carries
  return {
    ...share,
    metric,
    unit: "ratio",
    value: bigQuotient(above, below),
    standardError: null,
    range: [0, Number.POSITIVE_INFINITY],
    evidence: { kind: "odds", share: bigQuotient(above, above + below), n },
  };
}
