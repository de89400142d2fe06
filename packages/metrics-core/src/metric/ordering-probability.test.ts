import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { type AnswerPair, crosstabOf } from "../summary/crosstab.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { CHURN } from "./churn.ts";
import { orderingProbability } from "./ordering-probability.ts";

const ordering = (pairs: readonly AnswerPair[], weights?: readonly number[]) =>
  orderingProbability(
    "churn.ordering",
    crosstabOf(ZERO_TO_TEN, CHURN, pairs, weights === undefined ? {} : { weights }),
    "churned",
    "stayed",
  );

const times = (n: number, pair: AnswerPair): readonly AnswerPair[] => new Array<AnswerPair>(n).fill(pair);

describe("orderingProbability", () => {
  test("weighs people, and says what it rests on", () => {
    const got = ordering(
      [
        [2, "churned"],
        [6, "churned"],
        [9, "churned"],
        [6, "stayed"],
        [8, "stayed"],
        [10, "stayed"],
        [null, "stayed"],
      ],
      [2, 1, 1, 1, 2, 1, 5],
    );
    // Placements of the churned 1, 7/8, 1/4 with weights 2, 1, 1; of the stayed 5/8, 3/4, 1 with weights 1, 2, 1.
    const value = (2 * 1 + 7 / 8 + 1 / 4) / 4;
    const low = (4 * (1 - value) ** 2 + (7 / 8 - value) ** 2 + (1 / 4 - value) ** 2) / 16;
    const high = ((5 / 8 - value) ** 2 + 4 * (3 / 4 - value) ** 2 + (1 - value) ** 2) / 16;
    const variance = (3 / 2) * (low + high);
    expectNumbers(
      got,
      {
        status: "estimated",
        value,
        standardError: Math.sqrt(variance),
        base: { eligible: 7, valid: 6, missing: 1, weighted: 8, effective: 64 / 12 },
        flags: ["SMALL_BASE"],
        range: [0, 1],
        evidence: { kind: "share", share: value, n: (value * (1 - value)) / variance },
        degreesOfFreedom: 4,
      },
      1e-14,
    );
  });

  test("is as sure as the smaller side where answers tell all", () => {
    const got = ordering([...times(40, [3, "churned"]), ...times(50, [9, "stayed"])]);
    expect(got).toMatchObject({ value: 1, standardError: 0, evidence: { n: 40 }, flags: ["DEGENERATE_VARIANCE"] });
    const turned = ordering([...times(50, [3, "churned"]), ...times(40, [9, "stayed"])]);
    expect(turned).toMatchObject({ evidence: { n: 40 } });
    const heavy = [...times(20, [3, "churned"] as const), ...times(25, [9, "stayed"] as const)];
    // Kish: 20 people of weight 3; 24 of weight 1 and one of weight 6.
    expectNumbers(ordering(heavy, [...new Array(20).fill(3), 6, ...new Array(24).fill(1)]), {
      evidence: { n: 30 ** 2 / 60 },
    });
  });

  test("warns of fewer than 30 on either side", () => {
    const both = (low: number, high: number) =>
      ordering([...times(low, [3, "churned"]), ...times(high, [9, "stayed"]), [4, "stayed"], [4, "churned"]]);
    for (const [low, high, flags] of [
      [29, 29, []],
      [28, 29, ["SMALL_BASE"]],
      [29, 28, ["SMALL_BASE"]],
    ] as const) {
      expect(both(low, high)).toMatchObject({ flags });
    }
  });

  test("needs somebody on both sides, and two for a standard error", () => {
    expect(ordering([[3, "churned"]])).toMatchObject({
      status: "suppressed",
      reason: "EMPTY_BASE",
      base: { valid: 1 },
    });
    expect(ordering([[3, "stayed"]])).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE", base: { valid: 1 } });
    const one = ordering([
      [3, "churned"],
      [2, "stayed"],
      [9, "stayed"],
    ]);
    expect(one).toMatchObject({ value: 0.5, standardError: null, evidence: { n: 1 }, flags: ["SMALL_BASE"] });
  });
});
