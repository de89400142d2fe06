import { describe, test } from "vitest";
import { shares } from "../../src/metric/shares.ts";
import { categories, scaleOf } from "../../src/summary/scale.ts";
import { expectNumbers } from "../expect-numbers.ts";
import { readReference } from "./data.ts";
import { type Bounds, boundsAt, estimated } from "./intervals.ts";
import { type SurveyInput, surveyTally } from "./survey.ts";

// R stats and survey, with a second calculation in Python: versions stand in the file.

const { cases } = readReference<{
  cases: {
    id: string;
    input: SurveyInput & { options: { categories: readonly (string | number)[] } };
    expected: {
      readonly shares: readonly number[];
      readonly wilson95: readonly Bounds[];
      readonly weighted?: { readonly n_eff: number; readonly shares: readonly number[] };
    };
  }[];
}>("distribution");

describe("distributions of real surveys", () => {
  test.each(cases)("$id", ({ input, expected: { weighted: expectedWeighted, ...expected } }) => {
    const points = input.options.categories;
    const scale =
      typeof points[0] === "number" ? scaleOf(points[0], points.at(-1) as number) : categories(points as string[]);
    const { plain, weighted } = surveyTally(input, scale);
    const found = shares(plain).categories;
    const { base } = found[0]!.share;
    expectNumbers(
      {
        n_total: base.eligible,
        n_missing: base.missing,
        n_invalid: base.invalid,
        n: base.valid,
        categories: found.map(({ code }) => code),
        counts: found.map(({ count }) => count),
        shares: found.map(({ share }) => share.value),
        wilson95: found.map(({ share }) => boundsAt(share, 95)),
      },
      expected,
    );
    if (expectedWeighted === undefined) return;
    const each = shares(weighted).categories.map(({ share }) => estimated(share));
    expectNumbers(
      {
        weighted_counts: each.map(({ value, base: { weighted: sum } }) => value * sum),
        shares: each.map(({ value }) => value),
        n_eff: each[0]!.base.effective,
        wilson95_kish: each.map((share) => boundsAt(share, 95)),
        se_linearized: each.map(({ standardError }) => standardError),
      },
      expectedWeighted,
    );
  });
});
