import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { ONE_TO_FIVE, POLARITY, SENTIMENT } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { netSentimentOfMean, sentiment } from "./sentiment.ts";

describe("sentiment", () => {
  test("of 15 negative, 40 neutral and 45 positive is 2.3, net +30, index 65", () => {
    const counts = [
      { point: 1, n: 15 },
      { point: 2, n: 40 },
      { point: 3, n: 45 },
    ];
    expect(sentiment(tallyFromCells(SENTIMENT, counts))).toMatchObject({
      mean: { metric: "sentiment.mean", unit: "scale", value: 2.3 },
      net: { metric: "sentiment.net", unit: "points", value: 30 },
      index: { metric: "sentiment.index", unit: "index", value: 65 },
    });
  });

  test("reads a polarity with the same net and index", () => {
    const { mean, net, index } = sentiment(tallyOf(POLARITY, [-1, 0, 1, 1]));
    expect(mean).toMatchObject({ metric: "sentiment.polarity", value: 0.25 });
    expect(net).toMatchObject({ metric: "sentiment.net", value: 25 });
    expect(index).toMatchObject({ metric: "sentiment.index", value: 62.5 });
  });

  test("is suppressed when there is no message", () => {
    const empty = { status: "suppressed", reason: "EMPTY_BASE" };
    expect(sentiment(emptyTally(SENTIMENT))).toMatchObject({ mean: empty, net: empty, index: empty });
  });

  test("refuses another scale", () => {
    expect(() => sentiment(emptyTally(ONE_TO_FIVE))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });

  test.prop([fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 50 })])(
    "says the same three times: net = 100 (mean − 2), index = (net + 100)/2",
    (answers) => {
      const { mean, net, index } = sentiment(tallyOf(SENTIMENT, answers));
      expect(net.value).toBeCloseTo(100 * (mean.value! - 2), 10);
      expect(index.value).toBeCloseTo((net.value! + 100) / 2, 10);
      expect(netSentimentOfMean(mean.value!)).toBeCloseTo(net.value!, 10);
    },
  );
});

describe("netSentimentOfMean", () => {
  test("turns a published mean into points", () => {
    expect([1, 2, 2.3, 3].map(netSentimentOfMean)).toEqual([-100, 0, 30, 100]);
  });

  test.each([0.9, 3.1, Number.NaN])("refuses a mean of %d", (mean) => {
    expect(() => netSentimentOfMean(mean)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
