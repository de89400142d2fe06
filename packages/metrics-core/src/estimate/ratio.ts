import { bigQuotient } from "../numeric/big-quotient.ts";
import type { WeightSums } from "../summary/weight-sums.ts";
import type { Base } from "./base.ts";
import { type Estimated, type Evidence, type Flag, SMALL_BASE } from "./estimate.ts";
import type { Unit } from "./score.ts";

/**
 * Exact sums over people of a ratio Σwy / Σwt, in units of the weights: a share of mentions, the mean of an index.
 *
 * Linearisation needs Σw²(y − Rt)². It is formed from these integers without rounding, because with large counts the
 * plain difference of its three parts loses all digits.
 */
export interface RatioSums {
  /** Σ w y, Σ w t. */
  readonly y: bigint;
  readonly t: bigint;
  /** Σ w² y², Σ w² y t, Σ w² t². */
  readonly yy: bigint;
  readonly yt: bigint;
  readonly tt: bigint;
}

/** What is estimated: a share of two sums, or a mean in some unit. */
interface RatioTarget {
  readonly metric: string;
  readonly unit: Unit;
  readonly kind: "share" | "mean";
  readonly range: readonly [low: number, high: number];
  /** What a ratio of 1 is worth: 100 for points. Default 1. */
  readonly times?: number;
}

/** Ratio and Σw²(y − Rt)² / (Σwt)²; Σwt is not 0. */
function linearisedRatio({ y, t, yy, yt, tt }: RatioSums): { readonly value: number; readonly squares: number } {
  return { value: bigQuotient(y, t), squares: bigQuotient(yy * t * t - 2n * y * t * yt + y * y * tt, t ** 4n) };
}

/**
 * A ratio of two sums over people with its linearised standard error: √(n/(n − 1) · Σw²(y − Rt)²) / Σwt.
 *
 * One person may count several times above and below the line; the person is the unit that varies. Intervals of a share
 * rest on the number of independent answers that its standard error implies, R(1 − R)/SE².
 *
 * @param base - whom the ratio is about; not empty
 * @param people - all who were asked, n above; `oneAnswer` when one of them has all the weight
 * @see Lumley 2010, Complex Surveys, ch. 2 (linearisation of a ratio)
 */
export function ratioEstimate(
  target: RatioTarget,
  sums: RatioSums,
  base: Base,
  people: { readonly n: number; readonly oneAnswer: boolean },
): Estimated {
  const { metric, unit, kind, range, times = 1 } = target;
  const { value, squares } = linearisedRatio(sums);
  const standardError = people.oneAnswer ? null : Math.sqrt((squares * people.n) / (people.n - 1));
  const flags: Flag[] = [];
  if (squares === 0) flags.push("DEGENERATE_VARIANCE");
  if (base.valid < SMALL_BASE) flags.push("SMALL_BASE");
  const independent =
    standardError === null || standardError === 0 ? base.effective : (value * (1 - value)) / standardError ** 2;
  const evidence: Evidence = kind === "share" ? { kind, share: value, n: independent } : { kind, n: base.effective };
  return {
    status: "estimated",
    metric,
    unit,
    value: times * value,
    standardError: standardError === null ? null : times * standardError,
    base,
    flags,
    range,
    evidence,
    degreesOfFreedom: people.n - 1,
  };
}

/** The sums of y and t over counted cells, both whole numbers per cell. */
export function ratioSums(
  weights: WeightSums,
  of: (cell: number) => { readonly y: number; readonly t: number },
): RatioSums {
  let [y, t, yy, yt, tt] = [0n, 0n, 0n, 0n, 0n];
  for (const [cell, w] of weights.w.entries()) {
    if (w === 0n) continue;
    const each = of(cell);
    const [cy, ct, ww] = [BigInt(each.y), BigInt(each.t), weights.ww[cell]!];
    y += w * cy;
    t += w * ct;
    yy += ww * cy * cy;
    yt += ww * cy * ct;
    tt += ww * ct * ct;
  }
  return { y, t, yy, yt, tt };
}
