import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type Raked, type RakeRequest, rake } from "./rake.ts";
import type { WeightingMargin } from "./targets.ts";

/** A table without empty cells (counts of at least 1), start weights and targets: raking always has a solution. */
const tables = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 3 }))
  .chain((sizes) =>
    fc.record({
      sizes: fc.constant(sizes),
      counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 48, maxLength: 48 }),
      targets: fc.tuple(
        ...sizes.map((size) => fc.array(fc.integer({ min: 1, max: 9 }), { minLength: size, maxLength: size })),
      ),
      weights: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 8, maxLength: 8 }),
    }),
  );

interface Table {
  readonly margins: WeightingMargin[];
  readonly startWeights: Float64Array;
}

const request = tables.map(({ sizes, counts, targets, weights }): Table => {
  const [a, b, c] = sizes;
  const rows: string[][] = [];
  for (let cell = 0; cell < a * b * c; cell++) {
    const categories = [cell % a, Math.floor(cell / a) % b, Math.floor(cell / a / b)].map((code) => `c${code}`);
    for (let i = 0; i < counts[cell]!; i++) rows.push(categories);
  }
  const margins = sizes.map((_, m): WeightingMargin => {
    const shares = targets[m]!;
    const sum = shares.reduce((total, share) => total + share, 0);
    return {
      name: `margin ${m}`,
      categories: rows.map((row) => row[m]!),
      targets: Object.fromEntries(shares.map((share, code) => [`c${code}`, share / sum])),
    };
  });
  return { margins, startWeights: Float64Array.from(rows, (_, row) => weights[row % weights.length]! / 20) };
});

const expectSame = (actual: Float64Array, expected: Float64Array): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((weight, row) => expect(Math.abs(weight / expected[row]! - 1), `row ${row}`).toBeLessThan(1e-6));
};

function permuted<T>(items: ArrayLike<T>, order: readonly number[]): T[] {
  return order.map((row) => items[row]!);
}

/** The weights, or `null` when the bounds leave no solution. */
function tryRake(request: RakeRequest): Raked | null {
  try {
    return rake(request);
  } catch (error) {
    if ((error as { code?: string }).code === "TARGET_UNREACHABLE") return null;
    throw error;
  }
}

describe("rake", () => {
  test.prop([request])("meets every margin and the total", ({ margins, startWeights }) => {
    const { weights, total } = rake({ margins, startWeights });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(total, 6);
    for (const { categories, targets } of margins) {
      for (const [category, share] of Object.entries(targets)) {
        const sum = weights.reduce(
          (all, weight, row) => all + ((categories as string[])[row] === category ? weight : 0),
          0,
        );
        expect(Math.abs(sum / (share * total) - 1)).toBeLessThan(2e-9);
      }
    }
  });

  test.prop([request])("keeps the odds ratios of the start table", ({ margins, startWeights }) => {
    const { cells } = rake({ margins, startWeights });
    const factor = (...codes: number[]): number =>
      cells.find(({ categories }) => categories.every((category, m) => category === `c${codes[m]}`))!.factor;
    // Factors are products of one number per category, so every cross ratio of factors is 1.
    expect((factor(0, 0, 0) * factor(1, 1, 0)) / (factor(0, 1, 0) * factor(1, 0, 0))).toBeCloseTo(1, 9);
    expect((factor(0, 0, 1) * factor(1, 0, 0)) / (factor(0, 0, 0) * factor(1, 0, 1))).toBeCloseTo(1, 9);
  });

  test.prop([request, fc.constantFrom(1e-6, 0.37, 12, 1e9)])(
    "does not depend on the scale of the start weights",
    ({ margins, startWeights }, scale) => {
      const scaled = startWeights.map((weight) => weight * scale);
      expectSame(
        rake({ margins, startWeights: scaled, total: 1000 }).weights,
        rake({ margins, startWeights, total: 1000 }).weights,
      );
      expectSame(
        rake({ margins, startWeights: scaled }).weights,
        rake({ margins, startWeights }).weights.map((w) => w * scale),
      );
    },
  );

  test.prop([request, fc.infiniteStream(fc.nat())])(
    "does not depend on the order of rows",
    ({ margins, startWeights }, stream) => {
      const keys = [...stream.take(startWeights.length)];
      const order = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b);
      const shuffled = margins.map((margin) => ({
        ...margin,
        categories: permuted(margin.categories as string[], order),
      }));
      const weights = rake({ margins: shuffled, startWeights: permuted(startWeights, order) }).weights;
      expectSame(weights, Float64Array.from(permuted(rake({ margins, startWeights }).weights, order)));
    },
  );

  test.prop([request])("does not depend on the order of rows to the last bit when all start alike", ({ margins }) => {
    const backwards = margins.map((margin) => ({
      ...margin,
      categories: [...(margin.categories as string[])].reverse(),
    }));
    expect(rake({ margins: backwards }).weights).toEqual(rake({ margins }).weights.reverse());
  });

  test.prop([request])("does not depend on the order of margins", ({ margins, startWeights }) => {
    expectSame(
      rake({ margins: [...margins].reverse(), startWeights }).weights,
      rake({ margins, startWeights }).weights,
    );
  });

  test.prop([request, fc.double({ min: 0, max: 0.8, noNaN: true }), fc.double({ min: 1.5, max: 4, noNaN: true })])(
    "holds bounds and meets the margins, or refuses",
    ({ margins, startWeights }, lower, upper) => {
      const bounded = { margins, startWeights, bounds: { lower, upper } };
      const raked = tryRake(bounded);
      if (raked === null) return;
      raked.cells.forEach(({ factor }) => {
        expect(factor).toBeGreaterThanOrEqual(lower * (1 - 1e-12));
        expect(factor).toBeLessThanOrEqual(upper * (1 + 1e-12));
      });
      expect(raked.maxMarginError).toBeLessThanOrEqual(1e-9);
      const reversed = tryRake({ ...bounded, margins: [...margins].reverse() });
      if (reversed !== null) expectSame(reversed.weights, raked.weights);
    },
  );

  test.prop([request])("does nothing with bounds that it would hold anyway", ({ margins, startWeights }) => {
    const free = rake({ margins, startWeights });
    const factors = free.cells.map(({ factor }) => factor);
    const bounds = { lower: Math.min(1, ...factors) / 1.01, upper: Math.max(1, ...factors) * 1.01 };
    expectSame(rake({ margins, startWeights, bounds }).weights, free.weights);
  });

  test.prop([request])("counts a row of weight 2 as two rows", ({ margins }) => {
    const n = (margins[0]!.categories as string[]).length;
    const twice = margins.map((margin) => ({
      ...margin,
      categories: [...(margin.categories as string[]), ...(margin.categories as string[])],
    }));
    const startWeights = new Float64Array(n).fill(2);
    expectSame(
      rake({ margins, startWeights }).weights.map((weight) => weight / 2),
      rake({ margins: twice }).weights.slice(0, n),
    );
  });
});
