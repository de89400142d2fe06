import { describe, expect, test } from "vitest";
import { changesOf, bootstrapInterval, pearson, weightedMean } from "./comparison.ts";
import { normalCdf, normalQuantile } from "./distributions.ts";
import { answersOf, asymmetryIndex, importancePerformance, importanceStability, kendallTau } from "./drivers.ts";
import { tallyOf, ZERO_TO_TEN } from "./index.ts";
import { durationsOf, lifetimeValue, linkage, recoveryAdvice } from "./outcomes.ts";
import { accountNps, multiQuestion, multiTallyOf } from "./people.ts";
import { kishOf, linearisedMean } from "./weighting.ts";
import { errorOf } from "../test/error-of.ts";

// Values that the types deny and that rows of JSON have all the same: null counts as 0 in arithmetic, true as 1.
const no = null as unknown as number;
const yes = true as unknown as number;
const answers = tallyOf(ZERO_TO_TEN, [10, 3]);
const linked = [
  { organisation: "a", x: 1, y: 2 },
  { organisation: "b", x: 3, y: 1 },
];

const calls: Readonly<Record<string, readonly [code: string, call: () => unknown]>> = {
  "a weight of kishOf": ["WEIGHT_INVALID", () => kishOf([1, no])],
  "a weight of linearisedMean": ["WEIGHT_INVALID", () => linearisedMean({ values: [1, 2], weights: [1, no] })],
  "a weight of answersOf": ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, no] })],
  "a weight of pearson": ["WEIGHT_INVALID", () => pearson([{ x: 1, y: 2, weight: no }])],
  "a weight of linkage": ["WEIGHT_INVALID", () => linkage([{ ...linked[0]!, weight: no }, linked[1]!])],
  "a weight of bootstrapInterval": [
    "WEIGHT_INVALID",
    () => bootstrapInterval([1, 2], [1, no], weightedMean, { seed: 1 }),
  ],
  "a value of bootstrapInterval": [
    "ARGUMENT_INVALID",
    () => bootstrapInterval([1, no], null, weightedMean, { seed: 1 }),
  ],
  "revenue of accountNps": ["WEIGHT_INVALID", () => accountNps([{ tally: answers, revenue: no }], "revenue")],
  "a standard error of linkage": ["ARGUMENT_INVALID", () => linkage([{ ...linked[0]!, xStandardError: no }])],
  "a time of durationsOf": ["ARGUMENT_INVALID", () => durationsOf([{ time: no, happened: true }])],
  "retention of lifetimeValue": [
    "ARGUMENT_INVALID",
    () => lifetimeValue({ margin: 100, retention: no, discount: 0.1 }),
  ],
  "a threshold of changesOf": ["ARGUMENT_INVALID", () => changesOf([], { threshold: no })],
  "an importance of importanceStability": [
    "ARGUMENT_INVALID",
    () => importanceStability([{ organisation: "a", driver: "menu", importance: no, standardError: 1 }]),
  ],
  "an importance of importancePerformance": [
    "ARGUMENT_INVALID",
    () => importancePerformance([{ driver: "menu", importance: no, performance: 1 }]),
  ],
  "a penalty of asymmetryIndex": ["ARGUMENT_INVALID", () => asymmetryIndex(no, 1)],
  "a number of kendallTau": ["ARGUMENT_INVALID", () => kendallTau([no, 1], [1, 2])],
  "the argument of normalCdf": ["ARGUMENT_INVALID", () => normalCdf(no)],
  "the argument of normalQuantile": ["ARGUMENT_INVALID", () => normalQuantile(no)],
  "an answer that is true": ["ANSWER_OFF_SCALE", () => tallyOf(ZERO_TO_TEN, [yes])],
  "choices that are no list": [
    "ANSWER_OFF_SCALE",
    () => multiTallyOf(multiQuestion(["price", "service"]), ["price" as unknown as readonly string[]]),
  ],
  "another responsibility": [
    "NAME_UNKNOWN",
    () => recoveryAdvice({ impact: 1, responsibility: "nobody" as "internal" }),
  ],
};

describe("values of JSON that are no numbers are refused", () => {
  test.each(Object.entries(calls))("%s", (_, [code, call]) => {
    expect(errorOf(call).code).toBe(code);
  });
});
