import { requireOperator } from "../access/require-scope.ts";
import type { InputIssue } from "../input-error.ts";
import type { DefinedInstrument } from "../writes.ts";
import { builder } from "./builder.ts";
import { AnalysisUnitType, CesVersionType, DirectionType, InstrumentType, QuestionRoleType } from "./instrument.ts";
import { ReasonKindType } from "./reasons.ts";
import { isRefused, orRefused, refused, WriteRefusedType } from "./write-refused.ts";

const InstrumentDefinedType = builder.objectRef<DefinedInstrument>("InstrumentDefined").implement({
  description: "The instrument as it is now.",
  fields: (t) => ({
    instrument: t.expose("instrument", { type: InstrumentType, description: "In the version that was asked for." }),
    created: t.exposeBoolean("created", {
      description: "Whether this made a version; false: the newest said the same already.",
    }),
  }),
});

export const DefineInstrumentResultType = builder.unionType("DefineInstrumentResult", {
  description: "The instrument, or what is wrong with its definition.",
  types: [InstrumentDefinedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "InstrumentDefined"),
});

export const LabelInputType = builder.inputType("LabelInput", {
  description: "A text in one language.",
  fields: (t) => ({
    language: t.string({ required: true, description: "Such as en, nl or pt-BR." }),
    text: t.string({ required: true, description: "1 to 1,000 characters." }),
  }),
});

const ScaleInputType = builder.inputType("ScaleInput", {
  description: "The ordered answer points of a question.",
  fields: (t) => ({
    min: t.field({ type: "Decimal", required: true, description: "Lowest point." }),
    max: t.field({ type: "Decimal", required: true, description: "Highest point." }),
    step: t.field({ type: "Decimal", description: "Distance between two points. Null: 1." }),
    direction: t.field({ type: DirectionType, description: "Which end is good. Null: the highest." }),
  }),
});

const CategoryInputType = builder.inputType("CategoryInput", {
  description: "A category of a question, or an option of a multi-select.",
  fields: (t) => ({
    code: t.string({ required: true, description: "At most 60 letters, digits, _ . and -." }),
    labels: t.field({ type: [LabelInputType], required: true, description: "One language at least." }),
  }),
});

const PointLabelInputType = builder.inputType("PointLabelInput", {
  description: "What a point of a scale is called.",
  fields: (t) => ({
    point: t.string({ required: true, description: "The point as text, such as 1 or 7.5." }),
    labels: t.field({ type: [LabelInputType], required: true, description: "One language at least." }),
  }),
});

const QuestionInputType = builder.inputType("QuestionInput", {
  description: "A question. Which fields it takes follows from its role.",
  fields: (t) => ({
    code: t.string({ required: true, description: "At most 60 small letters, digits and _, beginning with a letter." }),
    role: t.field({ type: QuestionRoleType, required: true, description: "What it is for." }),
    labels: t.field({ type: [LabelInputType], required: true, description: "The wording; one language at least." }),
    dimension: t.string({ description: "What a statement is of: functional, emotional, a driver. Null: undeclared." }),
    version: t.field({ type: CesVersionType, description: "CES only, and needed there." }),
    scale: t.field({ type: ScaleInputType, description: "Null where the role has one scale only, or none." }),
    pointLabels: t.field({ type: [PointLabelInputType], description: "Names of points of the scale. Null: none." }),
    categories: t.field({
      type: [CategoryInputType],
      description: "Expectation, word of mouth, choice, feeling: 2 to 250, worst first where there is an order.",
    }),
    options: t.field({ type: [CategoryInputType], description: "Reasons only: what can be chosen, 1 to 250." }),
    kind: t.field({ type: ReasonKindType, description: "Reasons only, and needed there." }),
    top: t.int({ description: "Satisfaction only: points in the top box. Null: undeclared." }),
    bottom: t.int({ description: "Satisfaction only: points in the bottom box. Null: undeclared." }),
    notApplicable: t.stringList({
      description: "Raw codes that mean that it does not concern who answered. Null: none.",
    }),
    missing: t.stringList({ description: "Raw codes that mean no answer. Null: none." }),
  }),
});

const DefineInstrumentInputType = builder.inputType("DefineInstrumentInput", {
  description: "A questionnaire.",
  fields: (t) => ({
    code: t.string({
      required: true,
      description: "At most 60 small letters, digits, - and _, beginning with a letter.",
    }),
    labels: t.field({ type: [LabelInputType], required: true, description: "Its name; one language at least." }),
    unit: t.field({
      type: AnalysisUnitType,
      required: true,
      description: "What one response stands for; it never changes.",
    }),
    questions: t.field({ type: [QuestionInputType], required: true, description: "1 to 500." }),
  }),
});

type DefineInput = typeof DefineInstrumentInputType.$inferInput;
type QuestionInput = DefineInput["questions"][number];
type LabelsInput = DefineInput["labels"];

builder.mutationField("defineInstrument", (t) =>
  t.field({
    type: DefineInstrumentResultType,
    description:
      "Stores an instrument; a changed definition becomes its next version, the same one again stays the version that it is. The name of one that holds synthetic demo data goes on saying so.",
    args: { input: t.arg({ type: DefineInstrumentInputType, required: true, description: "The definition." }) },
    resolve: async (_root, { input }, context) => {
      requireOperator(context, "admin");
      const reader = new DefinitionReader();
      const definition = reader.read(input);
      if (reader.issues.length > 0)
        return refused("INSTRUMENT_INVALID", "instrument definition: a name stands twice", reader.issues);
      return orRefused(() => context.writes.define(definition));
    },
  }),
);

/** Makes of the input what stands in a file; lists of names become objects, in which a name could stand once only. */
class DefinitionReader {
  readonly issues: InputIssue[] = [];

  read({ code, labels, unit, questions }: DefineInput): object {
    return {
      code,
      labels: this.#labels("labels", labels),
      unit,
      questions: questions.map((one, index) => this.#question(`questions[${index}]`, one)),
    };
  }

  #question(path: string, input: QuestionInput): object {
    const { labels, pointLabels, categories, options, scale, ...same } = input;
    const category = (at: string) => (one: NonNullable<QuestionInput["categories"]>[number], index: number) => ({
      code: one.code,
      labels: this.#labels(`${at}[${index}].labels`, one.labels),
    });
    return given({
      ...same,
      labels: this.#labels(`${path}.labels`, labels),
      scale: scale == null ? scale : given(scale),
      pointLabels:
        pointLabels == null
          ? pointLabels
          : this.#named(
              `${path}.pointLabels`,
              pointLabels.map((one, index) => [
                one.point,
                this.#labels(`${path}.pointLabels[${index}].labels`, one.labels),
              ]),
            ),
      categories: categories?.map(category(`${path}.categories`)),
      options: options?.map(category(`${path}.options`)),
    });
  }

  #labels(path: string, labels: LabelsInput): object {
    return this.#named(
      path,
      labels.map(({ language, text }) => [language, text]),
    );
  }

  #named(path: string, entries: readonly (readonly [string, unknown])[]): object {
    const names = entries.map(([name]) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      this.issues.push({ path, expected: "every name once", got: JSON.stringify(twice.slice(0, 40)) });
    return Object.fromEntries(entries);
  }
}

/** Without what was not given. */
const given = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
