import type { Estimate } from "@klik/metrics-core";
import {
  changesOf,
  type FamilyCorrection,
  hedgesG,
  type PeriodChange,
  type Verdict,
} from "@klik/metrics-core/comparison";
import type { Context } from "../context.ts";
import { builder } from "./builder.ts";
import { type ComparisonKind, earlierSegment, isComparable } from "./earlier-segment.ts";
import { computed, requestError } from "./error.ts";
import { EffectSizeType } from "./effect-size.ts";
import { EstimateType, MeasureType, rounded, roundArguments, type TracedEstimate } from "./estimate.ts";
import type { Origin } from "./measured.ts";
import type { Segment, SegmentRows } from "./segment.ts";

const ComparisonType = builder.enumType("Comparison", {
  description: "What a number is held against.",
  values: {
    PREVIOUS_PERIOD: {
      description:
        "The period before: the one before each segment's, or as many days before `where.from`. Of a rolling window the window before it, which shares no response with it.",
    },
    YEAR_EARLIER: {
      description: "The same period a year earlier; an ISO week is held against the one 52 weeks before.",
    },
  } as const satisfies Record<ComparisonKind, { description: string }>,
});

const CORRECTIONS: Readonly<Record<FamilyCorrection, string>> = {
  "benjamini-hochberg": "Controls the share of false findings (Benjamini & Hochberg 1995).",
  bonferroni: "Multiplies by the number of rows.",
  holm: "Controls the chance of even one false finding (Holm 1979).",
  none: "No correction.",
};

const FamilyCorrectionType = builder.enumType("FamilyCorrection", {
  description: "How the p values of the rows of one answer are corrected for being many.",
  values: Object.fromEntries(
    Object.entries(CORRECTIONS).map(([value, description]) => [
      value.toUpperCase().replaceAll("-", "_"),
      { value, description },
    ]),
  ) as Record<string, { value: FamilyCorrection; description: string }>,
});

const VerdictType = builder.enumType("Verdict", {
  description: "What one may say about a change. UP and DOWN mean the number, not whether that is good.",
  values: {
    UP: { value: "up", description: "It rose: more than chance after correction, and by as much as matters." },
    DOWN: { value: "down", description: "It fell, likewise." },
    NO_EVIDENCE: {
      value: "no_evidence",
      description: "The answers do not show a change that matters; that is not proof of no change.",
    },
    TOO_SMALL: { value: "too_small", description: "Fewer answers than the minimum in one of the two periods." },
    NOT_COMPARABLE: {
      value: "not_comparable",
      description:
        "There is no earlier number, or one that shares responses: of a window longer than a year, a year earlier.",
    },
  } as const satisfies Record<string, { value: Verdict; description: string }>,
});

interface Change {
  readonly change: PeriodChange;
  readonly now: Estimate;
  readonly before: Estimate;
}

const estimatedOf = ({ change }: Change): Extract<PeriodChange["difference"], { status: "estimated" }> | null =>
  change.difference?.status === "estimated" ? change.difference : null;

