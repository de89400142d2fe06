import { type ChurnByGroup, lifetimeValue, type NpsPath, type NpsPointValue } from "@klik/metrics-core/outcomes";
import { builder } from "./builder.ts";
import type { NpsGroup } from "./churn-customers.ts";
import { computed } from "./error.ts";
import { ReasonType, rounded, roundArguments, StatusType } from "./estimate.ts";

/** A group of customers with its terms. */
interface GroupValue {
  readonly margin: number | null;
  readonly retention: number | null;
  readonly value: number | null;
}

const GroupValueType = builder.objectRef<GroupValue>("GroupLifetimeValue").implement({
  description: "Simple lifetime value of a customer of one NPS group: margin × r / (1 + discount − r).",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "Money per customer. Null when churn is suppressed, no margin is known, or nobody leaves and the discount is 0.",
      args: roundArguments,
      resolve: ({ value }, { round }) => (value === null ? null : rounded(value, round)),
    }),
    margin: t.field({
      type: "Decimal",
      nullable: true,
      description: "Money per customer and window that it rests on. Null when none is known.",
      args: roundArguments,
      resolve: ({ margin }, { round }) => (margin === null ? null : rounded(margin, round)),
    }),
    retention: t.field({
      type: "Decimal",
      nullable: true,
      description: "Share that stays for a window, 1 − churn. Null when churn is suppressed.",
      resolve: ({ retention }) => retention,
    }),
  }),
});

type LifetimeValues = Readonly<Record<NpsGroup, GroupValue>>;

export const LifetimeValuesType = builder.objectRef<LifetimeValues>("LifetimeValues").implement({
  description:
    "Lifetime value by NPS group, at the retention of the group as it was found. That groups differ does not say that the score makes the difference.",
  fields: (t) => ({
    promoters: t.field({ type: GroupValueType, description: "Answers 9–10.", resolve: (each) => each.promoters }),
    passives: t.field({ type: GroupValueType, description: "Answers 7–8.", resolve: (each) => each.passives }),
    detractors: t.field({ type: GroupValueType, description: "Answers 0–6.", resolve: (each) => each.detractors }),
  }),
});

/** @throws GraphQLError `ARGUMENT_INVALID` for terms that cannot be */
export function lifetimeValuesOf(
  churn: ChurnByGroup,
  margins: Readonly<Record<NpsGroup, number | null>>,
  discount: number,
): LifetimeValues {
  const groupValue = (group: NpsGroup): GroupValue => {
    const margin = margins[group];
    const retention = churn[group].value === null ? null : 1 - churn[group].value;
    // Also when there is nothing to compute: what cannot be is an error whatever the data.
    computed(() => lifetimeValue({ margin: margin ?? 0, retention: 0, discount }));
    const endless = retention !== null && retention >= 1 + discount;
    const value =
      margin === null || retention === null || endless
        ? null
        : computed(() => lifetimeValue({ margin, retention, discount }));
    return { margin, retention, value };
  };
  return {
    promoters: groupValue("promoters"),
    passives: groupValue("passives"),
    detractors: groupValue("detractors"),
  };
}

export const NpsPathType = builder.enumType("NpsPath", {
  description: "How customers move when NPS rises.",
  values: {
    DETRACTOR_TO_PASSIVE: { value: "detractor_to_passive", description: "1 % of the customers, for one point." },
    PASSIVE_TO_PROMOTER: { value: "passive_to_promoter", description: "1 % of the customers, for one point." },
    DETRACTOR_TO_PROMOTER: { value: "detractor_to_promoter", description: "0.5 % of the customers, for one point." },
  } as const satisfies Record<string, { value: NpsPath; description: string }>,
});

export const NpsPointValueType = builder.objectRef<NpsPointValue>("NpsPointValue").implement({
  description:
    "Difference in lifetime value of two NPS groups, per customer of the base and per point of NPS. That customers who are moved behave like their new group is an assumption.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      nullable: true,
      description: "Money per customer and point. Null when suppressed.",
      args: roundArguments,
      resolve: ({ value }, { round }) => (value === null ? null : rounded(value, round)),
    }),
    standardError: t.field({
      type: "Decimal",
      nullable: true,
      description: "By the delta method. Null when suppressed, and with one customer in a group.",
      resolve: (each) => (each.status === "estimated" ? each.standardError : null),
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound, from the Wilson limits of both churn rates. Null when suppressed.",
      args: roundArguments,
      resolve: (each, { round }) => boundOf(each, "low", round),
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound. Null when suppressed.",
      args: roundArguments,
      resolve: (each, { round }) => boundOf(each, "high", round),
    }),
    status: t.field({ type: StatusType, description: "Whether there is a value.", resolve: ({ status }) => status }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description: "Why there is none. Null when there is.",
      resolve: (each) => (each.status === "suppressed" ? each.reason : null),
    }),
    customers: t.int({ description: "Customers of both groups.", resolve: ({ base }) => base.valid }),
    metric: t.exposeString("metric", { description: "Id of the metric; `metricDefinitions` explains it." }),
  }),
});

function boundOf(each: NpsPointValue, bound: "low" | "high", places: number | null | undefined): number | null {
  const value = each.status === "estimated" ? each.interval?.[bound] : null;
  return value == null ? null : rounded(value, places);
}
