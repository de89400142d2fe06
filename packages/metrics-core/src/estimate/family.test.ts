import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { adjustFamily, benjaminiHochberg, bonferroni, type FamilyCorrection, holm } from "./family.ts";

// The 15 p values of Benjamini & Hochberg 1995, section 4.2.
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

const rejected = (p: readonly (number | null)[]): number => p.filter((each) => each !== null && each <= 0.05).length;

describe("families of tests", () => {
  test("Benjamini-Hochberg on its own example: 4 rejected where Bonferroni and Holm reject 3", () => {
    // DEFINITIONS 9.4, and R p.adjust
    const printed = [
      0.0015, 0.003, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645, 0.0765, 0.486, 0.5812, 0.7149, 0.7532, 0.8132, 1,
    ];
    const adjusted = benjaminiHochberg(PAPER);
    expect(adjusted.map((each) => Math.round(each! * 1e4) / 1e4)).toEqual(printed);
    expect([adjusted, bonferroni(PAPER), holm(PAPER)].map(rejected)).toEqual([4, 3, 3]);
  });

  test("Holm multiplies by the tests that are left, and never falls", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.5, 0.6])).toEqual([1, 1]);
  });

  test("comparisons without a test stay without one and do not count", () => {
    expect(holm([null, 0.02, null, 0.03])).toEqual([null, 0.04, null, 0.04]);
    expect(benjaminiHochberg([null, 0.02, 0.04])).toEqual([null, 0.04, 0.04]);
    expect(bonferroni([null, 0.25, 0.75])).toEqual([null, 0.5, 1]);
    expect(adjustFamily([null, 0.25], "none")).toEqual([null, 0.25]);
    expect(holm([])).toEqual([]);
  });

  test("a correction can be chosen by name", () => {
    for (const [name, adjust] of [
      ["holm", holm],
      ["benjamini-hochberg", benjaminiHochberg],
      ["bonferroni", bonferroni],
    ] as const) {
      expect(adjustFamily(PAPER, name)).toEqual(adjust(PAPER));
    }
    expect(() => adjustFamily(PAPER, "sidak" as FamilyCorrection)).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });

  test.each([-0.01, 1.01, Number.NaN])("refuses the p value %d", (p) => {
    for (const correction of ["holm", "benjamini-hochberg", "bonferroni", "none"] as const) {
      expect(() => adjustFamily([0.5, p], correction)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    }
  });
});

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

describe("laws of families", () => {
  propertyTest.prop([pValues])("p ≤ Benjamini-Hochberg ≤ Holm ≤ Bonferroni ≤ 1", (p) => {
    const [bh, h, b] = [benjaminiHochberg(p), holm(p), bonferroni(p)];
    for (const [index, each] of p.entries()) {
      const steps = [each, bh[index]!, h[index]!, b[index]!, 1];
      for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThanOrEqual(steps[i - 1]! * (1 - 1e-15));
    }
  });

  propertyTest.prop([pValues])("the order of the rows does not matter", (p) => {
    for (const adjust of [holm, benjaminiHochberg, bonferroni]) {
      expect([...adjust([...p].reverse())].reverse()).toEqual(adjust(p));
    }
  });

  propertyTest.prop([pValues])("a smaller p value never has a larger adjusted one", (p) => {
    for (const adjust of [holm, benjaminiHochberg, bonferroni]) {
      const adjusted = adjust(p);
      const order = p.map((_, index) => index).sort((a, b) => p[a]! - p[b]!);
      for (let i = 1; i < order.length; i++) {
        expect(adjusted[order[i]!]!).toBeGreaterThanOrEqual(adjusted[order[i - 1]!]!);
      }
    }
  });
});
