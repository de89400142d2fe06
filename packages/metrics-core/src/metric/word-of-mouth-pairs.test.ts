import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import type { Estimated } from "../estimate/estimate.ts";
import { intervalOf } from "../estimate/interval.ts";
import { wilsonShare } from "../estimate/share-interval.ts";
import {
  crosstabFromCells,
  crosstabOf,
  emptyCrosstab,
  mergeCrosstabs,
  transposeCrosstab,
} from "../summary/crosstab.ts";
import { scaleOf, WORD_OF_MOUTH, YES_NO } from "../summary/scale.ts";
import { tallyOf } from "../summary/tally.ts";
import { negativeShare } from "./word-of-mouth.ts";
import { wordOfMouthIncidence } from "./word-of-mouth-incidence.ts";
import { wordOfMouthVolume } from "./word-of-mouth-volume.ts";

const COUNT = scaleOf(0, 20);
const PEOPLE: readonly (readonly [number, number])[] = [
  [2, 0],
  [1, 1],
  [3, 0],
  [0, 0],
  [0, 4],
  [12, 3],
];
const WEIGHTS = [1, 0.5, 2, 1, 1.25, 0.75];
const both = (weights?: readonly number[]) =>
  crosstabOf(COUNT, COUNT, PEOPLE, weights === undefined ? {} : { weights });

