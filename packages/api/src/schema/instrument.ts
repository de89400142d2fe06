import { pointsOf, type Scale } from "@klik/metrics-core";
import type { Instrument } from "../instrument/store.ts";
import type { Question } from "../instrument/question.ts";
import { labelIn } from "../plan/labels.ts";
import { NodeType, registerNode } from "../relay/node.ts";
import { requireAuthenticated } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { requireText } from "./segment-input.ts";

export const QuestionRoleType = builder.enumType("QuestionRole", {
  description: "What a question is for; it decides which metrics it serves.",
  values: {
    NPS: { value: "nps", description: "Likelihood to recommend, 0–10." },
    CES: { value: "ces", description: "Customer effort; `cesVersion` says which item." },
    SATISFACTION: { value: "satisfaction", description: "Satisfaction on any scale, report marks included." },
    STATEMENT: { value: "statement", description: "A statement or a driver; `dimension` says of what." },
    EXPECTATION: { value: "expectation", description: "Experience held against expectation, ordered classes." },
    FEELING: { value: "feeling", description: "The feeling afterwards." },
    WORD_OF_MOUTH: { value: "word_of_mouth", description: "What was told to others: negative, none, positive." },
    REASONS: { value: "reasons", description: "One option of a multi-select question on reasons." },
    SENTIMENT: { value: "sentiment", description: "1 negative, 2 neutral, 3 positive." },
    CHOICE: { value: "choice", description: "One of several categories." },
    NUMBER: { value: "number", description: "A free number." },
    COMMENT: { value: "comment", description: "Open text, stored apart." },
  } as const,
});

export const AnalysisUnitType = builder.enumType("AnalysisUnit", {
  description: "What one response of an instrument stands for.",
  values: {
    RESPONSE: { value: "response", description: "One contact of a person." },
    RESPONDENT: { value: "respondent", description: "A person." },
    EMPLOYEE: { value: "employee", description: "An employee." },
    ORGANISATION: { value: "organisation", description: "An organisation." },
  } as const,
});

export const DirectionType = builder.enumType("Direction", {
  description: "Which end of a scale is good.",
  values: {
    HIGH_IS_GOOD: { value: "high_is_good", description: "The highest point is best." },
    LOW_IS_GOOD: { value: "low_is_good", description: "The lowest point is best." },
  } as const,
});

export const CesVersionType = builder.enumType("CesVersion", {
  description: "Which effort item was asked. The three are different metrics and never pool.",
  values: {
    V1: { value: "v1", description: "How much effort, 1 very low to 5 very high; low is good." },
    V2: { value: "v2", description: "It was made easy, 1 strongly disagree to 7 strongly agree; high is good." },
    EASE: { value: "ease", description: "How easy, 1 difficult to 5 easy; high is good." },
  } as const,
});

const ScaleType = builder.objectRef<Scale>("Scale").implement({
  description: "The ordered answer points of a question.",
  fields: (t) => ({
    min: t.expose("min", { type: "Decimal", description: "Lowest point; 0 for categories." }),
    max: t.expose("max", { type: "Decimal", description: "Highest point." }),
    step: t.expose("step", { type: "Decimal", description: "Distance between two points." }),
    direction: t.expose("direction", { type: DirectionType, description: "Which end is good." }),
  }),
});

interface ScalePoint {
  readonly code: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

const ScalePointType = builder.objectRef<ScalePoint>("ScalePoint").implement({
  description: "A category or a point of a scale.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Category code, or the point as text." }),
    value: t.expose("value", { type: "Decimal", description: "The point; the index of a category." }),
    label: t.string({
      description: "For people.",
      args: languageArguments,
      resolve: ({ labels, code }, { language }) => labelIn(labels, language, code),
    }),
  }),
});

const QuestionType = builder.objectRef<Question>("Question").implement({
  description: "A question of an instrument, or one option of a multi-select question.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Stable code, as metric fields take it." }),
    role: t.expose("role", { type: QuestionRoleType, description: "What it is for." }),
    dimension: t.exposeString("dimension", {
      nullable: true,
      description: "What a statement is of: functional, emotional, a driver. Null when undeclared.",
    }),
    label: t.string({
      description: "The wording, for people.",
      args: languageArguments,
      resolve: ({ labels, code }, { language }) => labelIn(labels, language, code),
    }),
    cesVersion: t.expose("cesVersion", {
      type: CesVersionType,
      nullable: true,
      description: "Null unless the role is CES.",
    }),
    scale: t.expose("scale", { type: ScaleType, nullable: true, description: "Null for free numbers and comments." }),
    points: t.field({
      type: [ScalePointType],
      description: "All points, lowest first; empty without a scale.",
      resolve: scalePoints,
    }),
  }),
});

export const InstrumentType = builder.objectRef<Instrument>("Instrument").implement({
  description: "A versioned questionnaire.",
  interfaces: [NodeType],
  fields: (t) => ({
    code: t.exposeString("code", { description: "Stable code." }),
    version: t.exposeInt("version", { description: "The newest version, from 1." }),
    unit: t.expose("unit", { type: AnalysisUnitType, description: "What one response stands for." }),
    label: t.string({
      description: "Its name, for people.",
      args: languageArguments,
      resolve: ({ labels, code }, { language }) => labelIn(labels, language, code),
    }),
    questions: t.field({
      type: [QuestionType],
      description: "Questions of the newest version.",
      resolve: ({ questions }) => questions,
    }),
  }),
});

registerNode<Instrument>("Instrument", {
  partsOf: ({ code }) => [code],
  find: async ([code], { instruments }) => (code === undefined ? null : instruments.byCode(code)),
});

builder.queryFields((t) => ({
  instruments: t.field({
    type: [InstrumentType],
    description: "All questionnaires, by code.",
    resolve: (_root, _args, context) => {
      requireAuthenticated(context);
      return context.instruments.all();
    },
  }),
  instrument: t.field({
    type: InstrumentType,
    nullable: true,
    description: "One questionnaire. Null when there is none of that code.",
    args: { code: t.arg.string({ required: true, description: "Code of the instrument." }) },
    resolve: (_root, { code }, context) => {
      requireAuthenticated(context);
      return context.instruments.byCode(requireText("code", code));
    },
  }),
}));

/** The points of a question with their labels. */
export function scalePoints({ scale, points }: Question): readonly ScalePoint[] {
  if (scale === null) return [];
  return pointsOf(scale).map((value, index) => {
    const code = scale.codes?.[index] ?? String(value);
    return { code, value, labels: points.find(({ point }) => point === index)?.labels ?? {} };
  });
}
