import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { answerAt, answersOf } from "./gram-answers.ts";
import { answersOfCodes } from "./gram-codes.ts";
import { gramOf } from "./gram-of.ts";
import { MARK } from "./mark.ts";
import { scaleOf, ZERO_TO_TEN } from "./scale.ts";

describe("answersOfCodes", () => {
  const half = scaleOf(1, 10, { step: 0.5 });

  test("reads points of their scales, and marks as no answer", () => {
    const answers = answersOfCodes({
      nps: { scale: ZERO_TO_TEN, codes: Uint8Array.of(9, 3, MARK.MISSING) },
      mark: { scale: half, codes: Uint8Array.of(13, MARK.INVALID, MARK.NOT_APPLICABLE) },
    });
    const column = (name: string): readonly (number | null)[] =>
      [0, 1, 2].map((row) => answerAt(answers.columns.get(name)!, row));
    expect(column("nps")).toEqual([9, 3, null]);
    expect(column("mark")).toEqual([7.5, null, null]);
  });

  const points = fc.constantFrom(2, 7, 11, 100, 128, 129, 200);
  const bytes = fc.uint8Array({ maxLength: 40 });

  test.prop([points, bytes, fc.nat(5)])(
    "counts every byte that is no point, wherever the column starts",
    (size, all, start) => {
      const column = answersOfCodes({ a: { scale: scaleOf(1, size), codes: all.subarray(start) } }).columns.get("a")!;
      const expected = Array.from(all.subarray(start), (byte) => (byte < size ? byte + 1 : null));
      expect(expected.map((_, row) => answerAt(column, row))).toEqual(expected);
      expect(column.missing).toBe(expected.filter((answer) => answer === null).length);
    },
  );

  test.prop([fc.uint8Array({ maxLength: 40 }), fc.nat(3), fc.boolean()])(
    "leaves out the rows with a gap in any column, wherever columns start",
    (all, start, wide) => {
      const scale = scaleOf(1, wide ? 200 : 100);
      const codes = { a: { scale, codes: all.subarray(start) }, b: { scale, codes: all.slice(start).reverse() } };
      const size = wide ? 200 : 100;
      const complete = Array.from(codes.a.codes, (a, row) => [a, codes.b.codes[row]!]).filter(
        ([a, b]) => a! < size && b! < size,
      );
      const gram = gramOf(answersOfCodes(codes));
      expect([gram.n, gram.products[1]]).toEqual([complete.length, complete.reduce((sum, [a]) => sum + a! + 1, 0)]);
    },
  );

  test("sums many rows in portions and leaves out none", () => {
    const codes = Uint8Array.from({ length: 70_001 }, (_, row) => (row % 7 === 0 ? 255 : row % 5));
    const given = Array.from(codes, (code, row) => [code, codes[row + 1] ?? 255]).filter(([a, b]) => a! < 5 && b! < 5);
    const scale = scaleOf(0, 4);
    const next = Uint8Array.from(codes, (_, row) => codes[row + 1] ?? 255);
    const gram = gramOf(answersOfCodes({ a: { scale, codes }, b: { scale, codes: next } }));
    expect(gram).toMatchObject({ rows: 70_001, n: given.length, exact: true });
    expect(gram.products[4]).toBe(given.reduce((sum, [a, b]) => sum + a! * b!, 0));
  });

  test("gives the same Gram as the answers themselves, weighted", () => {
    const coded = answersOfCodes(
      {
        nps: { scale: ZERO_TO_TEN, codes: Uint8Array.of(9, 3, 7, 10, 255) },
        mark: { scale: scaleOf(1, 5), codes: Uint8Array.of(4, 0, 3, 253, 2) },
      },
      { units: [150, 50, 25, 100, 100], places: 2 },
    );
    const plain = answersOf(
      { nps: [9, 3, 7, 10, null], mark: [5, 1, 4, null, 3] },
      { weights: [1.5, 0.5, 0.25, 1, 1] },
    );
    const [a, b] = [gramOf(coded, ["nps", "mark"]), gramOf(plain, ["nps", "mark"])];
    expect(a.n).toBe(3);
    expect(Array.from(a.products)).toEqual(Array.from(b.products));
  });

  test("refuses columns of different lengths", () => {
    const nps = { scale: ZERO_TO_TEN, codes: Uint8Array.of(1) };
    expect(() => answersOfCodes({ nps, other: { scale: ZERO_TO_TEN, codes: Uint8Array.of(1, 2) } })).toThrow(
      "answersOfCodes: expected 1 rows in other, got 2",
    );
    expect(() => answersOfCodes({ nps }, { units: [], places: 0 })).toThrow(
      "answersOfCodes: expected 1 rows in weights, got 0",
    );
  });

  test("has no rows without columns", () => {
    expect(answersOfCodes({})).toMatchObject({ length: 0, weights: null });
  });
});
