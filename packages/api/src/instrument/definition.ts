import {
  CES_EASE_SCALE,
  CES_V1_SCALE,
  CES_V2_SCALE,
  type CesVersion,
  categories,
  MetricsError,
  type Scale,
  SENTIMENT,
  sameScale,
  scaleName,
  scaleOf,
  scaleSize,
  WORD_OF_MOUTH,
  POLARITY,
  ZERO_TO_TEN,
} from "@klik/metrics-core";
import { z } from "zod";
import { parseInput } from "../input-error.ts";
import { INSTRUMENT_LIMITS } from "../limits.ts";
import { indexByText } from "./raw-point.ts";

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, "a code of at most 60 small letters, digits and _, beginning with a letter");
const instrumentCode = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, "a code of at most 60 small letters, digits, - and _, beginning with a letter");
const categoryCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, "a code of at most 60 letters, digits, _ . and -");
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, "a language such as en or nl");
export const labels = z
  .record(
    language,
    z.string().min(1, "a text").max(INSTRUMENT_LIMITS.label, `at most ${INSTRUMENT_LIMITS.label} characters`),
  )
  .refine((texts) => Object.keys(texts).length > 0, "a text in one language at least");

/** A raw code as it stands in a file; a number is the same as its text. */
const rawCode = z.union([z.string().min(1), z.number()], "a text or a number").transform(String);

const scale = z.strictObject({
  min: z.number(),
  max: z.number(),
  step: z.number().optional(),
  direction: z.enum(["high_is_good", "low_is_good"]).optional(),
});
const category = z.strictObject({ code: categoryCode, labels });
const categoryList = z
  .array(category)
  .min(2, "two categories at least")
  .max(INSTRUMENT_LIMITS.categories, `${INSTRUMENT_LIMITS.categories} categories at most`);
const box = z.int("a whole number of points").min(1, "one point at least");

const base = {
  code,
  labels,
  /** What it measures: functional, emotional, a driver. */
  dimension: code.optional(),
  notApplicable: z.array(rawCode).default([]),
  missing: z.array(rawCode).default([]),
};
/** Labels by point: `{ "1": { "en": "Unacceptable" } }`. */
const pointLabels = z.record(z.string(), labels).optional();

const question = z.discriminatedUnion(
  "role",
  [
    z.strictObject({ ...base, role: z.literal("nps"), scale: scale.optional(), pointLabels }),
    z.strictObject({
      ...base,
      role: z.literal("ces"),
      version: z.enum(["v1", "v2", "ease"]),
      scale: scale.optional(),
      pointLabels,
    }),
    z.strictObject({
      ...base,
      role: z.literal("satisfaction"),
      scale,
      pointLabels,
      top: box.optional(),
      bottom: box.optional(),
    }),
    z.strictObject({ ...base, role: z.literal("statement"), scale, pointLabels }),
    z.strictObject({
      ...base,
      role: z.literal("feeling"),
      scale: scale.optional(),
      categories: categoryList.optional(),
      pointLabels,
    }),
    z.strictObject({ ...base, role: z.literal("sentiment"), scale: scale.optional(), pointLabels }),
    z.strictObject({ ...base, role: z.literal("expectation"), categories: categoryList }),
    z.strictObject({ ...base, role: z.literal("word_of_mouth"), categories: categoryList }),
    z.strictObject({ ...base, role: z.literal("choice"), categories: categoryList }),
    z.strictObject({
      ...base,
      role: z.literal("reasons"),
      kind: z.enum(["recommend", "not_recommend"]),
      options: z
        .array(category)
        .min(1, "one option at least")
        .max(INSTRUMENT_LIMITS.categories, `${INSTRUMENT_LIMITS.categories} options at most`),
    }),
    z.strictObject({ ...base, role: z.literal("number") }),
    z.strictObject({ ...base, role: z.literal("comment") }),
  ],
  "a question with a role: nps, ces, satisfaction, statement, expectation, feeling, word_of_mouth, reasons, sentiment, choice, number or comment",
);

const definition = z
  .strictObject({
    code: instrumentCode,
    labels,
    unit: z.enum(["response", "respondent", "employee", "organisation"]),
    questions: z
      .array(question)
      .min(1, "one question at least")
      .max(INSTRUMENT_LIMITS.questions, `${INSTRUMENT_LIMITS.questions} questions at most`),
  })
  .superRefine(({ questions }, context) => {
    const seen = new Set<string>();
    for (const [index, one] of questions.entries()) {
      const report: Report = (path, expected, got) =>
        context.addIssue({ code: "custom", path: ["questions", index, ...path], message: expected, params: { got } });
      if (seen.has(one.code)) report(["code"], "a code of its own", `${one.code} a second time`);
      seen.add(one.code);
      checkQuestion(one, report);
    }
  });

/** A questionnaire as its author writes it, with defaults filled in. */
export type InstrumentDefinition = z.output<typeof definition>;
export type QuestionDefinition = InstrumentDefinition["questions"][number];

/**
 * Reads the definition of an instrument (the content of a JSON file) and checks that every role has a scale on which it is defined.
 *
 * @throws InputError `INSTRUMENT_INVALID` with path, expected and got of all that is wrong
 */
