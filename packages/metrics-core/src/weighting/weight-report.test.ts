import { describe, expect, test } from "vitest";
import { kishOf } from "./kish.ts";
import { rake } from "./rake.ts";
import { trimWeights } from "./trim.ts";
import { weightReport } from "./weight-report.ts";

const margins = [
  { name: "row", categories: "aaabbbbbbb".split(""), targets: { a: 50, b: 50, c: 0 }, unit: "percent" as const },
  { name: "column", categories: ["xyyxxxxxy".split(""), null].flat(), targets: { x: 0.5, y: 0.5 } },
];

describe("weightReport", () => {
  const raked = rake({ margins, missing: "keep-weight" });
  const trimmed = trimWeights({ weights: raked.weights, upper: 1.3, margins, breakMargins: true });

  test("shows margins before and after next to their targets", () => {
    const report = weightReport({ weights: raked.weights, margins, raked });
    expect(report.margins).toEqual([
      {
        name: "row",
        // The row that kept its weight is in b, so the margin of all rows is off its target.
        categories: [
          {
            category: "a",
            n: 3,
            before: 0.3,
            after: expect.closeTo(0.45, 9),
            target: 0.5,
            relativeError: expect.closeTo(-0.1, 8),
          },
          {
            category: "b",
            n: 7,
            before: 0.7,
            after: expect.closeTo(0.55, 9),
            target: 0.5,
            relativeError: expect.closeTo(0.1, 8),
          },
          { category: "c", n: 0, before: 0, after: 0, target: 0, relativeError: null },
        ],
        maxRelativeError: expect.closeTo(0.1, 8),
      },
      {
        name: "column",
        categories: [
          {
            category: "x",
            n: 6,
            before: 6 / 9,
            after: expect.closeTo(0.5, 9),
            target: 0.5,
            relativeError: expect.closeTo(0, 8),
          },
          {
            category: "y",
            n: 3,
            before: 3 / 9,
            after: expect.closeTo(0.5, 9),
            target: 0.5,
            relativeError: expect.closeTo(0, 8),
          },
        ],
        maxRelativeError: expect.closeTo(0, 8),
      },
    ]);
    expect(report.convergence).toEqual({ iterations: raked.iterations, maxMarginError: raked.maxMarginError });
    expect(report.trimming).toBeNull();
  });

  test("compares effective bases, ratios and range", () => {
    const startWeights = [2, 1, 1, 1, 1, 1, 1, 1, 1, 0];
    const weights = [3, 0, 1, 1, 1, 1, 1, 1, 1, 0];
    expect(weightReport({ weights, startWeights })).toMatchObject({
      before: kishOf(startWeights),
      after: kishOf(weights),
      range: 3,
      ratios: { min: 0, max: 1.5 },
      weightless: 2,
      margins: [],
      convergence: null,
    });
  });

  test("lists the largest weights, first rows first", () => {
    const weights = [1, 4, 2, 4, 0, 3];
    const rows = (largest?: number): number[] =>
      weightReport(largest === undefined ? { weights } : { weights, largest }).largest.map(({ row }) => row);
    expect(rows()).toEqual([1, 3, 5, 2, 0]);
    expect(rows(3)).toEqual([1, 3, 5]);
    expect(rows(1)).toEqual([1]);
    expect(rows(0)).toEqual([]);
    expect(weightReport({ weights, largest: 1 }).largest).toEqual([
      { row: 1, weight: 4, startWeight: 1, share: 4 / 14 },
    ]);
  });

  test("says how much was trimmed", () => {
    const { movedShare, rounds } = trimmed;
    expect(weightReport({ weights: trimmed.weights, trimmed }).trimming).toEqual({
      trimmed: trimmed.trimmed,
      rounds,
      movedShare,
    });
    expect(trimmed.trimmed).toBeGreaterThan(0);
  });

  test("lists categories without target after the others", () => {
    const [report] = weightReport({
      weights: [1, 3],
      margins: [{ name: "m", categories: ["z", "a"], targets: { a: 1 } }],
    }).margins;
    expect(report!.categories[1]).toEqual({
      category: "z",
      n: 1,
      before: 0.5,
      after: 0.25,
      target: null,
      relativeError: null,
    });
  });

  test("has nothing to say of rows without weight", () => {
    const report = weightReport({
      weights: [0, 0],
      startWeights: [0, 0],
      margins: [{ name: "m", categories: ["a", "a"], targets: { a: 1 } }],
    });
    expect(report).toMatchObject({ range: null, ratios: null, weightless: 2, largest: [] });
    expect(report.margins[0]).toEqual({
      name: "m",
      categories: [{ category: "a", n: 2, before: null, after: null, target: 1, relativeError: null }],
      maxRelativeError: null,
    });
    expect(weightReport({ weights: [] })).toMatchObject({ range: null, ratios: null, largest: [], after: { n: 0 } });
  });

  test.each([-1, 1.5, Number.NaN])("refuses to list %s largest weights", (largest) => {
    expect(() => weightReport({ weights: [1], largest })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  test("refuses invalid weights and lengths that differ", () => {
    expect(() => weightReport({ weights: [-1] })).toThrow(expect.objectContaining({ code: "WEIGHT_INVALID" }));
    expect(() => weightReport({ weights: [1], startWeights: [-1] })).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
    expect(() => weightReport({ weights: [1], startWeights: [1, 1] })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => weightReport({ weights: [1], margins })).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
  });
});

test("quotients that no number holds are left out", () => {
  const report = weightReport({ weights: [1e9, Number.MIN_VALUE], startWeights: [Number.MIN_VALUE, 1] });
  expect(report).toMatchObject({ range: null, ratios: null });
});
