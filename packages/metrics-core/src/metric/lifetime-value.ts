import { MetricsError } from "../error.ts";
import type { Base } from "../estimate/base.ts";
import type { Estimate, Reason } from "../estimate/estimate.ts";
import { intervalOf } from "../estimate/interval.ts";
import { requireLevel } from "../estimate/level.ts";
import { jointBase } from "../estimate/risk-ratio.ts";
import { Decimal } from "../numeric/decimal.ts";
import type { ChurnByGroup } from "./churn.ts";

/** What a customer brings in and costs, per period. */
export interface LifetimeTerms {
  /** Margin per period, in money. */
  readonly margin: number;
  /** Discount rate per period, 0.1 for 10 %. */
  readonly discount: number;
}

/**
 * Simple customer lifetime value: margin × r/(1 + i − r), in money, at a constant retention rate r and discount rate i.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a margin that is not finite, a retention outside 0–1, a discount below 0,
 * or a customer who never leaves at no discount
 * @see Gupta & Lehmann 2003, J. Interactive Marketing 17; 2005, Managing Customers as Investments
 * @example
 * lifetimeValue({ margin: 100, retention: 0.9, discount: 0.1 }) // => 450
 */
export function lifetimeValue(terms: LifetimeTerms & { readonly retention: number }): number {
  const { margin, retention, discount } = terms;
  const valid =
    [margin, retention, discount].every(Number.isFinite) && retention >= 0 && retention <= 1 && discount >= 0;
  if (!valid || retention >= 1 + discount) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `lifetimeValue: expected a margin, a retention of 0 to 1 and below 1 + a discount of 0 or more, got ${margin}, ${retention}, ${discount}`,
      { margin, retention, discount },
    );
  }
  const value = worth(terms, retention);
  if (Number.isFinite(value)) return value;
  throw new MetricsError(
    "ARGUMENT_INVALID",
    `lifetimeValue: expected a margin that leaves a finite value, got ${margin}`,
    {
      margin,
    },
  );
}

/** In decimals: 1 + 0.1 − 0.9 in doubles is not 0.2. Infinite for who never leaves at no discount. */
function worth({ margin, discount }: LifetimeTerms, retention: number | Decimal): number {
  return new Decimal(margin).times(retention).div(new Decimal(1).plus(discount).minus(retention)).toNumber();
}

/** How customers move when NPS rises by one point. */
export type NpsPath = "detractor_to_passive" | "passive_to_promoter" | "detractor_to_promoter";

/** Money per customer for one NPS point, or why it is not known. */
export type NpsPointValue =
  | {
      readonly status: "estimated";
      readonly metric: "nps_point_value";
      readonly unit: "money";
      readonly path: NpsPath;
      readonly value: number;
      /** By the delta method; `null` with one customer in a group. */
      readonly standardError: number | null;
      /** From the Wilson limits of both churn rates; `null` when one customer has all the weight, or a limit is worth infinitely much. */
      readonly interval: {
        readonly level: number;
        readonly method: "mover";
        readonly low: number;
        readonly high: number;
      } | null;
      readonly base: Base;
    }
  | {
      readonly status: "suppressed";
      readonly metric: "nps_point_value";
      readonly unit: "money";
      readonly path: NpsPath;
      readonly value: null;
      /** `DIVISION_BY_ZERO`: a group in which nobody leaves is worth infinitely much at no discount. */
      readonly reason: Reason;
      readonly base: Base;
    };

/** NPS points when the whole base moves along a path. */
const POINTS = { detractor_to_passive: 100, passive_to_promoter: 100, detractor_to_promoter: 200 } as const;

/**
 * Value of one NPS point: difference in lifetime value of the two groups of a path, per customer of the base and per
 * point. One point is 1 % of the customers moving one group up, or 0.5 % moving from detractor to promoter.
 *
 * Rests on the churn of the groups as they are; that customers who are moved behave like their new group is an
 * assumption.
 *
 * @param options - `level` of the interval, default 0.95
 * @throws MetricsError `ARGUMENT_INVALID` as `lifetimeValue`, or for a level outside (0, 1)
 * @see Gupta & Lehmann 2003; Zou & Donner 2008, Statistics in Medicine 27 (interval from the limits of the parts)
 * @example
 * const churn = churnByGroup(crosstabFromCells(ZERO_TO_TEN, CHURN, [
 *   { row: 10, column: "stayed", n: 920 }, { row: 10, column: "churned", n: 80 },
 *   { row: 3, column: "stayed", n: 900 }, { row: 3, column: "churned", n: 100 },
 * ]));
 * npsPointValue(churn, { margin: 100, discount: 0.1 }, "detractor_to_promoter") // => { value: 0.3055555555555558 }
 */
export function npsPointValue(
  churn: Pick<ChurnByGroup, "promoters" | "passives" | "detractors">,
  terms: LifetimeTerms,
  path: NpsPath,
  options: { readonly level?: number } = {},
): NpsPointValue {
  const { level = 0.95 } = options;
  requireLevel("npsPointValue", level);
  lifetimeValue({ ...terms, retention: 0 });
  const [from, to] = {
    detractor_to_passive: [churn.detractors, churn.passives] as const,
    passive_to_promoter: [churn.passives, churn.promoters] as const,
    detractor_to_promoter: [churn.detractors, churn.promoters] as const,
  }[path];
  const about = { metric: "nps_point_value", unit: "money", path, base: jointBase(from.base, to.base) } as const;
  const suppressed = (reason: Reason): NpsPointValue => ({ ...about, status: "suppressed", value: null, reason });
  if (from.status === "suppressed") return suppressed(from.reason);
  if (to.status === "suppressed") return suppressed(to.reason);
  const [a, b] = [groupValue(from, terms, level), groupValue(to, terms, level)];
  if (!Number.isFinite(a.value) || !Number.isFinite(b.value)) return suppressed("DIVISION_BY_ZERO");
  const points = POINTS[path];
  const value = b.value - a.value;
  const standardError =
    a.standardError === null || b.standardError === null ? null : Math.hypot(a.standardError, b.standardError);
  const interval =
    a.limits === null || b.limits === null
      ? null
      : {
          level,
          method: "mover" as const,
          low: (value - Math.hypot(b.value - b.limits[0], a.limits[1] - a.value)) / points,
          high: (value + Math.hypot(b.limits[1] - b.value, a.value - a.limits[0])) / points,
        };
  return {
    ...about,
    status: "estimated",
    value: value / points,
    standardError: standardError === null ? null : standardError / points,
    interval,
  };
}

interface GroupValue {
  readonly value: number;
  readonly standardError: number | null;
  /** Lifetime value at the limits of the churn rate; `null` where there are none, or one is infinite. */
  readonly limits: readonly [low: number, high: number] | null;
}

function groupValue(
  churn: Extract<Estimate, { status: "estimated" }>,
  terms: LifetimeTerms,
  level: number,
): GroupValue {
  const worthAt = (lost: number): number => worth(terms, new Decimal(1).minus(lost));
  const loss = terms.discount + churn.value;
  const slope = (Math.abs(terms.margin) / loss) * ((1 + terms.discount) / loss);
  const interval = intervalOf(churn, { level, method: "wilson" });
  const atLimits = interval === null ? null : [worthAt(interval.high), worthAt(interval.low)];
  return {
    value: worthAt(churn.value),
    standardError: churn.standardError === null ? null : slope * churn.standardError,
    // A negative margin turns the limits.
    limits:
      atLimits === null || !atLimits.every(Number.isFinite) ? null : [Math.min(...atLimits), Math.max(...atLimits)],
  };
}
