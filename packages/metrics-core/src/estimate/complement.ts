import { subtractTallies, type Tally } from "../summary/tally.ts";
import { type Difference, differenceOf, type DifferenceOptions } from "./difference.ts";
import type { Estimate } from "./estimate.ts";

/** A segment beside everybody else. */
export interface ComplementTest {
  readonly segment: Estimate;
  /** Everybody who is not in the segment. */
  readonly rest: Estimate;
  /** Segment minus rest. */
  readonly difference: Difference;
  /** Segment minus total, for a table that shows the total; its test is that of `difference`. `null` when that is suppressed. */
  readonly fromTotal: {
    readonly value: number;
    /** Of the value: the total holds the segment, so it is smaller than that of two independent samples. */
    readonly standardError: number | null;
  } | null;
}

/**
 * Compares a segment with everybody else, not with the total that contains it.
 *
 * The total is a mixture: total = s · segment + (1 − s) · rest with s the segment's share of the weight, so segment − total =
 * (1 − s)(segment − rest), and the two tests are one.
 *
 * @param metric - the metric of a tally, such as `nps` or `(tally) => topBox(tally, 2)`
 * @throws MetricsError `ARGUMENT_INVALID` when the segment is not a part of the whole, `SCALE_MISMATCH`, and those of `differenceOf`
 * @see Q documentation, "complement" tests of tables
 * @example
 * complementTest(tallyOf(ZERO_TO_TEN, [10, 9, 3, 8]), tallyOf(ZERO_TO_TEN, [10, 9]), nps).difference // => { value: 150 }
 */
export function complementTest(
  whole: Tally,
  segment: Tally,
  metric: (tally: Tally) => Estimate,
  options: DifferenceOptions = {},
): ComplementTest {
  const [inside, outside] = [metric(segment), metric(subtractTallies(whole, segment))];
  const difference = differenceOf(outside, inside, options);
  if (difference.status === "suppressed") return { segment: inside, rest: outside, difference, fromTotal: null };
  const { first, second, value, standardError } = difference;
  const elsewhere = first.weighted / (first.weighted + second.weighted);
  return {
    segment: inside,
    rest: outside,
    difference,
    fromTotal: {
      value: elsewhere * value,
      standardError: standardError === null ? null : elsewhere * standardError,
    },
  };
}
