import { trendOf, type TrendResult } from "@klik/metrics-core/comparison";
import type { Context } from "../context.ts";
import { periodNumber } from "../plan/period.ts";
import { groupText } from "../plan/scope.ts";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import { EstimateType, ReasonType, rounded, roundArguments, StatusType, type TracedEstimate } from "./estimate.ts";
import type { Origin } from "./measured.ts";
import type { Segment, SegmentRows } from "./segment.ts";

const estimatedOf = (trend: TrendResult) => (trend.status === "estimated" ? trend : null);

const TrendType = builder.objectRef<TrendResult>("Trend").implement({
  description:
    "A straight line through the periods of the answer, each weighted by its precision (metric trend.slope), and whether they differ at all.",
  fields: (t) => ({
    slope: t.field({
      type: "Decimal",
      nullable: true,
      description: "Change per period, in the unit of the value. Null when suppressed.",
      args: roundArguments,
      resolve: (trend, { round }) => {
        const slope = estimatedOf(trend)?.slope;
        return slope === undefined ? null : rounded(slope, round);
      },
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of its confidence interval.",
      args: roundArguments,
      resolve: (trend, { round }) => {
        const low = estimatedOf(trend)?.interval.low;
        return low === undefined ? null : rounded(low, round);
      },
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound.",
      args: roundArguments,
      resolve: (trend, { round }) => {
        const high = estimatedOf(trend)?.interval.high;
        return high === undefined ? null : rounded(high, round);
      },
    }),
    standardError: t.field({
      type: "Decimal",
      nullable: true,
      description: "Of the slope.",
      resolve: (trend) => estimatedOf(trend)?.standardError ?? null,
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "Two-sided p value of no linear trend.",
      resolve: (trend) => estimatedOf(trend)?.p ?? null,
    }),
    unweightedSlope: t.field({
      type: "Decimal",
      nullable: true,
      description: "By ordinary least squares, every period alike.",
      args: roundArguments,
      resolve: (trend, { round }) => {
        const slope = estimatedOf(trend)?.unweightedSlope;
        return slope === undefined ? null : rounded(slope, round);
      },
    }),
    homogeneityP: t.field({
      type: "Decimal",
      nullable: true,
      description: "Cochran's test: p value of all periods being equal, in a line or not.",
      resolve: (trend) => estimatedOf(trend)?.homogeneity.p ?? null,
    }),
    periods: t.int({
      nullable: true,
      description: "Periods with a number; the others are left out. Null when suppressed.",
      resolve: (trend) => estimatedOf(trend)?.periods ?? null,
    }),
    status: t.field({ type: StatusType, description: "Whether there is a trend.", resolve: ({ status }) => status }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description:
        "Why there is none: fewer than three periods with a number, or one without a standard error. Null when there is.",
      resolve: (trend) => (trend.status === "suppressed" ? trend.reason : null),
    }),
  }),
});

builder.interfaceField(EstimateType, "trend", (t) =>
  t.field({
    type: TrendType,
    nullable: true,
    description:
      "Linear trend of this number over the periods of the answer, in this group: the same in each of its rows. Null with an error where the segments have no period, for rolling windows, which share answers, and for metrics that cannot be compared.",
    args: {
      level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
    },
    resolve: (estimate, { level }, context) => {
      if (estimate.origin === undefined)
        throw requestError(
          "QUESTION_UNSUITABLE",
          `trend: expected a metric that can be compared, got ${estimate.metric}`,
        );
      return trendIn(estimate, estimate.origin, level, context);
    },
  }),
);

/** The rows of an answer by what they are grouped by beside the period, and the trends that were asked of them: each is computed once. */
interface Trends {
  readonly rows: ReadonlyMap<string, readonly Segment[]>;
  readonly known: Map<string, Promise<TrendResult>>;
}

const trends = new WeakMap<SegmentRows, Trends>();

function trendIn(
  estimate: TracedEstimate,
  { segment, about, again }: Origin,
  level: number,
  context: Context,
): Promise<TrendResult> {
  const at = periodAt(segment);
  const { rows, known } = trends.get(segment.list) ?? { rows: byGroup(segment.list, at), known: new Map() };
  trends.set(segment.list, { rows, known });
  const group = groupBeside(at, segment);
  const key = JSON.stringify([estimate.metric, about, level, group]);
  const trend = known.get(key) ?? trendOver(rows.get(group) ?? [], at, again, level, context);
  known.set(key, trend);
  return trend;
}

const groupBeside = (at: number, { row }: Segment): string => groupText(row.values.filter((_, index) => index !== at));

function byGroup({ nodes }: SegmentRows, at: number): Trends["rows"] {
  const groups = new Map<string, Segment[]>();
  for (const segment of nodes) {
    const group = groupBeside(at, segment);
    const rows = groups.get(group);
    if (rows === undefined) groups.set(group, [segment]);
    else rows.push(segment);
  }
  return groups;
}

async function trendOver(
  rows: readonly Segment[],
  at: number,
  again: Origin["again"],
  level: number,
  context: Context,
): Promise<TrendResult> {
  const points = await Promise.all(
    rows.map(async (row) => {
      const period = row.scope.by[at];
      const grain = period?.kind === "period" ? period.grain : "DAY"; // it was found as one
      return { time: periodNumber(grain, row.row.values[at]!), estimate: await again(row, context) };
    }),
  );
  return computed(() => trendOf(points, { level }));
}

/** @throws GraphQLError `BAD_USER_INPUT` for segments without a period, or of rolling windows */
function periodAt({ scope }: Segment): number {
  const at = scope.by.findIndex(({ kind }) => kind === "period");
  const period = scope.by[at];
  if (period?.kind === "period" && (period.length ?? 1) === 1) return at;
  const got = period === undefined ? "none" : "rolling windows";
  throw requestError("BAD_USER_INPUT", `trend: expected segments by period, got ${got}`);
}
