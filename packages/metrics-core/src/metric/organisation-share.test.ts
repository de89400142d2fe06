import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { forPopulation } from "../estimate/finite-population.ts";
import { CES_V1_SCALE, ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { type Tally, tallyOf } from "../summary/tally.ts";
import { organisationShare } from "./organisation-share.ts";
import { topBox } from "./satisfaction.ts";

const of = (...answers: readonly (number | null)[][]): readonly Tally[] =>
  answers.map((each) => tallyOf(ONE_TO_FIVE, each));

describe("organisationShare", () => {
  test("with one informant each it is the top-box share", () => {
    const answers = [5, 4, 3, 2, 1, 5];
    const { share, agreement } = organisationShare(of(...answers.map((answer) => [answer])), { k: 2 });
    expect(share).toEqual({ ...topBox(tallyOf(ONE_TO_FIVE, answers), 2), metric: "organisations.top_2" });
    expect(agreement).toBeNull();
  });

  test("several informants are made one answer, by their mean or by their majority", () => {
    const organisations = of([5, 5, 1], [4, 4, 1, 1], [4, 4, 4, 3]);
    expect(organisationShare(organisations, { k: 2 }).share.value).toBe(0);
    expect(organisationShare(organisations, { k: 2, rule: "majority" }).share.value).toBe(2 / 3);
    expect(organisationShare(of([5, 3], [5, 2]), { k: 2 }).share.value).toBe(0.5);
  });

  test("best may be low", () => {
    const organisations = [[1, 2], [1, 1], [4, 5], [3]].map((answers) => tallyOf(CES_V1_SCALE, answers));
    expect(organisationShare(organisations, { k: 2 }).share.value).toBe(0.5);
    expect(organisationShare(organisations, { k: 2, rule: "majority" }).share.value).toBe(0.5);
    expect(organisationShare(organisations, { k: 1 }).share).toMatchObject({
      metric: "organisations.top_1",
      value: 0.25,
    });
  });

  test("who has no valid answer is missing, and the rest of a known number of organisations can be told", () => {
    const { share } = organisationShare(of([5], [1], [null], []), { k: 2 });
    expect(share).toMatchObject({ value: 0.5, base: { eligible: 4, valid: 2, missing: 2 } });
    expectNumbers(forPopulation(share, 4).standardError, share.standardError! / Math.SQRT2);
  });

  test("informants' agreement is ICC(1)", () => {
    // Shrout & Fleiss 1979, table 2: six targets, four judges; ICC(1,1) = 0.17
    const ratings = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const { agreement } = organisationShare(
      ratings.map((answers) => tallyOf(ZERO_TO_TEN, answers)),
      { k: 3 },
    );
    expect(agreement).toBeCloseTo(0.1657, 4);
    expect(organisationShare(of([1, 1], [5, 5, 5]), { k: 2 }).agreement).toBe(1);
    expect(organisationShare(of([1, 5], [5, 1]), { k: 2 }).agreement).toBe(-1);
  });

  test("is not defined for one organisation, one informant each, or equal answers", () => {
    expect(organisationShare(of([1, 5]), { k: 2 }).agreement).toBeNull();
    expect(organisationShare(of([1], [5]), { k: 2 }).agreement).toBeNull();
    expect(organisationShare(of([4, 4], [4, 4]), { k: 2 }).agreement).toBeNull();
  });

  test("is suppressed, not zero, when no organisation has an answer", () => {
    expect(organisationShare(of([], [null]), { k: 2 }).share).toMatchObject({
      status: "suppressed",
      reason: "EMPTY_BASE",
    });
  });

  test("refuses no organisation, a box that is none, and two scales", () => {
    const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
    expect(() => organisationShare([], { k: 2 })).toThrow(invalid);
    for (const k of [0, 5, 1.5]) expect(() => organisationShare(of([1]), { k })).toThrow(invalid);
    expect(() => organisationShare([...of([1]), tallyOf(ZERO_TO_TEN, [1])], { k: 2 })).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });
});
