import { expect, test } from "vitest";
import { nps } from "../metric/nps.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { crosstabOf } from "../summary/crosstab.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { tallyOf } from "../summary/tally.ts";
import { atLeastTimes } from "./at-least-times.ts";
import { bootstrapInterval, weightedMean } from "./bootstrap.ts";
import { differenceOf } from "./difference.ts";
import { adjustFamily, holm } from "./family.ts";
import { forPopulation } from "./finite-population.ts";
import { intervalOf } from "./interval.ts";
import { testAgainst } from "./one-sample.ts";
import { overlapOf, overlappingDifference } from "./overlapping-difference.ts";
import { permutationTest } from "./permutation.ts";
import { marginOfError, sampleSizeForMargin } from "./planner.ts";
import { meanScore, type Score } from "./score.ts";
import { scoreMean } from "./score-mean.ts";
import { trendOf } from "./trend.ts";
import { changesOf } from "./year-on-year.ts";

const answers = tallyOf(ONE_TO_FIVE, [5, 4, 2]);
const mean = satisfaction(answers);
const score = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3]));
const weighted = satisfaction(tallyOf(ONE_TO_FIVE, [5, 4, 2], { weights: [1, 2, 3] }));
const uneven: Score = { ...meanScore("uneven"), of: (point) => Math.sqrt(point) };
const many = tallyOf(
  ONE_TO_FIVE,
  Array.from({ length: 40_000 }, (_, i) => 1 + (i % 5)),
);
const all = crosstabOf(
  ONE_TO_FIVE,
  ONE_TO_FIVE,
  Array.from({ length: 9 }, () => [5, 4] as const),
);

// A program reads in `details` what the message tells a person.
test.each<[string, () => unknown, object]>([
  ["atLeastTimes", () => atLeastTimes(mean, 0), { times: 0 }],
  ["atLeastTimes", () => atLeastTimes(mean, 2), { metric: "satisfaction" }],
  ["bootstrapInterval", () => bootstrapInterval([1, 2], [1], weightedMean, { seed: 1 }), { values: 2, weights: 1 }],
  ["bootstrapInterval", () => bootstrapInterval([1, Number.NaN], null, weightedMean, { seed: 1 }), { row: 1 }],
  ["bootstrapInterval", () => bootstrapInterval([1, 2], [1, -1], weightedMean, { seed: 1 }), { row: 1 }],
  ["differenceOf", () => differenceOf(mean, score), { first: "satisfaction", second: "nps.0_10.classic" }],
  ["adjustFamily", () => adjustFamily([0.1], "votes" as never), { correction: "votes" }],
  ["holm", () => holm([0.1, 1.5]), { value: 1.5, index: 1 }],
  ["forPopulation", () => forPopulation(mean, 2), { population: 2, n: 3 }],
  ["intervalOf", () => intervalOf(score, { method: "dirichlet", prior: 0 }), { prior: 0 }],
  ["intervalOf", () => intervalOf(score, { method: "dirichlet", draws: 99 }), { draws: 99 }],
  ["intervalOf", () => intervalOf(score, { level: 95 }), { level: 95 }],
  [
    "intervalOf",
    () => intervalOf(nps(tallyOf(ZERO_TO_TEN, [10, 3], { weights: [1, 2] })), { method: "bootstrap" }),
    { metric: "nps.0_10.classic" },
  ],
  ["testAgainst", () => testAgainst(score, 101), { reference: 101, metric: "nps.0_10.classic" }],
  [
    "overlappingDifference",
    () => overlappingDifference(mean, mean, overlapOf(all, meanScore("satisfaction"))),
    { overlap: 9, first: 3, second: 3 },
  ],
  ["permutationTest", () => permutationTest(answers, answers, uneven), { scores: expect.any(Array) }],
  ["permutationTest", () => permutationTest(many, many, meanScore("x")), { answers: 80_000 }],
  ["sampleSizeForMargin", () => sampleSizeForMargin({ margin: 0, deviation: 1 }), { margin: 0 }],
  ["sampleSizeForMargin", () => sampleSizeForMargin({ margin: 1e-9, deviation: 100 }), { answers: expect.any(Number) }],
  ["marginOfError", () => marginOfError({ answers: 9, deviation: 1 }, { population: 0 }), { population: 0 }],
  ["scoreMean", () => scoreMean(answers, { ...meanScore("x"), kind: "votes" as never }), { kind: "votes" }],
  [
    "trendOf",
    () =>
      trendOf([
        { time: 1, estimate: mean },
        { time: 1, estimate: weighted },
      ]),
    { times: [1, 1] },
  ],
  ["changesOf", () => changesOf([], { minimumBase: -1 }), { minimumBase: -1 }],
  ["changesOf", () => changesOf([], { threshold: Number.NaN }), { threshold: Number.NaN }],
])("%s tells in details what was wrong (%#)", (where, call, details) => {
  expect(call).toThrow(
    expect.objectContaining({ name: "MetricsError", message: expect.stringMatching(`^${where}: expected`), details }),
  );
});
