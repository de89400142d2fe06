import { MetricsError } from "../error.ts";
import type { Estimate, Estimated, Evidence } from "../estimate/estimate.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { scaleSize } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** From proud to ambassador: each step is a share of the step before, with its own base. */
export interface AmbassadorFunnel {
  /** Share of the employees who are proud, 0 to 1. */
  readonly proud: Estimate;
  /** Of the proud, the share who talk to others about it. */
  readonly talking: Estimate;
  /** Share of all employees who are proud and talk about it: the product. */
  readonly ambassadors: Estimate;
}

/**
 * Ambassador funnel of employees: proud, talking about it, and both.
 *
 * `talks` is the answers of the proud only. The joint share is the product of the two; when every proud employee
 * answered it is the plain share of all, with the same interval. A step that nobody reached is suppressed with
 * `EMPTY_BASE`; when nobody is proud there are no ambassadors: 0.
 *
 * @param boxes - how many of the best points count as proud and as talking; default 1, "yes"
 * @throws MetricsError `ARGUMENT_INVALID` for a box that is empty or the whole scale
 * @example
 * ambassadors(
 *   tallyFromCells(YES_NO, [{ point: "yes", n: 600 }, { point: "no", n: 400 }]),
 *   tallyFromCells(YES_NO, [{ point: "yes", n: 120 }, { point: "no", n: 480 }]),
 * ) // => { proud: { value: 0.6 }, talking: { value: 0.2 }, ambassadors: { value: 0.12 } }
 */
export function ambassadors(
  proud: Tally,
  talks: Tally,
  boxes: { readonly proud?: number; readonly talks?: number } = {},
): AmbassadorFunnel {
  const first = bestShare("ambassadors.proud", proud, boxes.proud ?? 1);
  const second = bestShare("ambassadors.talking", talks, boxes.talks ?? 1);
  return { proud: first, talking: second, ambassadors: jointShare(first, second) };
}

function bestShare(metric: string, tally: Tally, box: number): Estimate {
  const size = scaleSize(tally.scale);
  if (!Number.isInteger(box) || box < 1 || box >= size) {
    throw new MetricsError("ARGUMENT_INVALID", `ambassadors: expected a box of 1 to ${size - 1} points, got ${box}`, {
      box,
      size,
    });
  }
  const highIsGood = tally.scale.direction === "high_is_good";
  return scoreMean(
    tally,
    shareScore(metric, (_, index) => (highIsGood ? index >= size - box : index < box)),
  );
}

/** p₁p₂ with variance p₂² var p₁ + p₁² var p₂, which is that of one share when the second step is complete. */
function jointShare(proud: Estimate, talking: Estimate): Estimate {
  const metric = "ambassadors";
  if (proud.status === "suppressed" || proud.value === 0) return { ...proud, metric };
  if (talking.status === "suppressed") return { ...talking, metric, base: proud.base };
  const value = proud.value * talking.value;
  const standardError = jointStandardError(proud, talking);
  const variance = (standardError ?? 0) ** 2;
  // With no variance of its own, a share of the second step is worth as many of all people as it has answers per proud one.
  const worth = Math.min(proud.base.effective, talking.base.effective / proud.value);
  const evidence: Evidence = {
    kind: "share",
    share: value,
    n: variance > 0 ? (value * (1 - value)) / variance : worth,
  };
  const flags = [...new Set([...proud.flags, ...talking.flags])];
  return {
    ...proud,
    metric,
    value,
    standardError,
    flags: flags.filter((flag) => flag !== "DEGENERATE_VARIANCE" || variance === 0),
    evidence,
  };
}

/** One proud employee either talks or not: a share of 0 or 1 adds no variance of its own. */
function jointStandardError(proud: Estimated, talking: Estimated): number | null {
  const second = talking.base.valid === 1 ? 0 : talking.standardError;
  if (proud.standardError === null || second === null) return null;
  return Math.hypot(talking.value * proud.standardError, proud.value * second);
}