const ChangeType = builder.objectRef<Change>("Change").implement({
  description: "A number now minus the same number earlier, with its test. The rows of the answer are one family.",
  fields: (t) => ({
    verdict: t.field({ type: VerdictType, description: "What one may say.", resolve: ({ change }) => change.verdict }),
    difference: t.field({
      type: "Decimal",
      nullable: true,
      description: "Now minus earlier, in the unit of the value. Null when one of the two is suppressed or missing.",
      args: roundArguments,
      resolve: (each, { round }) => {
        const value = estimatedOf(each)?.value;
        return value === undefined ? null : rounded(value, round);
      },
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of the confidence interval of the difference.",
      args: roundArguments,
      resolve: (each, { round }) => {
        const low = estimatedOf(each)?.interval?.low;
        return low === undefined ? null : rounded(low, round);
      },
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound of the confidence interval of the difference.",
      args: roundArguments,
      resolve: (each, { round }) => {
        const high = estimatedOf(each)?.interval?.high;
        return high === undefined ? null : rounded(high, round);
      },
    }),
    standardError: t.field({
      type: "Decimal",
      nullable: true,
      description: "Of the difference.",
      resolve: (each) => estimatedOf(each)?.standardError ?? null,
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "Two-sided p value of no change.",
      resolve: (each) => estimatedOf(each)?.p ?? null,
    }),
    adjustedP: t.field({
      type: "Decimal",
      nullable: true,
      description: "The same, corrected for the rows of the answer.",
      resolve: ({ change }) => change.adjustedP,
    }),
    significant: t.boolean({
      description: "The corrected p value is below 1 − level.",
      resolve: ({ change }) => change.significant,
    }),
    practical: t.boolean({
      description: "The difference is at least `threshold`.",
      resolve: ({ change }) => change.practical,
    }),
    effectSize: t.field({
      type: EffectSizeType,
      nullable: true,
      description:
        "How large the difference is beside the spread of answers. Null without an earlier number, for ratios, and where no answer differs from its group.",
      args: {
        level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
      },
      resolve: ({ change, now, before }, { level }) =>
        change.difference === null ? null : computed(() => hedgesG(before, now, { level })),
    }),
    earlier: t.field({
      type: MeasureType,
      description: "The number that it is held against.",
      resolve: ({ before }) => before,
    }),
  }),
});

interface ChangeArguments {
  readonly from: ComparisonKind;
  readonly level: number;
  readonly threshold: number;
  readonly minimumBase: number;
  readonly correction: FamilyCorrection;
}

builder.interfaceField(EstimateType, "change", (t) =>
  t.field({
    type: ChangeType,
    nullable: true,
    description:
      "Change since an earlier period. Null with an error where the segments have no period, or the metric cannot be compared.",
    args: {
      from: t.arg({ type: ComparisonType, required: true, description: "What to hold it against." }),
      level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
      threshold: t.arg.float({
        required: true,
        defaultValue: 0,
        description: "The smallest difference that matters, in the unit of the value: 3 NPS points, 0.1 mark.",
      }),
      minimumBase: t.arg.int({
        required: true,
        defaultValue: 30,
        description: "Valid answers that both periods need.",
      }),
      correction: t.arg({
        type: FamilyCorrectionType,
        required: true,
        defaultValue: "holm",
        description: "Correction over the rows of the answer.",
      }),
    },
    resolve: async (estimate, args, context) => {
      if (estimate.origin === undefined)
        throw requestError(
          "QUESTION_UNSUITABLE",
          `change: expected a metric that can be compared, got ${estimate.metric}`,
        );
      return (await changesIn(estimate, estimate.origin, args, context))[
        estimate.origin.segment.list.nodes.indexOf(estimate.origin.segment)
      ]!;
    },
  }),
);

/** Every row asks for the same table: it is made once an answer. */
const tables = new WeakMap<SegmentRows, Map<string, Promise<readonly Change[]>>>();

function changesIn(
  estimate: TracedEstimate,
  { segment, about, again }: Origin,
  args: ChangeArguments,
  context: Context,
): Promise<readonly Change[]> {
  const key = JSON.stringify([estimate.metric, about, args]);
  const known = tables.get(segment.list) ?? new Map<string, Promise<readonly Change[]>>();
  tables.set(segment.list, known);
  const table = known.get(key) ?? makeTable(segment.list.nodes, again, args, context);
  known.set(key, table);
  return table;
}

async function makeTable(
  rows: readonly Segment[],
  again: Origin["again"],
  args: ChangeArguments,
  context: Context,
): Promise<readonly Change[]> {
  const { from, level, threshold, minimumBase, correction } = args;
  const pairs = await Promise.all(
    rows.map(async (row) => {
      const earlier = earlierSegment(row, from);
      const [now, before, comparable] = await Promise.all([
        again(row, context),
        again(earlier, context),
        isComparable(row, earlier, context),
      ]);
      return { now, before, comparable };
    }),
  );
  const changes = computed(() =>
    changesOf(
      pairs.map(({ now, before, comparable }) => ({
        now,
        before: comparable && before.base.eligible > 0 ? before : null,
      })),
      { level, threshold, minimumBase, family: correction },
    ),
  );
  return changes.map((change, index) => ({ ...pairs[index]!, change }));
}
