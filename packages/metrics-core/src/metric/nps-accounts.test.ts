import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { standardErrorBy } from "../estimate/standard-error.ts";
import type { Estimated } from "../estimate/estimate.ts";
import { intervalOf } from "../estimate/interval.ts";
import { REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, mergeTallies, tallyOf } from "../summary/tally.ts";
import { linearisedMean } from "../weighting/linearised-variance.ts";
import { nps } from "./nps.ts";
import { type Account, type AccountWeighting, accountNps } from "./nps-accounts.ts";

const answers = [[10, 9, 10, 8], [3, 6], [9], [7, 10, 2, 2, 5]];
const revenues = [100, 40, 10, 50];
const accounts: readonly Account[] = answers.map((scores, i) => ({
  tally: tallyOf(ZERO_TO_TEN, scores),
  revenue: revenues[i]!,
}));
const code = (score: number): number => (score >= 9 ? 100 : score <= 6 ? -100 : 0);

describe("accountNps", () => {
  test("pooled: the score of all responses, with the standard error of clusters", () => {
    const estimate = accountNps(accounts, "pooled") as Estimated;
    const merged = accounts.map(({ tally }) => tally).reduce(mergeTallies);
    expectNumbers(estimate.value, nps(merged).value!);
    expect(estimate).toMatchObject({
      metric: "nps.accounts.pooled",
      degreesOfFreedom: 3,
      base: { valid: 12, weighted: 12, effective: 12 },
    });
    const rows = answers.flatMap((scores, account) =>
      scores.map((score) => ({ score: code(score), account: String(account) })),
    );
    const reference = linearisedMean({
      values: rows.map(({ score }) => score),
      clusters: rows.map(({ account }) => account),
    });
    expect(reference.status).toBe("estimated");
    if (reference.status === "estimated") expectNumbers(estimate.standardError, reference.standardError);
  });

  test("mean: the mean of the scores of the accounts, with s/√A", () => {
    const estimate = accountNps(accounts, "mean") as Estimated;
    // 75, -100, 100, -40
    expectNumbers(estimate, { value: 8.75, standardError: Math.sqrt(26_918.75 / 3 / 4) });
    expect(estimate).toMatchObject({ metric: "nps.accounts.mean", base: { valid: 12, weighted: 4 } });
    expectNumbers(estimate.base.effective, 16 / (1 / 4 + 1 / 2 + 1 + 1 / 5));
  });

  test("revenue: the scores of the accounts weighted by revenue", () => {
    const estimate = accountNps(accounts, "revenue") as Estimated;
    const value = (75 * 100 - 100 * 40 + 100 * 10 - 40 * 50) / 200;
    const squares = [75, -100, 100, -40].reduce(
      (sum, score, i) => sum + ((revenues[i]! * (score - value)) / 200) ** 2,
      0,
    );
    expectNumbers(estimate, { value, standardError: Math.sqrt((squares * 4) / 3) });
    expect(estimate).toMatchObject({ metric: "nps.accounts.revenue", base: { weighted: 200 } });
  });

  test("the interval is Student's t with accounts - 1, and the evidence is as precise as the standard error", () => {
    const estimate = accountNps(accounts, "mean") as Estimated;
    expect(intervalOf(estimate)).toMatchObject({ method: "t" });
    expectNumbers(standardErrorBy(estimate, "kish"), estimate.standardError);
  });

  test("accounts without an answer are left out, and stay in the ledger", () => {
    const silent = { tally: tallyOf(ZERO_TO_TEN, [null, null]), revenue: 1000 };
    for (const weighting of ["pooled", "mean", "revenue"] as const) {
      const [without, with_] = [accountNps(accounts, weighting), accountNps([...accounts, silent], weighting)];
      expect(with_).toEqual({ ...without, base: { ...without.base, eligible: 14, missing: 2 } });
    }
  });

  test("an account without revenue has no say, but stays in the ledger", () => {
    const poor = { tally: tallyOf(ZERO_TO_TEN, [0]), revenue: 0 };
    const [without, with_] = [accountNps(accounts, "revenue"), accountNps([...accounts, poor], "revenue")];
    expect(with_).toMatchObject({ value: without.value, standardError: without.standardError, base: { valid: 13 } });
  });

  test("equal accounts: no Wald interval, but a score interval on the accounts", () => {
    const same = [3, 1, 2].map((n) => ({ tally: tallyOf(ZERO_TO_TEN, new Array(n).fill(10)), revenue: n / 10 }));
    for (const weighting of ["pooled", "mean", "revenue"] as const) {
      const estimate = accountNps(same, weighting) as Estimated;
      expect(estimate).toMatchObject({ value: 100, standardError: 0, flags: ["DEGENERATE_VARIANCE", "SMALL_BASE"] });
      expect(intervalOf(estimate)).toMatchObject({ method: "score", high: 100 });
    }
    const three = accountNps(same, "mean") as Estimated;
    expect(three.evidence).toMatchObject({ n: expect.closeTo(3, 12) });
  });

  test("one account: a value without a standard error or an interval", () => {
    const alone = accountNps(accounts.slice(0, 1), "pooled");
    expect(alone).toMatchObject({ value: 75, standardError: null });
    expect(intervalOf(alone)).toBeNull();
  });

  test("large accounts are not flagged", () => {
    const of = (people: number) =>
      [10, 3].map((score) => ({ tally: tallyOf(ZERO_TO_TEN, new Array(people).fill(score)) }));
    expect(accountNps(of(15), "pooled")).toMatchObject({ value: 0, flags: [] });
    expect(accountNps(of(14), "pooled")).toMatchObject({ value: 0, flags: ["SMALL_BASE"] });
  });

  test("is suppressed, not zero, without an answer", () => {
    for (const empty of [[], [{ tally: emptyTally(ZERO_TO_TEN), revenue: 5 }]]) {
      expect(accountNps(empty, "revenue")).toMatchObject({
        status: "suppressed",
        reason: "EMPTY_BASE",
        base: { valid: 0, effective: 0, weighted: 0 },
      });
    }
  });

  test("refuses other scales, revenue that is none, and other weightings", () => {
    const marks = { tally: tallyOf(REPORT_MARK, [8]) };
    expect(() => accountNps([marks], "mean")).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    const tally = tallyOf(ZERO_TO_TEN, [8]);
    for (const revenue of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => accountNps([{ tally, revenue }], "revenue")).toThrow(
        expect.objectContaining({ code: "WEIGHT_INVALID" }),
      );
    }
    expect(() => accountNps([{ tally }], "revenue")).toThrow(expect.objectContaining({ code: "WEIGHT_INVALID" }));
    expect(() => accountNps([{ tally }], "seats" as AccountWeighting)).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });
});
