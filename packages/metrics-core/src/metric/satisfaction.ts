import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, indexScore, meanScore, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { scaleSize } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/**
 * Satisfaction: the mean answer, in points of the question's own scale (a report mark, 1–5, 1–7, …).
 *
 * @example
 * satisfaction(tallyOf(REPORT_MARK, [8, 7, 6])) // => { status: "estimated", value: 7 }
 */
export function satisfaction(tally: Tally): Estimate {
  return scoreMean(tally, meanScore("satisfaction"));
}

/**
 * Satisfaction on 0–100, 100 is best: linear from one end of the scale to the other, so scales of different length can stand in one chart.
 * A report mark and a 1–5 item still do not measure the same thing.
 *
 * @example
 * satisfactionIndex(tallyOf(ONE_TO_FIVE, [4])) // => { value: 75 }
 */
export function satisfactionIndex(tally: Tally): Estimate {
  return scoreMean(tally, indexScore("satisfaction.index"));
}

/**
 * Top box: share of answers among the `k` best points, 0 to 1. Best is high or low as the scale says.
 *
 * @param k - number of points in the box; CSAT on 1–5 usually takes 2, a report mark 3 ("8 or higher")
 * @throws MetricsError `ARGUMENT_INVALID` unless 1 ≤ k < number of points
 * @example
 * topBox(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), 2) // => { value: 0.5 }
 */
export function topBox(tally: Tally, k: number): Estimate {
  return boxShare("topBox", tally, k, "best");
}

/**
 * Bottom box: share of answers among the `k` worst points, 0 to 1. On a report mark k = 5 is "insufficient".
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless 1 ≤ k < number of points
 * @example
 * bottomBox(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), 2) // => { value: 0.25 }
 */
export function bottomBox(tally: Tally, k: number): Estimate {
  return boxShare("bottomBox", tally, k, "worst");
}

/**
 * Net satisfaction: top box minus bottom box, in points from −100 to 100. Its id names the boxes: `satisfaction.net_2_1`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when the boxes are empty or overlap
 * @example
 * netSatisfaction(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), { top: 2, bottom: 2 }) // => { metric: "satisfaction.net_2_2", value: 25 }
 */
export function netSatisfaction(tally: Tally, boxes: { readonly top: number; readonly bottom: number }): Estimate {
  const { top, bottom } = boxes;
  const size = scaleSize(tally.scale);
  requireBox("netSatisfaction", top, size);
  requireBox("netSatisfaction", bottom, size);
  if (top + bottom > size) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `netSatisfaction: expected boxes that do not overlap on ${size} points, got ${top} and ${bottom}`,
      { top, bottom },
    );
  }
  const score = contrastScore(`satisfaction.net_${top}_${bottom}`, (_, index, scale) => {
    const fromBest = scale.direction === "high_is_good" ? size - 1 - index : index;
    return fromBest < top ? 1 : fromBest >= size - bottom ? -1 : 0;
  });
  return scoreMean(tally, score);
}

function boxShare(where: string, tally: Tally, k: number, side: "best" | "worst"): Estimate {
  const size = scaleSize(tally.scale);
  requireBox(where, k, size);
  const highEnd = (tally.scale.direction === "high_is_good") === (side === "best");
  const name = side === "best" ? "top" : "bottom";
  return scoreMean(
    tally,
    shareScore(`satisfaction.${name}_${k}`, (_, index) => (highEnd ? index >= size - k : index < k)),
  );
}

function requireBox(where: string, k: number, size: number): void {
  if (!Number.isInteger(k) || k < 1 || k >= size) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a box of 1 to ${size - 1} points, got ${k}`, {
      k,
      size,
    });
  }
}
