import { type ChurnByGroup, churnByGroup, npsPointValue } from "@klik/metrics-core/outcomes";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { type ChurnCustomers, churnIn, type NpsGroup, YEAR_DAYS } from "./churn-customers.ts";
import { computed, requestError } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { LifetimeValuesType, lifetimeValuesOf, NpsPathType, NpsPointValueType } from "./lifetime-value.ts";
import { type Finding, type Measured, measuredIn } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { RatioType } from "./sharing.ts";

interface SegmentChurn {
  readonly days: number;
  readonly customers: Finding<ChurnCustomers>;
}

const part = ({ customers }: SegmentChurn, name: keyof ChurnByGroup): Measured =>
  measuredIn(customers, ({ outcomes }) => churnByGroup(outcomes)[name]);

/** Money per window: as given, or what is known of the customers, which is by the year. */
function marginsOf(
  { days, customers }: SegmentChurn,
  given: number | null | undefined,
): Readonly<Record<NpsGroup, number | null>> {
  const margin = (group: NpsGroup): number | null => {
    const known = customers.found.margins[group];
    return given ?? (known === null ? null : (known * days) / YEAR_DAYS);
  };
  return { promoters: margin("promoters"), passives: margin("passives"), detractors: margin("detractors") };
}

/** @throws GraphQLError `BAD_USER_INPUT` */
function requireMargin<T extends number | null | undefined>(margin: T): T {
  if (margin == null || Math.abs(margin) < LIMITS.margin) return margin;
  throw requestError("BAD_USER_INPUT", `churn.margin: expected less than ${LIMITS.margin}, got ${margin}`);
}

const discountArgument = builder.args((arg) => ({
  discount: arg.float({ required: true, description: "Discount rate per window, 0 or more: 0.1 for 10 %." }),
}));

const ChurnType = builder.objectRef<SegmentChurn>("Churn").implement({
  description:
    "What customers did after they answered, by NPS group: a check in your own data, not a law. One row a customer; who had left before, or was not observed for the whole window, is not in it.",
  fields: (t) => ({
    days: t.exposeInt("days", { description: "Length of the window after the response." }),
    all: t.field({
      type: MeasureType,
      description: "Share of the customers who left within the window, 0 to 1.",
      resolve: (each) => part(each, "all"),
    }),
    promoters: t.field({
      type: MeasureType,
      description: "The same of the promoters (9–10).",
      resolve: (each) => part(each, "promoters"),
    }),
    passives: t.field({
      type: MeasureType,
      description: "The same of the passives (7–8).",
      resolve: (each) => part(each, "passives"),
    }),
    detractors: t.field({
      type: MeasureType,
      description: "The same of the detractors (0–6).",
      resolve: (each) => part(each, "detractors"),
    }),
    riskRatio: t.field({
      type: RatioType,
      description: "Churn of detractors divided by churn of promoters.",
      resolve: (each) => part(each, "riskRatio"),
    }),
    oddsRatio: t.field({
      type: RatioType,
      description: "Odds of churn of detractors divided by those of promoters.",
      resolve: (each) => part(each, "oddsRatio"),
    }),
    ordering: t.field({
      type: MeasureType,
      description:
        "Chance that a customer who left had answered lower than one who stayed, ties half (AUC): 0.5 says nothing, 1 tells all.",
      resolve: (each) => part(each, "ordering"),
    }),
    lifetimeValue: t.field({
      type: LifetimeValuesType,
      nullable: true,
      description: "Lifetime value by NPS group. Null with an error for terms that cannot be.",
      args: {
        margin: t.arg.float({
          description:
            "Money per customer and window. Left out: the mean of the group, from recordCustomerOutcomes, by the length of the window.",
        }),
        ...discountArgument,
      },
      resolve: (each, { margin, discount }) =>
        lifetimeValuesOf(
          computed(() => churnByGroup(each.customers.found.outcomes)),
          marginsOf(each, requireMargin(margin)),
          discount,
        ),
    }),
    pointValue: t.field({
      type: NpsPointValueType,
      nullable: true,
      description: "What one point of NPS is worth. Null with an error for terms that cannot be.",
      args: {
        path: t.arg({ type: NpsPathType, required: true, description: "Which customers move." }),
        margin: t.arg.float({
          required: true,
          description: "Money per customer and window, the same for both groups.",
        }),
        ...discountArgument,
        level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
      },
      resolve: (each, { path, margin, discount, level }) =>
        computed(() =>
          npsPointValue(
            churnByGroup(each.customers.found.outcomes),
            { margin: requireMargin(margin), discount },
            path,
            { level },
          ),
        ),
    }),
  }),
});

builder.objectField(SegmentType, "churn", (t) =>
  t.field({
    type: ChurnType,
    nullable: true,
    description:
      "Churn after the survey, by what customers answered to a recommend question; from the mutation recordCustomerOutcomes. A customer counts once in a segment, with the first response that answers the question. Null with an error when the instrument has no such question, or several and none is named.",
    args: {
      question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }),
      days: t.arg.int({
        required: true,
        defaultValue: YEAR_DAYS,
        description: `Length of the window after the response, 1 to ${LIMITS.churnDays} days of 24 hours.`,
      }),
    },
    resolve: async (segment, { question: code, days }, context) => {
      if (days < 1 || days > LIMITS.churnDays)
        throw requestError("BAD_USER_INPUT", `churn.days: expected 1 to ${LIMITS.churnDays}, got ${days}`);
      const question = questionFor("churn", segment, code, ({ role }) => role === "nps");
      return { days, customers: await churnIn(segment, question, days, context) };
    },
  }),
);
