import {
  type CaseLedger,
  caseLedgerOf,
  CONTACT_TARGET,
  followUp,
  type FollowUp,
  type MedianTime,
  type ServiceCase,
  triggerRate,
} from "@klik/metrics-core/outcomes";
import type { FollowUpCase } from "../plan/follow-ups.ts";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { MeasureType, ReasonType, rounded, roundArguments, StatusType } from "./estimate.ts";
import { type Finding, findIn, type Measured, measured, measuredIn, ordinalAnswers } from "./measured.ts";
import { isNumeric, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { requireText } from "./segment-input.ts";

interface SegmentFollowUp {
  readonly ledger: Finding<CaseLedger>;
  readonly asOf: Date;
  /** `null`: cases of every rule. */
  readonly trigger: string | null;
}

const MedianTimeType = builder.objectRef<MedianTime>("MedianTime").implement({
  description:
    "Median time in hours after the response, by Kaplan-Meier: cases that are open count as long as they are.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      nullable: true,
      description: "Hours by which half of the cases had come so far. Null when suppressed.",
      args: roundArguments,
      resolve: ({ value }, { round }) => (value === null ? null : rounded(value, round)),
    }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of the interval, in hours. Null when suppressed.",
      args: roundArguments,
      resolve: (each, { round }) => (each.status === "estimated" ? rounded(each.interval.low, round) : null),
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound. Null when suppressed, and where so many cases are open that there is none.",
      args: roundArguments,
      resolve: (each, { round }) =>
        each.status === "estimated" && each.interval.high !== null ? rounded(each.interval.high, round) : null,
    }),
    status: t.field({ type: StatusType, description: "Whether there is a value.", resolve: ({ status }) => status }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description: "Why there is none. Null when there is.",
      resolve: (each) => (each.status === "suppressed" ? each.reason : null),
    }),
    cases: t.exposeInt("cases", { description: "Cases, open ones among them." }),
    events: t.exposeInt("events", { description: "Cases that had come so far." }),
    metric: t.exposeString("metric", { description: "Id of the metric; `metricDefinitions` explains it." }),
  }),
});

const rate = ({ ledger }: SegmentFollowUp, name: keyof FollowUp & `${string}${"Rate" | "Target"}`): Measured =>
  measuredIn(ledger, (cases) => followUp(cases)[name]);

const levelArguments = builder.args((arg) => ({
  level: arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
}));

export const FollowUpType = builder.objectRef<SegmentFollowUp>("FollowUp").implement({
  description:
    "Whether the loop with single customers is closed. A case is a response that met a rule, such as that of a detractor.",
  fields: (t) => ({
    cases: t.int({ description: "Cases that were open by `asOf`.", resolve: ({ ledger }) => ledger.found.cases }),
    asOf: t.field({
      type: "DateTime",
      description: "What came later is not counted.",
      resolve: ({ asOf }) => asOf.toISOString(),
    }),
    triggerRate: t.field({
      type: MeasureType,
      nullable: true,
      description:
        "Share of the valid answers that should open a case, 0 to 1: those at a point or worse. Null with an error when no question serves.",
      args: {
        question: t.arg.string({ required: true, description: "Code of a question with a numeric scale." }),
        orWorse: t.arg.float({
          required: true,
          description: "The best point that still opens a case: 6 of a recommend question, 5 of a mark.",
        }),
      },
      resolve: async ({ ledger: { segment } }, { question: code, orWorse }, context) => {
        const question = questionFor("followUp.triggerRate", segment, code, isNumeric);
        const answers = await ordinalAnswers(segment, question, context);
        return computed(() => measured(answers, (tally) => triggerRate(tally, orWorse)));
      },
    }),
    contactRate: t.field({
      type: MeasureType,
      description: "Cases contacted, of all cases, 0 to 1.",
      resolve: (each) => rate(each, "contactRate"),
    }),
    withinTarget: t.field({
      type: MeasureType,
      description: "Contacted within the target, of the cases whose target time has passed, 0 to 1.",
      resolve: (each) => rate(each, "withinTarget"),
    }),
    resolutionRate: t.field({
      type: MeasureType,
      description: "Resolved, of the cases contacted, 0 to 1.",
      resolve: (each) => rate(each, "resolutionRate"),
    }),
    reopenRate: t.field({
      type: MeasureType,
      description: "Opened again, of the cases resolved, 0 to 1.",
      resolve: (each) => rate(each, "reopenRate"),
    }),
    contactTime: t.field({
      type: MedianTimeType,
      nullable: true,
      description: "From the response to the first contact. Null with an error for a level outside 0 to 1.",
      args: levelArguments,
      resolve: ({ ledger }, { level }) => computed(() => followUp(ledger.found, { level }).contactTime),
    }),
    resolutionTime: t.field({
      type: MedianTimeType,
      nullable: true,
      description: "From the response to the resolution. Null with an error for a level outside 0 to 1.",
      args: levelArguments,
      resolve: ({ ledger }, { level }) => computed(() => followUp(ledger.found, { level }).resolutionTime),
    }),
  }),
});

builder.objectField(SegmentType, "followUp", (t) =>
  t.field({
    type: FollowUpType,
    nullable: true,
    description:
      "Closing the loop: what was done about responses, from the mutation recordFollowUps. Cases count 1, whatever the weight of the response.",
    args: {
      asOf: t.arg({ type: "DateTime", description: "As things stood then. Left out: now." }),
      target: t.arg.float({
        required: true,
        defaultValue: CONTACT_TARGET,
        description: "Hours within which a customer should be contacted, above 0.",
      }),
      trigger: t.arg.string({ description: "Cases of this rule only. Left out: of all." }),
    },
    resolve: async (segment, { asOf: moment, target, trigger }, context) => {
      if (trigger != null) requireText("followUp.trigger", trigger);
      const asOf = moment == null ? context.now : new Date(moment);
      const about = JSON.stringify(["followUp", asOf, target, trigger ?? null]);
      const ledger = await findIn(segment, about, context, async ({ scope, row }, { followUps }) => {
        const cases = (await followUps.cases(scope, row.values)).filter(
          (each) => each.openedAt <= asOf.getTime() && (trigger == null || each.trigger === trigger),
        );
        return computed(() =>
          caseLedgerOf(
            cases.map((each) => serviceCase(each, asOf.getTime())),
            target,
          ),
        );
      });
      return { ledger, asOf, trigger: trigger ?? null };
    },
  }),
);

const HOUR_MILLISECONDS = 3_600_000;

/** In hours after the response, as things stood. A response may since have been corrected to a later moment. */
function serviceCase({ respondedAt, contactedAt, resolvedAt, reopenedAt }: FollowUpCase, asOf: number): ServiceCase {
  const hoursAfter = (moment: number | null): number | null =>
    moment === null || moment > asOf ? null : Math.max(0, moment - respondedAt) / HOUR_MILLISECONDS;
  const resolvedAfter = hoursAfter(resolvedAt);
  return {
    contactedAfter: hoursAfter(contactedAt),
    resolvedAfter,
    reopened: resolvedAfter !== null && hoursAfter(reopenedAt) !== null,
    observedFor: hoursAfter(asOf) ?? 0,
  };
}
