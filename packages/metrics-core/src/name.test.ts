import { describe, expect, test } from "vitest";
import { bootstrapInterval, weightedMean } from "./estimate/bootstrap.ts";
import { differenceOf } from "./estimate/difference.ts";
import { intervalOf } from "./estimate/interval.ts";
import { testAgainst } from "./estimate/one-sample.ts";
import { standardDeviation } from "./estimate/standard-deviation.ts";
import { trendOf } from "./estimate/trend.ts";
import { ces } from "./metric/ces.ts";
import { nps } from "./metric/nps.ts";
import { organisationShare } from "./metric/organisation-share.ts";
import { wordOfMouthRatio } from "./metric/word-of-mouth.ts";
import { requireName } from "./name.ts";
import { categories, CES_V2_SCALE, ONE_TO_FIVE, scaleOf, WORD_OF_MOUTH, ZERO_TO_TEN } from "./summary/scale.ts";
import { tallyOf } from "./summary/tally.ts";

describe("requireName", () => {
  test("takes a name of the list and names the others", () => {
    expect(() => requireName("where", "fruit", "pear", ["apple", "pear"])).not.toThrow();
    expect(() => requireName<string>("where", "fruit", "leek", ["apple", "pear"])).toThrow(
      "where: expected a fruit out of apple, pear, got leek",
    );
  });
});

describe("a caller without types", () => {
  const unknown = "toString" as never;
  const score = nps(tallyOf(ZERO_TO_TEN, [10, 3, 8]));

  test.each([
    ["intervalOf method", () => intervalOf(score, { method: unknown })],
    ["intervalOf variance", () => intervalOf(score, { variance: unknown })],
    ["differenceOf method", () => differenceOf(score, score, { method: unknown })],
    ["differenceOf variance", () => differenceOf(score, score, { variance: unknown })],
    ["testAgainst method", () => testAgainst(score, 0, { method: unknown })],
    ["testAgainst variance", () => testAgainst(score, 0, { variance: unknown })],
    ["testAgainst alternative", () => testAgainst(score, 0, { alternative: unknown })],
    ["trendOf variance", () => trendOf([{ time: 1, estimate: score }], { variance: unknown })],
    ["standardDeviation kind", () => standardDeviation(tallyOf(ONE_TO_FIVE, [3, 4]), { kind: unknown })],
    ["bootstrapInterval method", () => bootstrapInterval([1, 2], null, weightedMean, { seed: 1, method: unknown })],
    ["organisationShare rule", () => organisationShare([tallyOf(ONE_TO_FIVE, [3])], { k: 2, rule: unknown })],
    ["wordOfMouthRatio direction", () => wordOfMouthRatio(tallyOf(WORD_OF_MOUTH, ["negative"]), unknown)],
    ["ces version", () => ces(tallyOf(CES_V2_SCALE, [3]), unknown)],
    ["tallyOf policy", () => tallyOf(ONE_TO_FIVE, [9], { invalid: unknown })],
    ["scaleOf direction", () => scaleOf(1, 5, { direction: unknown })],
    ["categories direction", () => categories(["a", "b"], unknown)],
  ])("is told which names there are: %s", (_, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
  });
});
