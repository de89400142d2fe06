import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  type AnswerPair,
  columnTally,
  crosstabOf,
  emptyCrosstab,
  mergeCrosstabs,
  rowTally,
  subtractCrosstabs,
  transposeCrosstab,
} from "./crosstab.ts";
import { SENTIMENT, YES_NO } from "./scale.ts";
import { type Answer, NOT_APPLICABLE } from "./tally.ts";

interface Person {
  readonly pair: AnswerPair;
  readonly weight: string;
}

const orNone = <T extends Answer>(...answers: readonly T[]): fc.Arbitrary<Answer> =>
  fc.constantFrom<Answer>(...answers, null, NOT_APPLICABLE, "off the scale");
const person: fc.Arbitrary<Person> = fc.record({
  pair: fc.tuple(orNone("no", "yes"), orNone(1, 2, 3)),
  weight: fc.tuple(fc.nat(99), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
});
const people = fc.array(person, { maxLength: 40 });

const unweighted = (all: readonly Person[]) =>
  crosstabOf(
    YES_NO,
    SENTIMENT,
    all.map(({ pair }) => pair),
    { invalid: "count" },
  );
const weighted = (all: readonly Person[]) =>
  crosstabOf(
    YES_NO,
    SENTIMENT,
    all.map(({ pair }) => pair),
    { invalid: "count", weights: all.map(({ weight }) => weight) },
  );

/** Sums in one unit, so that a finer unit with the same value compares equal. */
const plain = ({ n, weights, unanswered }: ReturnType<typeof unweighted>) => ({
  n,
  w: (weights?.w ?? n.map(BigInt)).map((sum) => sum * 10n ** BigInt(9 - (weights?.places ?? 0))),
  ww: (weights?.ww ?? n.map(BigInt)).map((sum) => sum * 10n ** BigInt(18 - 2 * (weights?.places ?? 0))),
  unanswered,
});

describe.each([
  ["unweighted", unweighted],
  ["weighted", weighted],
])("a %s crosstab", (_, count) => {
  test.prop([people, fc.nat(40)])("does not depend on where the people were split", (all, at) => {
    expect(plain(mergeCrosstabs(count(all.slice(0, at)), count(all.slice(at))))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("does not depend on the order", (a, b) => {
    expect(plain(mergeCrosstabs(count(a), count(b)))).toEqual(plain(mergeCrosstabs(count(b), count(a))));
  });

  test.prop([people, people, people])("merges in any grouping", (a, b, c) => {
    expect(mergeCrosstabs(mergeCrosstabs(count(a), count(b)), count(c))).toEqual(
      mergeCrosstabs(count(a), mergeCrosstabs(count(b), count(c))),
    );
  });

  test.prop([people])("is not changed by nobody", (all) => {
    expect(plain(mergeCrosstabs(count(all), emptyCrosstab(YES_NO, SENTIMENT)))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("gives back what was merged into it", (a, b) => {
    expect(plain(subtractCrosstabs(mergeCrosstabs(count(a), count(b)), count(b)))).toEqual(plain(count(a)));
  });

  test.prop([people])("keeps everybody in its margins", (all) => {
    const crosstab = count(all);
    const total = (n: readonly number[]): number => n.reduce((a, b) => a + b, 0);
    expect(total(rowTally(crosstab).n)).toBe(total(crosstab.n));
    expect(total(columnTally(crosstab).n)).toBe(total(crosstab.n));
    const { missing, notApplicable, invalid } = crosstab.unanswered;
    expect(total(crosstab.n) + missing + notApplicable + invalid).toBe(all.length);
  });

  test.prop([people])("turned twice is itself", (all) => {
    expect(transposeCrosstab(transposeCrosstab(count(all)))).toEqual(count(all));
  });
});

test.prop([people, people])("weighted and unweighted people merge, a missing weight being 1", (a, b) => {
  const ones = b.map(({ pair }) => ({ pair, weight: "1" }));
  expect(plain(mergeCrosstabs(weighted(a), unweighted(b)))).toEqual(plain(weighted([...a, ...ones])));
});
