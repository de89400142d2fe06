import { type Estimate, nps, npsGroups, satisfaction, type Tally, topBox } from "@klik/metrics-core";
import type { Context } from "../context.ts";
import type { Scope } from "../plan/scope.ts";
import { builder } from "./builder.ts";
import { requestError } from "./error.ts";
import { measured, type Measured, ordinalAnswers } from "./measured.ts";
import { requireCodes } from "./require-codes.ts";
import { type OrdinalQuestion, questionFor, type Segment } from "./segment.ts";
import { readFilter, requireText, ResponseFilterType } from "./segment-input.ts";

type LinkageMeasure = "NPS" | "DETRACTORS" | "MEAN" | "TOP_BOX";

const isNumeric = ({ role, scale }: OrdinalQuestion): boolean => scale.codes === null && role !== "reasons";
const isNps = ({ role }: OrdinalQuestion): boolean => role === "nps";

/** Which questions serve, and the number of their answers. */
const MEASURES: Readonly<
  Record<
    LinkageMeasure,
    {
      readonly description: string;
      readonly suits: (question: OrdinalQuestion) => boolean;
      readonly of: (tally: Tally, question: OrdinalQuestion) => Estimate;
    }
  >
> = {
  NPS: { description: "Net Promoter Score, in points.", suits: isNps, of: nps },
  DETRACTORS: {
    description: "Share of detractors, 0 to 1.",
    suits: isNps,
    of: (tally) => npsGroups(tally).detractors,
  },
  MEAN: { description: "Mean answer, in points of the scale.", suits: isNumeric, of: satisfaction },
  TOP_BOX: {
    description: "Share of answers in the top box that the question declares, 0 to 1.",
    suits: (question) => isNumeric(question) && question.topBox !== null,
    of: (tally, { topBox: size }) => topBox(tally, size!), // suits holds it
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
 * @throws GraphQLError `INSTRUMENT_NOT_FOUND`, and as `questionFor`, `readFilter` and `requireCodes`
 */
export async function linkageResults(
  where: string,
  side: typeof LinkageSideType.$inferInput,
  context: Context,
): Promise<ReadonlyMap<number, Measured>> {
  const filter = readFilter(side.where);
  const [instrument] = await Promise.all([
    context.instruments.byCode(requireText(`${where}.instrument`, side.instrument)),
    requireCodes(filter, context),
  ]);
  if (instrument === null)
    throw requestError(
      "INSTRUMENT_NOT_FOUND",
      `${where}.instrument: expected the code of an instrument, got ${JSON.stringify(side.instrument.slice(0, 60))}`,
    );
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
  const results = nodes.map(async (segment) => {
    const answers = await ordinalAnswers(segment, question, context);
    return [Number(segment.row.values[0]), measured(answers, (tally) => of(tally, question))] as const;
  });
  return new Map(await Promise.all(results));
}