export function parseDefinition(input: unknown): InstrumentDefinition {
  return parseInput(definition, input, "INSTRUMENT_INVALID", "instrument definition");
}

/** The scale of each effort item; equal points do not make two items the same metric. */
export const CES_SCALES: Readonly<Record<CesVersion, Scale>> = {
  v1: CES_V1_SCALE,
  v2: CES_V2_SCALE,
  ease: CES_EASE_SCALE,
};

/**
 * The scale of a question: as written, or the only one its role can have. `null` for number, comment, and reasons (whose options are
 * 0 or 1 each).
 *
 * @throws MetricsError `SCALE_INVALID`
 */
export function scaleOfQuestion(question: QuestionDefinition): Scale | null {
  switch (question.role) {
    case "number":
    case "comment":
    case "reasons":
      return null;
    case "expectation":
    case "word_of_mouth":
    case "choice":
      return categories(question.categories.map((one) => one.code));
    default:
      if ("categories" in question && question.categories !== undefined)
        return categories(question.categories.map((one) => one.code));
      return question.scale === undefined ? onlyScale(question) : numericScale(question.scale);
  }
}

function numericScale({ min, max, step, direction }: z.output<typeof scale>): Scale {
  return scaleOf(min, max, {
    ...(step === undefined ? {} : { step }),
    ...(direction === undefined ? {} : { direction }),
  });
}

/** The scale that belongs to the role; `null` when the role takes any. */
function onlyScale(question: QuestionDefinition): Scale | null {
  switch (question.role) {
    case "nps":
      return ZERO_TO_TEN;
    case "ces":
      return CES_SCALES[question.version];
    case "sentiment":
      return SENTIMENT;
    case "word_of_mouth":
      return WORD_OF_MOUTH;
    default:
      return null;
  }
}

type Report = (path: readonly (string | number)[], expected: string, got: string) => void;

function checkQuestion(question: QuestionDefinition, report: Report): void {
  checkCodes(question, report);
  let scale: Scale | null;
  try {
    scale = scaleOfQuestion(question);
  } catch (error) {
    if (!(error instanceof MetricsError)) throw error;
    const [, expected = error.message, got = "another"] = /expected (.*), got (.*)$/.exec(error.message) ?? [];
    report(["scale" in question && question.scale !== undefined ? "scale" : "categories"], expected, got);
    return;
  }
  const only = onlyScale(question);
  const isPolarity = question.role === "sentiment" && scale !== null && sameScale(scale, POLARITY);
  if (only !== null && scale !== null && !sameScale(scale, only) && !isPolarity) {
    report(
      [question.role === "word_of_mouth" ? "categories" : "scale"],
      `${roleName(question)} on ${scaleName(only)}`,
      scaleName(scale),
    );
  }
  if (question.role === "feeling" && (question.scale === undefined) === (question.categories === undefined)) {
    report([], "either scale or categories", question.scale === undefined ? "neither" : "both");
  }
  if (question.role === "expectation" && question.categories.length % 2 === 0) {
    report(
      ["categories"],
      "an odd number, worst first, the middle one as expected",
      String(question.categories.length),
    );
  }
  if (question.role === "satisfaction" && scale !== null) checkBoxes(question, scale, report);
  if ("pointLabels" in question) {
    for (const point of Object.keys(question.pointLabels ?? {})) {
      if (scale?.codes !== null || !indexByText(scale).has(point)) {
        report(
          ["pointLabels", point],
          scale === null
            ? "a scale"
            : scale.codes === null
              ? `a point on ${scaleName(scale)}`
              : "labels at the categories",
          point,
        );
      }
    }
  }
  for (const [list, codes] of Object.entries({ notApplicable: question.notApplicable, missing: question.missing })) {
    for (const [index, raw] of codes.entries()) {
      if (scale !== null && indexByText(scale).has(raw))
        report([list, index], `a code that is not a point of ${scaleName(scale)}`, raw);
    }
  }
}

const roleName = (question: QuestionDefinition): string =>
  question.role === "ces" ? `ces ${question.version}` : question.role;

function checkCodes(question: QuestionDefinition, report: Report): void {
  const both = question.missing.find((raw) => question.notApplicable.includes(raw));
  if (both !== undefined) report(["missing"], "no code of notApplicable", both);
  if (question.role !== "reasons") return;
  const codes = question.options.map((option) => option.code);
  const twice = codes.find((one, index) => codes.indexOf(one) !== index);
  if (twice !== undefined) report(["options"], "a code of its own for each option", `${twice} a second time`);
}

function checkBoxes(question: QuestionDefinition & { role: "satisfaction" }, scale: Scale, report: Report): void {
  const size = scaleSize(scale);
  const { top = 0, bottom = 0 } = question;
  if (top >= size) report(["top"], `1 to ${size - 1} points`, String(top));
  if (bottom >= size) report(["bottom"], `1 to ${size - 1} points`, String(bottom));
  if (top + bottom > size) report(["bottom"], `boxes that do not overlap on ${size} points`, `${top} and ${bottom}`);
}
