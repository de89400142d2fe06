import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/estimate/estimate.ts";
import { intervalOf } from "../../src/estimate/interval.ts";
import { ces, cesEasy, cesIndex, cesNetEasy } from "../../src/metric/ces.ts";
import { expectation } from "../../src/metric/expectation.ts";
import { topBox } from "../../src/metric/satisfaction.ts";
import { shares } from "../../src/metric/shares.ts";
import { CES_V2_SCALE, categories } from "../../src/summary/scale.ts";
import { tallyFromCells } from "../../src/summary/tally.ts";
import { expectDigits } from "../expect-numbers.ts";

function expectInterval(estimate: Estimate, low: number, high: number, decimals: number, times = 1): void {
  const interval = intervalOf(estimate)!;
  expectDigits(times * interval.low, low, decimals);
  expectDigits(times * interval.high, high, decimals);
}

/** A worked example with published counts, sum and mean (CYS, customer effort score); deviation, intervals and shares computed from them. */
describe("CES 2.0 of 80, 210, 140, 110, 160, 180 and 120 answers", () => {
  const tally = tallyFromCells(
    CES_V2_SCALE,
    [80, 210, 140, 110, 160, 180, 120].map((n, i) => ({ point: i + 1, n })),
  );

  test("is 4.08, with a standard error of 0.0605 (3.961, 4.199)", () => {
    const mean = ces(tally, "v2");
    expect(mean.value).toBe(4.08);
    expectDigits(mean.standardError, 0.0605, 4);
    expectDigits(mean.standardError! * Math.sqrt(1000), 1.9124, 4);
    expectInterval(mean, 3.961, 4.199, 3);
  });

  test("is easy for 46.0 % (42.93, 49.10), net +3.0, index 51.33", () => {
    expect(cesEasy(tally, "v2").value).toBe(0.46);
    expectInterval(cesEasy(tally, "v2"), 42.93, 49.1, 2, 100);
    expect(topBox(tally, 2).value).toBe(0.3);
    expectDigits(cesNetEasy(tally, "v2").value, 3, 1);
    expectDigits(cesIndex(tally, "v2").value, 51.33, 2);
  });
});

/** Published shares of a programme with a base of just over 2,000; the other 37 % is not published. */
describe("expectation of 59 % as expected and 4 % positively surprised of 2,000", () => {
  const FIVE = categories(["far_below", "below", "as", "above", "surprised"]);

  test("has intervals (56.83, 61.14) and (3.23, 4.95), and leaves 37 % unstated, not negative", () => {
    const tally = tallyFromCells(categories(["as", "surprised", "other"]), [
      { point: "as", n: 1180 },
      { point: "surprised", n: 80 },
      { point: "other", n: 740 },
    ]);
    const { categories: listed, unstated } = shares(tally, ["as", "surprised"]);
    expectInterval(listed[0]!.share, 56.83, 61.14, 2, 100);
    expectInterval(listed[1]!.share, 3.23, 4.95, 2, 100);
    expect(unstated).toMatchObject({ code: "unstated", count: 740, share: { value: 0.37 } });
  });

  test("runs from −2 to 2 on five classes", () => {
    const tally = tallyFromCells(FIVE, [
      { point: "far_below", n: 5 },
      { point: "below", n: 20 },
      { point: "as", n: 50 },
      { point: "above", n: 15 },
      { point: "surprised", n: 10 },
    ]);
    const { below, asExpected, above, net, mean } = expectation(tally);
    expect([below.value, asExpected.value, above.value, net.value, mean.value]).toEqual([0.25, 0.5, 0.25, 0, 0.05]);
    expect(mean.status === "estimated" && mean.range).toEqual([-2, 2]);
  });
});