/** DEFINITIONS 4 and 8.4, row by row: R = Σwy/Σwt, e = w(y − Rt)/Σwt, variance n/(n − 1) Σe². */
function byRows(weights: readonly number[], message: (count: number) => number) {
  const rows = PEOPLE.map(([a, b], i) => ({ w: weights[i]!, y: message(b), t: message(a) + message(b) }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [y, t, n] = [sum((r) => r.w * r.y), sum((r) => r.w * r.t), rows.length];
  const ratio = y / t;
  const variance = (n / (n - 1)) * sum((r) => ((r.w * (r.y - ratio * r.t)) / t) ** 2);
  return { value: ratio, standardError: Math.sqrt(variance) };
}

describe("wordOfMouthIncidence", () => {
  test("counts people, on both sides if they spoke both ways", () => {
    const { negativeShare, negativeToPositive, positiveToNegative, negativeRate, positiveRate, net } =
      wordOfMouthIncidence(both());
    expect(negativeShare).toMatchObject({
      metric: "word_of_mouth.incidence.negative_share",
      unit: "share",
      value: 3 / 7,
      base: { eligible: 6, valid: 5, notApplicable: 1, weighted: 5, effective: 5 },
      flags: ["SMALL_BASE"],
      degreesOfFreedom: 5,
    });
    expect(negativeToPositive).toMatchObject({ unit: "ratio", value: 0.75, standardError: null });
    expect(positiveToNegative).toMatchObject({ value: 4 / 3 });
    expect(negativeRate).toMatchObject({ value: 0.5, base: { valid: 6 } });
    expect(positiveRate).toMatchObject({ value: 4 / 6 });
    expect(net.value).toBeCloseTo(100 / 6, 12);
  });

  test("has the paired variance for the net: who spoke both ways counts as neither", () => {
    const { net } = wordOfMouthIncidence(both());
    const [p, d, n] = [2 / 6, 1 / 6, 6];
    expectNumbers(net, { standardError: 100 * Math.sqrt((p + d - (p - d) ** 2) / n) });
    expect(net).toMatchObject({ evidence: { kind: "contrast", positive: p, negative: d } });
  });

  test.each([
    ["equal weights", [1, 1, 1, 1, 1, 1]],
    ["unequal weights", WEIGHTS],
  ])("linearises over people with %s", (_, weights) => {
    expectNumbers(
      wordOfMouthIncidence(both(weights)).negativeShare,
      byRows(weights, (count) => Math.min(count, 1)),
      1e-13,
    );
  });

  test("rests its intervals on the independent answers that the standard error implies", () => {
    const { negativeShare: share, negativeToPositive, positiveToNegative } = wordOfMouthIncidence(both(WEIGHTS));
    const { value, standardError } = share as Estimated;
    const n = (value * (1 - value)) / standardError! ** 2;
    const [low, high] = wilsonShare(value, n, 1.959963984540054);
    expectNumbers(intervalOf(share), { low, high });
    expectNumbers(intervalOf(negativeToPositive), { low: low / (1 - low), high: high / (1 - high) });
    expectNumbers(intervalOf(positiveToNegative), { low: (1 - high) / high, high: (1 - low) / low });
    const log = Math.exp((1.959963984540054 * standardError!) / (value * (1 - value)));
    expectNumbers(intervalOf(negativeToPositive, { method: "log" }), {
      low: negativeToPositive.value! / log,
      high: negativeToPositive.value! * log,
    });
  });

  test("keeps what people heard apart from what they said", () => {
    const { negativeShare, net } = wordOfMouthIncidence(both(), "received");
    expect(negativeShare.metric).toBe("word_of_mouth.received.incidence.negative_share");
    expect(net.metric).toBe("word_of_mouth.received.incidence.net");
  });

  test("3 to 1 by incidence is a negative share of 25 %", () => {
    const crosstab = crosstabFromCells(COUNT, COUNT, [
      { row: 1, column: 0, n: 300 },
      { row: 0, column: 1, n: 100 },
    ]);
    expect(wordOfMouthIncidence(crosstab)).toMatchObject({
      negativeShare: { value: 0.25 },
      positiveToNegative: { value: 3 },
    });
  });

  test("is the share of the single question when nobody spoke both ways", () => {
    const answers = ["negative", "positive", "positive", "none", "positive"] as const;
    const pairs = answers.map((answer) => [Number(answer === "positive"), Number(answer === "negative")] as const);
    const single = negativeShare(tallyOf(WORD_OF_MOUTH, answers));
    const { negativeShare: paired } = wordOfMouthIncidence(crosstabOf(COUNT, COUNT, pairs));
    expect(paired.value).toBe(single.value);
    expect(paired.standardError! * Math.sqrt(4 / 5)).toBeCloseTo(single.standardError!, 12);
  });
});

describe("wordOfMouthVolume", () => {
  test("counts messages up to the declared cap and says how many answers were larger", () => {
    const volume = wordOfMouthVolume(both(), { cap: 4 });
    expect(volume).toMatchObject({
      negativeShare: { metric: "word_of_mouth.volume.negative_share", value: 8 / 18 },
      negativeToPositive: { value: 0.8 },
      positiveToNegative: { value: 1.25 },
      cap: 4,
      capped: 1,
    });
    expect(wordOfMouthVolume(both(), { cap: 20 })).toMatchObject({ capped: 0, negativeShare: { value: 8 / 26 } });
  });

  test.each([
    ["equal weights", [1, 1, 1, 1, 1, 1]],
    ["unequal weights", WEIGHTS],
  ])("linearises over people with %s", (_, weights) => {
    const { negativeShare } = wordOfMouthVolume(both(weights), { cap: 3 });
    expectNumbers(
      negativeShare,
      byRows(weights, (count) => Math.min(count, 3)),
      1e-13,
    );
  });

  test("is incidence at a cap of 1", () => {
    const { negativeShare } = wordOfMouthVolume(both(WEIGHTS), { cap: 1, side: "received" });
    const incidence = wordOfMouthIncidence(both(WEIGHTS)).negativeShare;
    expect(negativeShare).toEqual({ ...incidence, metric: "word_of_mouth.received.volume.negative_share" });
  });

  test.each([0, 2.5, Number.POSITIVE_INFINITY])("refuses a cap of %d", (cap) => {
    expect(() => wordOfMouthVolume(both(), { cap })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});

describe("word of mouth of thin and of one-sided samples", () => {
  const all = (pairs: readonly (readonly [number, number])[], weights?: readonly number[]) =>
    wordOfMouthIncidence(crosstabOf(COUNT, COUNT, pairs, weights === undefined ? {} : { weights }));

  test("is suppressed when nobody was asked", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    const incidence = wordOfMouthIncidence(emptyCrosstab(COUNT, COUNT));
    for (const estimate of Object.values(incidence)) expect(estimate).toMatchObject(empty);
    const { negativeShare, negativeToPositive } = wordOfMouthVolume(emptyCrosstab(COUNT, COUNT), { cap: 5 });
    expect([negativeShare, negativeToPositive]).toMatchObject([empty, empty]);
  });

  test("has no share of mentions, but rates, when nobody said anything", () => {
    const { negativeShare, negativeRate, net } = all([
      [0, 0],
      [0, 0],
    ]);
    expect(negativeShare).toMatchObject({ reason: "EMPTY_BASE", base: { eligible: 2, valid: 0, notApplicable: 2 } });
    expect(negativeRate).toMatchObject({ value: 0 });
    expect(net).toMatchObject({ value: 0 });
  });

  test("has no ratio to nothing", () => {
    const { negativeShare, negativeToPositive, positiveToNegative } = all([
      [1, 0],
      [2, 0],
    ]);
    expect(negativeShare).toMatchObject({ value: 0, standardError: 0, flags: ["DEGENERATE_VARIANCE", "SMALL_BASE"] });
    expect(intervalOf(negativeShare)!.high).toBeCloseTo(0.6576, 4);
    expect(positiveToNegative).toMatchObject({ status: "suppressed", reason: "DIVISION_BY_ZERO" });
    expect(negativeToPositive).toMatchObject({ value: 0 });
    expect(intervalOf(negativeToPositive)).toMatchObject({ low: 0 });
  });

  test("has no standard error with one person, or when one has all the weight", () => {
    expect(all([[1, 1]]).negativeShare).toMatchObject({ value: 0.5, standardError: null });
    expect(
      all(
        [
          [1, 1],
          [1, 0],
        ],
        [3, 0],
      ).negativeShare,
    ).toMatchObject({ value: 0.5, standardError: null });
  });

  test("is suppressed when all weights are 0", () => {
    expect(all([[1, 0]], [0]).negativeShare).toMatchObject({ reason: "EMPTY_BASE", base: { valid: 1, weighted: 0 } });
  });

  test("keeps its digits at 10^12 people", () => {
    const crosstab = crosstabFromCells(COUNT, COUNT, [
      { row: 1, column: 0, n: 1e12 },
      { row: 0, column: 1, n: 1 },
    ]);
    const { negativeShare } = wordOfMouthIncidence(crosstab);
    expectNumbers(negativeShare, { value: 1 / (1e12 + 1), standardError: Math.sqrt(1e12) / (1e12 + 1) ** 1.5 }, 1e-11);
  });

  test("refuses questions that do not count messages", () => {
    for (const scale of [YES_NO, scaleOf(1, 5), scaleOf(0, 5, { step: 0.5 })]) {
      for (const crosstab of [emptyCrosstab(scale, COUNT), emptyCrosstab(COUNT, scale)]) {
        expect(() => wordOfMouthIncidence(crosstab)).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
        expect(() => wordOfMouthVolume(crosstab, { cap: 5 })).toThrow(
          expect.objectContaining({ code: "SCALE_MISMATCH" }),
        );
      }
    }
  });
});

const someone = fc.record({
  pair: fc.tuple(fc.nat(6), fc.nat(6)),
  weight: fc.integer({ min: 1, max: 400 }).map((units) => units / 100),
});
const people = fc.array(someone, { minLength: 2, maxLength: 30 });
const crosstabOfPeople = (all: readonly { pair: readonly [number, number]; weight: number }[]) =>
  crosstabOf(
    COUNT,
    COUNT,
    all.map(({ pair }) => pair),
    { weights: all.map(({ weight }) => weight) },
  );

describe("laws of word of mouth", () => {
  test.prop([people, fc.nat(30)])("where the people were split makes no difference", (all, at) => {
    const merged = mergeCrosstabs(crosstabOfPeople(all.slice(0, at)), crosstabOfPeople(all.slice(at)));
    expectNumbers(wordOfMouthVolume(merged, { cap: 4 }), wordOfMouthVolume(crosstabOfPeople(all), { cap: 4 }), 1e-14);
  });

  test.prop([people])("positive and negative change places with the questions", (all) => {
    const crosstab = crosstabOfPeople(all);
    const [here, there] = [wordOfMouthIncidence(crosstab), wordOfMouthIncidence(transposeCrosstab(crosstab))];
    expectNumbers(there.negativeToPositive.value, here.positiveToNegative.value);
    expect(there.net.value).toBe(here.net.value === 0 ? 0 : -here.net.value!);
  });

  test.prop([people, fc.integer({ min: 2, max: 50 })])("the unit of the weights makes no difference", (all, factor) => {
    const scaled = all.map(({ pair, weight }) => ({ pair, weight: weight * factor }));
    const { value, standardError } = wordOfMouthIncidence(crosstabOfPeople(all)).negativeShare;
    expectNumbers(wordOfMouthIncidence(crosstabOfPeople(scaled)).negativeShare, { value, standardError }, 1e-12);
  });

  test.prop([people])("a share is never outside its interval, and a wider level never gives a narrower one", (all) => {
    const { negativeShare } = wordOfMouthVolume(crosstabOfPeople(all), { cap: 6 });
    fc.pre(negativeShare.status === "estimated" && negativeShare.standardError !== null);
    const [narrow, wide] = [0.8, 0.99].map((level) => intervalOf(negativeShare, { level })!);
    expect(wide!.low).toBeLessThanOrEqual(narrow!.low + 1e-12);
    expect(narrow!.low).toBeLessThanOrEqual(negativeShare.value! + 1e-12);
    expect(narrow!.high).toBeGreaterThanOrEqual(negativeShare.value! - 1e-12);
    expect(wide!.high).toBeGreaterThanOrEqual(narrow!.high - 1e-12);
  });
});
