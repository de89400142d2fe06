import { expect, test } from "vitest";
import { InputError } from "../input-error.ts";
import { parseDefinition, scaleOfQuestion } from "./definition.ts";
import { contentOf } from "./question.ts";

const labels = { en: "Text", nl: "Tekst" };
const withQuestions = (...questions: readonly unknown[]): unknown => ({
  code: "survey",
  labels,
  unit: "response",
  questions,
});
const question = (fields: Record<string, unknown>): unknown => withQuestions({ code: "q", labels, ...fields });
const codes = (...list: readonly string[]): unknown => list.map((code) => ({ code, labels }));

function messageOf(input: unknown): string {
  try {
    parseDefinition(input);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("expected the definition to be refused");
}

test("fills in the only scale that a role can have", () => {
  const scales = [
    { role: "nps" },
    { role: "ces", version: "v1" },
    { role: "ces", version: "v2" },
    { role: "ces", version: "ease" },
    { role: "sentiment" },
  ].map((fields) => scaleOfQuestion(parseDefinition(question(fields)).questions[0]!));
  expect(scales.map((scale) => [scale?.min, scale?.max, scale?.direction])).toEqual([
    [0, 10, "high_is_good"],
    [1, 5, "low_is_good"],
    [1, 7, "high_is_good"],
    [1, 5, "high_is_good"],
    [1, 3, "high_is_good"],
  ]);
});

test("takes every role with a scale on which it is defined", () => {
  const questions = [
    { role: "nps", scale: { min: 0, max: 10 }, missing: [11], pointLabels: { 0: labels, 10: labels } },
    { role: "satisfaction", scale: { min: 1, max: 10, step: 0.5 }, top: 3, bottom: 5 },
    { role: "statement", scale: { min: 1, max: 5 }, dimension: "functional", notApplicable: ["n/a"] },
    { role: "feeling", categories: codes("negative", "neutral", "positive") },
    { role: "feeling", scale: { min: 1, max: 3 } },
    { role: "expectation", categories: codes("far_below", "below", "as", "above", "surprised") },
    { role: "word_of_mouth", categories: codes("negative", "none", "positive") },
    { role: "choice", categories: codes("a", "b") },
    { role: "reasons", kind: "recommend", options: codes("price", "service") },
    { role: "number" },
    { role: "comment" },
  ].map((fields, index) => ({ code: `q${index}`, labels, ...fields }));
  const read = parseDefinition(withQuestions(...questions));
  expect(read.questions).toHaveLength(questions.length);
  expect(read.questions[0]?.missing).toEqual(["11"]);
});

test("gives a multi-select one slot an option", () => {
  const [reasons] = parseDefinition(
    question({ role: "reasons", kind: "not_recommend", options: codes("price", "service") }),
  ).questions;
  expect(contentOf(reasons!).map(({ code, scale, reason }) => [code, scale?.max, reason?.kind])).toEqual([
    ["q.price", 1, "not_recommend"],
    ["q.service", 1, "not_recommend"],
  ]);
});

test.for<[name: string, input: unknown, message: string]>([
  ["no object", [], "expected an object, got []"],
  ["a missing field", { code: "survey", labels, unit: "response" }, "questions: expected an array, got nothing"],
  [
    "an unknown unit",
    { ...(withQuestions() as object), unit: "person" },
    'unit: expected response | respondent | employee | organisation, got "person"',
  ],
  ["an unknown field", { ...(withQuestions() as object), colour: "red" }, "colour: expected no such field, got one"],
  [
    "an unknown role",
    question({ role: "csat" }),
    "questions[0].role: expected a question with a role: nps, ces, satisfaction",
  ],
  [
    "a role-specific field elsewhere",
    question({ role: "nps", top: 2 }),
    "questions[0].top: expected no such field, got one",
  ],
  [
    "nps on 1–10",
    question({ role: "nps", scale: { min: 1, max: 10 } }),
    "questions[0].scale: expected nps on 0–10, got 1–10",
  ],
  [
    "ces v1 that is high_is_good",
    question({ role: "ces", version: "v1", scale: { min: 1, max: 5 } }),
    "expected ces v1 on 1–5 (low is good), got 1–5",
  ],
  [
    "ces v2 on five points",
    question({ role: "ces", version: "v2", scale: { min: 1, max: 5 } }),
    "expected ces v2 on 1–7, got 1–5",
  ],
  [
    "sentiment on 1–5",
    question({ role: "sentiment", scale: { min: 1, max: 5 } }),
    "expected sentiment on 1–3, got 1–5",
  ],
  [
    "word of mouth in another order",
    question({ role: "word_of_mouth", categories: codes("positive", "none", "negative") }),
    "questions[0].categories: expected word_of_mouth on negative | none | positive, got positive | none | negative",
  ],
  [
    "expectation with four classes",
    question({ role: "expectation", categories: codes("a", "b", "c", "d") }),
    "expected an odd number, worst first, the middle one as expected, got 4",
  ],
  [
    "a feeling with two scales",
    question({ role: "feeling", scale: { min: 1, max: 3 }, categories: codes("a", "b") }),
    "expected either scale or categories, got both",
  ],
  ["a feeling without a scale", question({ role: "feeling" }), "expected either scale or categories, got neither"],
  [
    "a comment with a scale",
    question({ role: "comment", scale: { min: 1, max: 5 } }),
    "questions[0].scale: expected no such field, got one",
  ],
  [
    "a scale that its step does not divide",
    question({ role: "statement", scale: { min: 1, max: 5, step: 0.3 } }),
    "questions[0].scale: expected min < max",
  ],
  [
    "a box as long as the scale",
    question({ role: "satisfaction", scale: { min: 1, max: 5 }, top: 5 }),
    "questions[0].top: expected 1 to 4 points, got 5",
  ],
  [
    "boxes that overlap",
    question({ role: "satisfaction", scale: { min: 1, max: 5 }, top: 3, bottom: 3 }),
    "expected boxes that do not overlap on 5 points, got 3 and 3",
  ],
  [
    "a missing code that is a point",
    question({ role: "nps", missing: [10] }),
    "questions[0].missing[0]: expected a code that is not a point of 0–10, got 10",
  ],
  [
    "a code that is missing and not applicable",
    question({ role: "nps", missing: [11], notApplicable: ["11"] }),
    "questions[0].missing: expected no code of notApplicable, got 11",
  ],
  [
    "a label at no point",
    question({ role: "nps", pointLabels: { 11: labels } }),
    "questions[0].pointLabels.11: expected a point on 0–10, got 11",
  ],
  [
    "two categories with one code",
    question({ role: "choice", categories: codes("a", "a") }),
    "questions[0].categories: expected 2 to 250 different codes, got 2",
  ],
  [
    "two options with one code",
    question({ role: "reasons", kind: "recommend", options: codes("a", "a") }),
    "questions[0].options: expected a code of its own for each option, got a a second time",
  ],
  [
    "two questions with one code",
    withQuestions({ code: "q", labels, role: "nps" }, { code: "q", labels, role: "comment" }),
    "questions[1].code: expected a code of its own, got q a second time",
  ],
  [
    "labels in no language",
    question({ role: "nps", labels: {} }),
    "questions[0].labels: expected a text in one language at least, got {}",
  ],
  [
    "a code with capitals",
    question({ role: "nps", code: "NPS" }),
    "questions[0].code: expected a code of at most 60 small letters",
  ],
])("refuses %s", ([, input, message]) => {
  expect(messageOf(input)).toContain(message);
});

test("names all that is wrong at once", () => {
  const message = messageOf({ ...(withQuestions({ code: "q", labels, role: "nps", top: 2 }) as object), unit: "x" });
  expect(message).toContain("2 things to mend");
});
