import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { betaCdf, betaQuantile, betaSurvival } from "./beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./chi-square.ts";
import { fCdf, fQuantile, fSurvival } from "./f.ts";
import { normalCdf, normalSurvival } from "./normal.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTCdf, studentTQuantile, studentTSurvival, studentTTwoSidedP } from "./student-t.ts";

/** Degrees of freedom and shapes from 1e-3 to 1e12, spread evenly over the powers of ten. */
const shape = fc.double({ min: -3, max: 12, noNaN: true }).map((power) => 10 ** power);
const moderate = fc.double({ min: -0.3, max: 4, noNaN: true }).map((power) => 10 ** power);
/** Probabilities in both far tails and between them. */
const probability = fc.oneof(
  fc.double({ min: 1e-3, max: 1 - 1e-3, noNaN: true }),
  fc.double({ min: -299, max: -1, noNaN: true }).map((power) => 10 ** power),
  fc.double({ min: -15, max: -1, noNaN: true }).map((power) => 1 - 10 ** power),
);
const positive = fc.double({ min: -12, max: 6, noNaN: true }).map((power) => 10 ** power);

/** One distribution as functions of x alone. */
interface Distribution {
  readonly cdf: (x: number) => number;
  readonly survival: (x: number) => number;
  readonly quantile: (p: number) => number;
}

const normal: Distribution = { cdf: normalCdf, survival: normalSurvival, quantile: normalQuantile };
const studentT = (df: number): Distribution => ({
  cdf: (t) => studentTCdf(t, df),
  survival: (t) => studentTSurvival(t, df),
  quantile: (p) => studentTQuantile(p, df),
});
const chiSquare = (df: number): Distribution => ({
  cdf: (x) => chiSquareCdf(x, df),
  survival: (x) => chiSquareSurvival(x, df),
  quantile: (p) => chiSquareQuantile(p, df),
});
const f = (df1: number, df2: number): Distribution => ({
  cdf: (x) => fCdf(x, df1, df2),
  survival: (x) => fSurvival(x, df1, df2),
  quantile: (p) => fQuantile(p, df1, df2),
});
const beta = (a: number, b: number): Distribution => ({
  cdf: (x) => betaCdf(x, a, b),
  survival: (x) => betaSurvival(x, a, b),
  quantile: (p) => betaQuantile(p, a, b),
});

const any = fc.oneof(
  fc.constant(normal),
  shape.map(studentT),
  shape.map(chiSquare),
  fc.tuple(shape, shape).map(([one, two]) => f(one, two)),
  fc.tuple(shape, shape).map(([one, two]) => beta(one, two)),
);

/** The tails themselves are good to a few 1e-13 where they are as small as 1e-300. */
const SLACK = 1e-12;

describe("every distribution", () => {
  test.prop([any, probability])("has tails that sum to 1", ({ cdf, survival, quantile }, p) => {
    const x = quantile(p);
    expect(Math.abs(cdf(x) + survival(x) - 1)).toBeLessThanOrEqual(3e-16);
  });

  test.prop([any, probability])(
    "reaches p within a relative 1e-12 of its quantile",
    ({ cdf, survival, quantile }, p) => {
      const x = quantile(p);
      fc.pre(Number.isFinite(x) && Math.abs(x) > 1e-300);
      const [left, right] = [x - 1e-12 * Math.abs(x), x + 1e-12 * Math.abs(x)];
      if (p < 0.5) {
        expect(cdf(left)).toBeLessThanOrEqual(p * (1 + SLACK));
        expect(cdf(right)).toBeGreaterThanOrEqual(p * (1 - SLACK));
      } else {
        expect(survival(left)).toBeGreaterThanOrEqual((1 - p) * (1 - SLACK));
        expect(survival(right)).toBeLessThanOrEqual((1 - p) * (1 + SLACK));
      }
    },
  );

  test.prop([any, probability, probability])("rises", ({ cdf, survival, quantile }, one, other) => {
    const [low, high] = [quantile(Math.min(one, other)), quantile(Math.max(one, other))];
    expect(low).toBeLessThanOrEqual(high);
    expect(cdf(low)).toBeLessThanOrEqual(cdf(high) * (1 + SLACK));
    expect(survival(high)).toBeLessThanOrEqual(survival(low) * (1 + SLACK));
  });
});

