import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps, npsGroups } from "../metric/nps.ts";
import { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "../metric/satisfaction.ts";
import { wordOfMouthRatio } from "../metric/word-of-mouth.ts";
import { WORD_OF_MOUTH, ZERO_TO_TEN } from "../summary/scale.ts";
import { mergeTallies, reverseTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { differenceOf } from "./difference.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { INTERVAL_METHODS, type Interval, intervalOf } from "./interval.ts";
import { medianOf } from "./median.ts";
import { standardDeviation } from "./standard-deviation.ts";

const METRICS: readonly ((tally: Tally) => Estimate)[] = [
  nps,
  (tally) => npsGroups(tally).promoters,
  satisfaction,
  satisfactionIndex,
  (tally) => topBox(tally, 3),
  (tally) => bottomBox(tally, 5),
  (tally) => netSatisfaction(tally, { top: 2, bottom: 4 }),
];

const row = fc.record({ answer: fc.integer({ min: 0, max: 10 }), weight: fc.integer({ min: 1, max: 5 }) });
const rows = fc.array(row, { minLength: 1, maxLength: 40 });

const weighted = (all: readonly { answer: number; weight: number | string }[]): Tally =>
  tallyOf(
    ZERO_TO_TEN,
    all.map(({ answer }) => answer),
    { weights: all.map(({ weight }) => weight) },
  );
const plain = (all: readonly { answer: number }[]): Tally =>
  tallyOf(
    ZERO_TO_TEN,
    all.map(({ answer }) => answer),
  );

/** What all metrics and their default intervals say. */
const everything = (tally: Tally): unknown =>
  METRICS.map((metric) => ({ ...metric(tally), interval: intervalOf(metric(tally)) }));

describe("laws of estimates", () => {
  test.prop([rows, fc.nat(40)])("order and split of the responses do not matter, to the last digit", (all, at) => {
    expect(everything(weighted([...all].reverse()))).toEqual(everything(weighted(all)));
    expect(everything(mergeTallies(weighted(all.slice(0, at)), weighted(all.slice(at))))).toEqual(
      everything(weighted(all)),
    );
    expect(everything(mergeTallies(plain(all.slice(0, at)), plain(all.slice(at))))).toEqual(everything(plain(all)));
  });

  test.prop([rows, fc.constantFrom("0.1", "0.037", "1000", "1e-12", "1e12")])(
    "the unit of the weights does not matter",
    (all, unit) => {
      const scaled = all.map(({ answer, weight }) => {
        const [digits, exponent = "0"] = unit.split("e");
        const places = digits!.split(".")[1]?.length ?? 0;
        const units = BigInt(digits!.replace(".", "")) * BigInt(weight);
        return { answer, weight: `${units}e${Number(exponent) - places}` };
      });
      for (const metric of METRICS) {
        const [a, b] = [metric(weighted(all)) as Estimated, metric(weighted(scaled)) as Estimated];
        const numbers = ({ value, standardError, evidence, base }: Estimated): unknown => ({
          value,
          standardError,
          evidence,
          effective: base.effective,
        });
        expectNumbers(numbers(b), numbers(a), 1e-12);
        expect(b.flags).toEqual(a.flags);
      }
      expect(medianOf(weighted(scaled))).toBe(medianOf(weighted(all)));
      expectNumbers(
        standardDeviation(weighted(scaled), { kind: "reliability" }),
        standardDeviation(weighted(all), { kind: "reliability" }),
        1e-12,
      );
    },
  );

  test.prop([rows])("whole weights are answers given so many times, as far as the value goes", (all) => {
    const repeated = all.flatMap(({ answer, weight }) => new Array<{ answer: number }>(weight).fill({ answer }));
    for (const metric of METRICS) expectNumbers(metric(weighted(all)).value, metric(plain(repeated)).value, 1e-12);
    expect(medianOf(weighted(all))).toBe(medianOf(plain(repeated)));
  });

  test.prop([rows])("answers without weight change no value", (all) => {
    const more = [...all, { answer: 0, weight: 0 }, { answer: 10, weight: 0 }];
    for (const metric of METRICS) expect(metric(weighted(more)).value).toBe(metric(weighted(all)).value);
  });

  test.prop([rows])("reversed answers on the reversed scale say the same", (all) => {
    const reversed = reverseTally(weighted(all));
    for (const metric of METRICS.slice(3)) {
      const [a, b] = [metric(weighted(all)), metric(reversed)];
      expectNumbers({ ...b }, { ...a }, 1e-12);
    }
    expectNumbers(satisfaction(reversed).value, 10 - satisfaction(weighted(all)).value!, 1e-12);
  });

  test.prop([rows, fc.nat(39)])(
    "a better answer never makes a better-is-higher metric worse, nor its score interval",
    (all, at) => {
      const index = at % all.length;
      const better = all.map((each, i) => (i === index ? { ...each, answer: Math.min(10, each.answer + 1) } : each));
      for (const metric of [nps, satisfaction, satisfactionIndex, (tally: Tally) => topBox(tally, 3)]) {
        expect(metric(weighted(better)).value).toBeGreaterThanOrEqual(metric(weighted(all)).value! - 1e-12);
      }
      for (const [metric, method] of [
        [nps, "score"],
        [(tally: Tally) => topBox(tally, 3), "wilson"],
      ] as const) {
        const [before, after] = [all, better].map((each) => intervalOf(metric(plain(each)), { method }) as Interval);
        expect(after!.low).toBeGreaterThanOrEqual(before!.low - 1e-9);
        expect(after!.high).toBeGreaterThanOrEqual(before!.high - 1e-9);
      }
    },
  );
});

describe("laws of intervals", () => {
  test.prop([rows, fc.boolean()], { numRuns: 40 })(
    "a higher level holds the interval of a lower one, by every method",
    (all, withWeights) => {
      const tally = withWeights ? weighted(all) : plain(all);
      const ratio = wordOfMouthRatio(
        tallyFromCells(WORD_OF_MOUTH, [
          { point: "negative", n: all.length },
          { point: "positive", n: all[0]!.weight },
        ]),
      );
      for (const estimate of [...METRICS.map((metric) => metric(tally)), ratio]) {
        for (const method of INTERVAL_METHODS[(estimate as Estimated).evidence.kind]) {
          if (method === "bootstrap" && withWeights) continue;
          const nested = [0.5, 0.8, 0.95, 0.999].map((level) => intervalOf(estimate, { method, level, draws: 200 }));
          for (const [i, outer] of nested.entries()) {
            const inner = nested[i - 1];
            if (inner === undefined) continue;
            expect(outer === null, method).toBe(inner === null);
            if (outer === null || inner === null) continue;
            expect(outer.low, method).toBeLessThanOrEqual(inner.low + 1e-9);
            expect(outer.high, method).toBeGreaterThanOrEqual(inner.high - 1e-9);
          }
        }
      }
    },
  );

  test.prop([rows])("score intervals hold the value, and none leaves the range", (all) => {
    for (const tally of [weighted(all), plain(all)]) {
      for (const estimate of METRICS.map((metric) => metric(tally) as Estimated)) {
        for (const method of INTERVAL_METHODS[estimate.evidence.kind]) {
          if (method === "bootstrap" || method === "dirichlet") continue;
          const interval = intervalOf(estimate, { method });
          if (interval === null) continue;
          expect(interval.low, method).toBeGreaterThanOrEqual(estimate.range[0]);
          expect(interval.high, method).toBeLessThanOrEqual(estimate.range[1]);
          expect(interval.low, method).toBeLessThanOrEqual(interval.high);
          if (!["score", "wilson", "clopper-pearson", "wald", "t"].includes(method)) continue;
          expect(interval.low, method).toBeLessThanOrEqual(estimate.value + 1e-9);
          expect(interval.high, method).toBeGreaterThanOrEqual(estimate.value - 1e-9);
        }
      }
    }
  });

  test.prop([rows])("no answers turn into NaN anywhere", (all) => {
    const numbers = (value: unknown): number[] =>
      typeof value === "number"
        ? [value]
        : typeof value === "object" && value !== null
          ? Object.values(value).flatMap(numbers)
          : [];
    for (const tally of [weighted(all), plain(all), plain(all.slice(0, 1))]) {
      expect(numbers(everything(tally)).some(Number.isNaN)).toBe(false);
      for (const metric of METRICS) {
        expect(numbers(differenceOf(metric(plain(all)), metric(tally))).some(Number.isNaN)).toBe(false);
      }
    }
  });
});
