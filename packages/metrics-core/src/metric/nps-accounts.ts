import { MetricsError } from "../error.ts";
import type { Base } from "../estimate/base.ts";
import { contrastVariance } from "../estimate/contrast-interval.ts";
import { type Estimate, type Flag, SMALL_BASE, suppressed } from "../estimate/estimate.ts";
import { hasSums, type ScoreSums, scoreSums } from "../estimate/score-sums.ts";
import { requireScale, ZERO_TO_TEN } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { CLASSIC_CUTS, npsScoreFor } from "./nps.ts";

/** The answers of one business customer, of which several people may have answered. */
export interface Account {
  readonly tally: Tally;
  /** What the account is worth, in any one currency; needed by `revenue`. */
  readonly revenue?: number;
}

/** Who counts how much: every response the same, every account the same, or every euro the same. */
export type AccountWeighting = "pooled" | "mean" | "revenue";

/**
 * Net Promoter Score of business customers, with the account as the unit of sampling: points from −100 to 100.
 *
 * `pooled` counts responses, `mean` averages the scores of the accounts, `revenue` weights these by revenue; each is a metric of its own
 * (`nps.accounts.pooled`, …). People of one account answer alike, so the standard error comes from the accounts: cluster linearisation
 * A/(A − 1) Σ (c_a (θ_a − m)/C)², with A − 1 degrees of freedom, and intervals by Student's t. With one account there is neither.
 *
 * Accounts without a valid answer are left out; what their people did not answer stays in the base. Its weighted base is the number of
 * responses, of accounts, or the revenue.
 *
 * @throws MetricsError `SCALE_MISMATCH` for any other scale than 0–10, `WEIGHT_INVALID` for revenue that is missing, negative or not finite
 * @see Lumley 2010, Complex Surveys, chapter 3 (clusters); Reichheld & Markey 2011 (accounts)
 * @example
 * accountNps([{ tally: tallyOf(ZERO_TO_TEN, [10, 10, 10]) }, { tally: tallyOf(ZERO_TO_TEN, [3]) }], "mean") // => { value: 0, standardError: 100 }
 */
export function accountNps(accounts: readonly Account[], weighting: AccountWeighting): Estimate {
  const score = npsScoreFor(`nps.accounts.${weighting}`, CLASSIC_CUTS);
  const parts = accounts.flatMap(({ tally, revenue }, index): Part[] => {
    requireScale("accountNps", tally.scale, ZERO_TO_TEN);
    const sums = scoreSums(tally, score);
    if (!hasSums(sums)) return [{ base: sums, sums: null, weight: 0 }];
    return [{ base: sums.base, sums, weight: weightOf(weighting, sums, revenue, index) }];
  });
  const heard = parts.filter((part): part is Heard => part.sums !== null && part.weight > 0);
  const total = sum(heard, ({ weight }) => weight);
  const base = accountBase(parts, heard, total);
  if (heard.length === 0) return suppressed(score.metric, score.unit, base, "EMPTY_BASE");

  // Equal scores average to themselves, without the dust of adding shares of them.
  const same = heard.every(({ sums }) => sums.mean === heard[0]!.sums.mean);
  const value = same ? heard[0]!.sums.mean : sum(heard, ({ weight, sums }) => (weight / total) * sums.mean);
  const positive = sum(heard, ({ weight, sums }) => (weight / total) * sums.positive);
  const negative = sum(heard, ({ weight, sums }) => (weight / total) * sums.negative);
  const squares = sum(heard, ({ weight, sums }) => ((weight / total) * (sums.mean - value)) ** 2);
  const count = heard.length;
  const standardError = count > 1 ? Math.sqrt((squares * count) / (count - 1)) : null;
  const flags: Flag[] = [];
  if (squares === 0) flags.push("DEGENERATE_VARIANCE");
  if (base.valid < SMALL_BASE) flags.push("SMALL_BASE");
  // Answers that would be as precise, as the standard error tells; without one, the accounts themselves.
  const effective =
    standardError !== null && standardError > 0
      ? (1e4 * contrastVariance({ positive, negative, n: 1 })) / standardError ** 2
      : 1 / sum(heard, ({ weight }) => (weight / total) ** 2);
  return {
    status: "estimated",
    metric: score.metric,
    unit: score.unit,
    value,
    standardError,
    base,
    flags,
    range: score.range(ZERO_TO_TEN),
    evidence: { kind: "contrast", positive, negative, n: effective },
    degreesOfFreedom: count - 1,
  };
}

interface Part {
  readonly base: Base;
  readonly sums: ScoreSums | null;
  readonly weight: number;
}

interface Heard extends Part {
  readonly sums: ScoreSums;
}

function weightOf(
  weighting: AccountWeighting,
  { base }: ScoreSums,
  revenue: number | undefined,
  account: number,
): number {
  switch (weighting) {
    case "pooled":
      return base.weighted;
    case "mean":
      return 1;
    case "revenue":
      if (revenue !== undefined && Number.isFinite(revenue) && revenue >= 0) return revenue;
      throw new MetricsError(
        "WEIGHT_INVALID",
        `accountNps: expected a finite revenue of 0 or more, got ${revenue} at account ${account}`,
        { account },
      );
    default:
      throw new MetricsError(
        "NAME_UNKNOWN",
        `accountNps: expected pooled, mean or revenue, got ${String(weighting satisfies never)}`,
        { weighting },
      );
  }
}

/** The ledger of all accounts; the effective base is Kish's for the weights that the answers end up with. */
function accountBase(parts: readonly Part[], heard: readonly Heard[], total: number): Base {
  const all = (field: keyof Base): number => sum(parts, ({ base }) => base[field]);
  const squares = sum(heard, ({ base, weight }) => (weight / total) ** 2 / base.effective);
  return {
    eligible: all("eligible"),
    answered: all("answered"),
    valid: all("valid"),
    invalid: all("invalid"),
    missing: all("missing"),
    notApplicable: all("notApplicable"),
    weighted: total,
    effective: squares > 0 ? 1 / squares : 0,
  };
}

function sum<Item>(items: readonly Item[], each: (item: Item) => number): number {
  return items.reduce((total, item) => total + each(item), 0);
}