describe("quantile and distribution function", () => {
  const ordinary = fc.oneof(
    fc.constant(normal),
    moderate.map(studentT),
    moderate.map(chiSquare),
    fc.tuple(moderate, moderate).map(([one, two]) => f(one, two)),
    fc.tuple(moderate, moderate).map(([one, two]) => beta(one, two)),
  );

  test.prop([ordinary, fc.double({ min: 1e-6, max: 0.45, noNaN: true })])(
    "undo one another",
    ({ cdf, quantile }, p) => {
      const x = quantile(p);
      expect(Math.abs(quantile(cdf(x)) / x - 1)).toBeLessThan(1e-12);
    },
  );
});

describe("symmetries", () => {
  test.prop([fc.double({ noNaN: true, noDefaultInfinity: true }), shape])("normal and t mirror at 0", (x, df) => {
    expect(normalCdf(x)).toBe(normalSurvival(-x));
    expect(studentTCdf(x, df)).toBe(studentTSurvival(-x, df));
  });

  test.prop([probability, shape])("their quantiles mirror at ½", (p, df) => {
    fc.pre(p > 1e-10 && 1 - (1 - p) === p); // then 1 − p has lost nothing
    expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
    expect(studentTQuantile(1 - p, df)).toBe(-studentTQuantile(p, df));
  });

  test.prop([fc.integer({ min: 1, max: 2 ** 20 - 1 }), shape, shape])(
    "beta mirrors at ½ with its shapes swapped",
    (k, a, b) => {
      const x = k / 2 ** 20;
      same(betaCdf(x, a, b), betaSurvival(1 - x, b, a));
    },
  );

  test.prop([fc.integer({ min: -40, max: 40 }), shape, shape])(
    "F inverts with its degrees of freedom swapped",
    (k, one, two) => {
      same(fCdf(2 ** k, one, two), fSurvival(2 ** -k, two, one));
    },
  );
});

describe("relations", () => {
  test.prop([positive])("chi-square with 2 df is exponential", (x) => {
    fc.pre(x < 1400);
    same(chiSquareSurvival(x, 2), Math.exp(-x / 2));
    same(chiSquareCdf(x, 2), -Math.expm1(-x / 2));
  });

  test.prop([fc.double({ min: 1e-6, max: 38, noNaN: true })])("chi-square with 1 df is a squared normal", (z) => {
    fc.pre(Math.fround(z) > 0);
    const short = Math.fround(z); // 24 bits, so that the square is exact
    same(chiSquareSurvival(short * short, 1), 2 * normalSurvival(short));
  });

  test.prop([positive])("t with 1 df is Cauchy", (t) => {
    same(studentTSurvival(t, 1), Math.atan2(1, t) / Math.PI);
  });

  test.prop([positive])("t with 2 df has a closed form", (t) => {
    const root = Math.sqrt(2 + t * t);
    same(studentTSurvival(t, 2), 1 / (root * (root + t)));
  });

  test.prop([positive, shape])("F with 1 and df degrees of freedom is a squared t", (t, df) => {
    const short = Math.fround(t);
    same(fSurvival(short * short, 1, df), studentTTwoSidedP(short, df));
  });

  test.prop([fc.integer({ min: 1, max: 2 ** 20 - 1 }), shape])("beta with a shape of 1 is a power", (k, a) => {
    const x = k / 2 ** 20;
    const logLower = a * Math.log(x);
    fc.pre(logLower > -600);
    // x^a in logarithms has lost what logLower has lost.
    expect(Math.abs(betaCdf(x, a, 1) / Math.exp(logLower) - 1)).toBeLessThan(1e-12);
    expect(Math.abs(betaSurvival(x, a, 1) / -Math.expm1(logLower) - 1)).toBeLessThan(1e-12);
  });

  test.prop([fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 1023 })])(
    "beta is a tail of the binomial distribution",
    (n, k, parts) => {
      fc.pre(k >= 1 && k <= n);
      const p = parts / 1024;
      let sum = 0; // P(at least k of n)
      for (let i = n, term = p ** n; i >= k; i--) {
        sum += term;
        term *= ((i / (n - i + 1)) * (1 - p)) / p;
      }
      fc.pre(sum > 1e-290);
      same(betaCdf(p, k, n - k + 1), sum);
    },
  );

  test.prop([fc.double({ min: -37, max: 37, noNaN: true })])(
    "t with endless df is normal, and with 1e12 nearly so",
    (x) => {
      expect(studentTCdf(x, Infinity)).toBe(normalCdf(x));
      // The first correction is relative to the tail x⁴/(4 df).
      expect(Math.abs(studentTCdf(x, 1e12) / normalCdf(x) - 1)).toBeLessThan((1 + x ** 4) / 2e12);
    },
  );
});

function same(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(SLACK * expected + 1e-300);
}
