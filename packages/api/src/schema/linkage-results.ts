import { type Estimate, nps, npsGroups, satisfaction, type Tally, topBox } from "@klik/metrics-core";
import { churnByGroup } from "@klik/metrics-core/outcomes";
import type { Context } from "../context.ts";
import type { Scope } from "../plan/scope.ts";
import { builder } from "./builder.ts";
import { churnIn, YEAR_DAYS } from "./churn-customers.ts";
import { measured, type Measured, measuredIn, ordinalAnswers } from "./measured.ts";
import { requireInstrument } from "./require-instrument.ts";
import { isNumeric, type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";
import { readFilter, ResponseFilterType } from "./segment-input.ts";

type LinkageMeasure = "NPS" | "DETRACTORS" | "MEAN" | "TOP_BOX" | "CHURN";

const isNps = ({ role }: OrdinalQuestion): boolean => role === "nps";

interface Result {
  readonly description: string;
  /** Which questions serve. */
  readonly suits: (question: OrdinalQuestion) => boolean;
  readonly of: (segment: Segment, question: OrdinalQuestion, context: Context) => Promise<Measured>;
}

const ofAnswers =
  (metric: (tally: Tally, question: OrdinalQuestion) => Estimate): Result["of"] =>
  async (segment, question, context) =>
    measured(await ordinalAnswers(segment, question, context), (tally) => metric(tally, question));

const MEASURES: Readonly<Record<LinkageMeasure, Result>> = {
  NPS: { description: "Net Promoter Score, in points.", suits: isNps, of: ofAnswers(nps) },
  DETRACTORS: {
    description: "Share of detractors, 0 to 1.",
    suits: isNps,
    of: ofAnswers((tally) => npsGroups(tally).detractors),
  },
  MEAN: { description: "Mean answer, in points of the scale.", suits: isNumeric, of: ofAnswers(satisfaction) },
  TOP_BOX: {
    description: "Share of answers in the top box that the question declares, 0 to 1.",
    suits: (question) => isNumeric(question) && question.topBox !== null,
    of: ofAnswers((tally, { topBox: size }) => topBox(tally, size!)), // suits holds it
  },
  CHURN: {
    description:
      "Share of the customers who answered the recommend question and left within 365 days after, 0 to 1; see Segment.churn.",
    suits: isNps,
    of: async (segment, question, context) => {
      const customers = await churnIn(segment, question, YEAR_DAYS, context);
      return measuredIn(customers, ({ outcomes }) => churnByGroup(outcomes).all);
    },
  },
};

const LinkageMeasureType = builder.enumType("LinkageMeasure", {
  description: "A result of an organisation.",
  values: Object.fromEntries(
    Object.entries(MEASURES).map(([name, { description }]) => [name, { description }]),
  ) as Record<LinkageMeasure, { description: string }>, // the keys of that object
});

export const LinkageSideType = builder.inputType("LinkageSide", {
  description:
    "One of the two results of every organisation. For the lagged version give the two sides different days.",
  fields: (t) => ({
    instrument: t.string({ required: true, description: "Code of the instrument." }),
    where: t.field({ type: ResponseFilterType, description: "Which responses count. Left out: all." }),
    measure: t.field({ type: LinkageMeasureType, required: true, description: "Which result." }),
    question: t.string({ description: "Code of the question; may be left out when only one serves." }),
  }),
});

/**
 * The result of every organisation that you may see, by its id; those without responses are not there.
 *
 * @throws GraphQLError As `questionFor`, `readFilter` and `requireInstrument`
 */
export async function linkageResults(
  where: string,
  side: typeof LinkageSideType.$inferInput,
  context: Context,
): Promise<ReadonlyMap<number, Measured>> {
  const filter = readFilter(side.where);
  const argument = `${where}.instrument`;
  const instrument = await requireInstrument(side.instrument, filter, { argument, where: argument }, context);
  const scope: Scope = {
    instrumentId: instrument.id,
    visible: context.viewer.organisations,
    where: filter,
    by: [{ kind: "dimension", dimension: "ORGANISATION" }],
  };
  const { suits, of } = MEASURES[side.measure];
  const question = questionFor(`${where}.question`, { instrument }, side.question, suits);
  const nodes: Segment[] = [];
  for (const row of await context.summaries.segments(scope))
    nodes.push({ instrument, scope, weighting: "response", row, list: { nodes } });
  const results = nodes.map(
    async (segment) => [Number(segment.row.values[0]), await of(segment, question, context)] as const,
  );
  return new Map(await Promise.all(results));
}
