import { satisfaction, satisfactionIndex } from "@klik/metrics-core";
import type { Experience, ItemReliability, Reliability } from "@klik/metrics-core/people";
import type { PeopleTable } from "../compute/people-tasks.ts";
import type { Context } from "../context.ts";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { computedApart, requestError } from "./error.ts";
import { MeasureType, ReasonType, StatusType } from "./estimate.ts";
import { type Finding, findIn, measured, measuredIn, ordinalAnswers } from "./measured.ts";
import { peopleTable } from "./person-answers.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import { type Segment, SegmentType } from "./segment.ts";

const DIMENSIONS = ["functional", "emotional"] as const;
type ExperienceDimension = (typeof DIMENSIONS)[number];

const ExperienceDimensionType = builder.enumType("ExperienceDimension", {
  description: "The two sides of an experience.",
  values: {
    FUNCTIONAL: { value: "functional", description: "What was done." },
    EMOTIONAL: { value: "emotional", description: "How it felt." },
  } as const,
});

interface StatementScore {
  readonly question: OrdinalQuestion;
  readonly segment: Segment;
}

const StatementType = builder.objectRef<StatementScore>("ExperienceStatement").implement({
  description: "One statement of an experience index.",
  fields: (t) => ({
    code: t.string({ description: "Code of the question.", resolve: ({ question }) => question.code }),
    label: t.string({
      description: "Its wording, for people.",
      args: languageArguments,
      resolve: ({ question }, { language }) => labelIn(question.labels, language, question.code),
    }),
    dimension: t.field({
      type: ExperienceDimensionType,
      description: "Functional or emotional.",
      resolve: ({ question }) => question.dimension as ExperienceDimension,
    }), // they were chosen by it
    mean: t.field({
      type: MeasureType,
      description: "Mean answer, in points of its scale.",
      resolve: async ({ segment, question }, _args, context) =>
        measured(await ordinalAnswers(segment, question, context), satisfaction),
    }),
    index: t.field({
      type: MeasureType,
      description: "0 to 100, 100 is best.",
      resolve: async ({ segment, question }, _args, context) =>
        measured(await ordinalAnswers(segment, question, context), satisfactionIndex),
    }),
  }),
});

const ItemType = builder.objectRef<ItemReliability>("ReliabilityItem").implement({
  description: "How one statement fits in with the others.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Code of the question." }),
    itemRest: t.expose("itemRest", {
      type: "Decimal",
      nullable: true,
      description: "Correlation with the sum of the others. Null when one of the two does not vary.",
    }),
    alphaIfDeleted: t.expose("alphaIfDeleted", {
      type: "Decimal",
      nullable: true,
      description: "Alpha of the others. Null when fewer than two are left.",
    }),
  }),
});

const ReliabilityType = builder.objectRef<Reliability>("Reliability").implement({
  description: "Internal consistency of the statements behind an index: Cronbach's alpha.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      nullable: true,
      description: "At most 1. Null when suppressed.",
      resolve: ({ value }) => value,
    }),
    status: t.field({ type: StatusType, description: "Whether there is a value.", resolve: ({ status }) => status }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description: "Why there is none.",
      resolve: (each) => (each.status === "suppressed" ? each.reason : null),
    }),
    n: t.int({ description: "People who answered every statement.", resolve: ({ n }) => n }),
    low: t.field({
      type: "Decimal",
      nullable: true,
      description: "Lower bound of Feldt's 95 % interval.",
      resolve: (each) => (each.status === "estimated" ? (each.interval?.low ?? null) : null),
    }),
    high: t.field({
      type: "Decimal",
      nullable: true,
      description: "Upper bound of Feldt's 95 % interval.",
      resolve: (each) => (each.status === "estimated" ? (each.interval?.high ?? null) : null),
    }),
    standardized: t.field({
      type: "Decimal",
      nullable: true,
      description: "Alpha of statements with equal spread.",
      resolve: (each) => (each.status === "estimated" ? each.standardized : null),
    }),
    items: t.field({
      type: [ItemType],
      description: "Per statement; empty when suppressed.",
      resolve: (each) => (each.status === "estimated" ? each.items : []),
    }),
  }),
});

interface PersonExperience extends Experience {
  readonly statements: readonly OrdinalQuestion[];
  readonly table: PeopleTable;
}

const ExperienceType = builder.objectRef<Finding<PersonExperience>>("Experience").implement({
  description:
    "Functional and emotional experience on 0–100: the mean of statements, of who answered at least half of them.",
  fields: (t) => ({
    functional: t.field({
      type: MeasureType,
      description: "Index of the functional statements.",
      resolve: (each) => measuredIn(each, ({ functional }) => functional),
    }),
    emotional: t.field({
      type: MeasureType,
      description: "Index of the emotional statements.",
      resolve: (each) => measuredIn(each, ({ emotional }) => emotional),
    }),
    gap: t.field({
      type: MeasureType,
      description: "Emotional minus functional, of the people who have both.",
      resolve: (each) => measuredIn(each, ({ gap }) => gap),
    }),
    statements: t.field({
      type: [StatementType],
      description: "Each statement by itself, functional ones first.",
      resolve: ({ found, segment }) => found.statements.map((question) => ({ question, segment })),
    }),
    reliability: t.field({
      type: ReliabilityType,
      nullable: true,
      description: "Of one of the two indexes. Null with an error when it has fewer than two statements.",
      args: { dimension: t.arg({ type: ExperienceDimensionType, required: true, description: "Of which index." }) },
      resolve: ({ found }, { dimension }, context) => reliabilityOf(found, dimension, context),
    }),
  }),
});

builder.objectField(SegmentType, "experience", (t) =>
  t.field({
    type: ExperienceType,
    nullable: true,
    description:
      "Customer experience from statements of dimension functional and emotional. Null with an error when the instrument lacks one of the two.",
    resolve: async (segment, _args, context) => {
      const statements = DIMENSIONS.flatMap((dimension) => statementsOf(segment, dimension));
      return findIn(segment, "experience", context, async (other, where) => {
        const table = await peopleTable(other, statements, where);
        const dimensions = DIMENSIONS.map((code) => ({
          code,
          columns: statements.filter(({ dimension }) => dimension === code).map((question) => question.code),
        }));
        return {
          ...(await computedApart("experienceOfPeople", { table, dimensions }, where)),
          statements,
          table,
        };
      });
    },
  }),
);

/** @throws GraphQLError `QUESTION_NOT_FOUND` */
export function statementsOf({ instrument }: Segment, dimension: string): readonly OrdinalQuestion[] {
  const found = instrument.questions.filter(
    (question): question is OrdinalQuestion =>
      question.role === "statement" && question.dimension === dimension && question.scale !== null,
  );
  if (found.length > 0) return found;
  throw requestError(
    "QUESTION_NOT_FOUND",
    `experience: expected statements of dimension ${dimension.slice(0, 60)}, got none in ${instrument.code}`,
  );
}

function reliabilityOf(
  { statements, table }: PersonExperience,
  dimension: ExperienceDimension,
  context: Context,
): Promise<Reliability> {
  const columns = table.columns.filter((_, at) => statements[at]?.dimension === dimension);
  return computedApart("reliabilityOfPeople", { table: { ...table, columns } }, context);
}
