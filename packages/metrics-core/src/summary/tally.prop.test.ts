import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { ZERO_TO_TEN } from "./scale.ts";
import { emptyTally, mergeTallies, reverseTally, subtractTallies, type Tally, tallyOf } from "./tally.ts";

const row = fc.record({
  answer: fc.option(fc.integer({ min: 0, max: 10 })),
  weight: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom("0.1", "0.2847177143", "1e-9", "12.5")),
});
const rows = fc.array(row, { maxLength: 40 });

const weighted = (all: readonly { answer: number | null; weight: number | string }[]): Tally =>
  tallyOf(
    ZERO_TO_TEN,
    all.map(({ answer }) => answer),
    { weights: all.map(({ weight }) => weight) },
  );

const plain = (all: readonly { answer: number | null }[]): Tally =>
  tallyOf(
    ZERO_TO_TEN,
    all.map(({ answer }) => answer),
  );

/** Sums in the finest unit of any of them, so that equal sums are equal objects. */
const exact = ({ weights, ...rest }: Tally): unknown => ({
  ...rest,
  weights: weights && {
    w: weights.w.map((each) => each * 10n ** BigInt(20 - weights.places)),
    ww: weights.ww.map((each) => each * 10n ** BigInt(40 - 2 * weights.places)),
  },
});

for (const [name, of] of [
  ["weighted", weighted],
  ["unweighted", plain],
] as const) {
  test.prop([rows, fc.nat(40)])(`${name}: it does not matter where the responses were split`, (all, at) => {
    expect(exact(mergeTallies(of(all.slice(0, at)), of(all.slice(at))))).toEqual(exact(of(all)));
  });

  test.prop([rows, rows, rows])(
    `${name}: merging is associative and commutative, and nobody changes nothing`,
    (a, b, c) => {
      const [x, y, z] = [of(a), of(b), of(c)];
      expect(exact(mergeTallies(mergeTallies(x, y), z))).toEqual(exact(mergeTallies(x, mergeTallies(y, z))));
      expect(exact(mergeTallies(x, y))).toEqual(exact(mergeTallies(y, x)));
      expect(exact(mergeTallies(x, emptyTally(ZERO_TO_TEN)))).toEqual(exact(x));
    },
  );

  test.prop([rows, rows])(`${name}: subtracting undoes merging`, (a, b) => {
    expect(exact(subtractTallies(mergeTallies(of(a), of(b)), of(b)))).toEqual(exact(of(a)));
  });

  test.prop([rows])(`${name}: the order of the responses does not matter`, (all) => {
    expect(exact(of([...all].reverse()))).toEqual(exact(of(all)));
  });

  test.prop([rows])(`${name}: turning round twice changes nothing`, (all) => {
    expect(reverseTally(reverseTally(of(all)))).toEqual(of(all));
  });
}
