import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, indexScore, meanScore, type Score, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { requireName } from "../name.ts";
import { CES_EASE_SCALE, CES_V1_SCALE, CES_V2_SCALE, requireScale, type Scale } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/**
 * Which effort item was asked. The three are different metrics and never pool:
 * `v1` "how much effort" 1–5, low is good; `v2` "made it easy" 1–7, high is good; `ease` "how easy" 1–5, high is good.
 */
export type CesVersion = "v1" | "v2" | "ease";

interface CesItem {
  readonly scale: Scale;
  readonly mean: Score;
  readonly index: Score;
  /** Share of customers for whom it was easy. */
  readonly easy: Score;
  /** Easy minus difficult, in points. */
  readonly net: Score;
}

/** Easy and difficult answers: v2 5–7 and 1–3, ease 4–5 and 1–2, v1 1–2 and 4–5 (little and much effort). */
function cesItem(version: CesVersion, scale: Scale, sign: (point: number) => 1 | 0 | -1): CesItem {
  return {
    scale,
    mean: meanScore(`ces.${version}`),
    index: indexScore(`ces.${version}.index`),
    easy: shareScore(`ces.${version}.easy`, (point) => sign(point) === 1),
    net: contrastScore(`ces.${version}.net_easy`, sign),
  };
}

export const CES_ITEMS: Readonly<Record<CesVersion, CesItem>> = {
  v1: cesItem("v1", CES_V1_SCALE, (point) => (point <= 2 ? 1 : point >= 4 ? -1 : 0)),
  v2: cesItem("v2", CES_V2_SCALE, (point) => (point >= 5 ? 1 : point <= 3 ? -1 : 0)),
  ease: cesItem("ease", CES_EASE_SCALE, (point) => (point >= 4 ? 1 : point <= 2 ? -1 : 0)),
};

/**
 * Customer Effort Score: the mean answer, in points of its own scale.
 *
 * v1 runs from 1 (little effort, good) to 5; v2 from 1 to 7 (strongly agree that it was easy, good); ease from 1 to 5 (easy, good).
 *
 * @throws MetricsError `SCALE_MISMATCH` when the answers are on the scale of another version, `NAME_UNKNOWN` for no version
 * @see Dixon, Freeman & Toman 2010, HBR 88 (v1); Dixon, Toman & DeLisi 2013 (v2)
 * @example
 * ces(tallyOf(CES_V2_SCALE, [7, 6, 5, 2]), "v2") // => { status: "estimated", value: 5 }
 */
export function ces(tally: Tally, version: CesVersion): Estimate {
  return cesStatistic("ces", tally, version, "mean");
}

/**
 * Effort on 0–100 where 100 is the least effort: v2 100 (mean − 1)/6, v1 100 (5 − mean)/4.
 *
 * @example
 * cesIndex(tallyOf(CES_V1_SCALE, [1, 2, 3]), "v1") // => { value: 75 }
 */
export function cesIndex(tally: Tally, version: CesVersion): Estimate {
  return cesStatistic("cesIndex", tally, version, "index");
}

/**
 * Share of customers for whom it was easy, 0 to 1: v2 5–7 ("at least somewhat agree"), ease 4–5, v1 1–2.
 *
 * @example
 * cesEasy(tallyOf(CES_V2_SCALE, [7, 6, 5, 2]), "v2") // => { value: 0.75 }
 */
export function cesEasy(tally: Tally, version: CesVersion): Estimate {
  return cesStatistic("cesEasy", tally, version, "easy");
}

/**
 * Net easy: share for whom it was easy minus share for whom it was difficult, in points from −100 to 100.
 *
 * @example
 * cesNetEasy(tallyOf(CES_V2_SCALE, [7, 6, 5, 2]), "v2") // => { value: 50 }
 */
export function cesNetEasy(tally: Tally, version: CesVersion): Estimate {
  return cesStatistic("cesNetEasy", tally, version, "net");
}

function cesStatistic(
  where: string,
  tally: Tally,
  version: CesVersion,
  statistic: "mean" | "index" | "easy" | "net",
): Estimate {
  requireName(where, "version", version, ["v1", "v2", "ease"]);
  const item = CES_ITEMS[version];
  requireScale(`${where} ${version}`, tally.scale, item.scale);
  return scoreMean(tally, item[statistic]);
}
