import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { MARK } from "./mark.ts";
import { categories, scaleOf, ZERO_TO_TEN } from "./scale.ts";
import { type Answer, NOT_APPLICABLE, tallyOf } from "./tally.ts";
import { countBytes, tallyOfCodes } from "./tally-codes.ts";

const answerOf = (code: number): Answer =>
  code === MARK.MISSING ? null : code === MARK.NOT_APPLICABLE ? NOT_APPLICABLE : code;

describe("tallyOfCodes", () => {
  const codes = fc.array(fc.oneof(fc.nat(10), fc.constantFrom(11, MARK.INVALID, MARK.NOT_APPLICABLE, MARK.MISSING)), {
    maxLength: 300,
  });

  test.prop([codes])("counts as tallyOf does", (bytes) => {
    expect(tallyOfCodes(ZERO_TO_TEN, Uint8Array.from(bytes))).toEqual(
      tallyOf(ZERO_TO_TEN, bytes.map(answerOf), { invalid: "count" }),
    );
  });

  test.prop([
    codes,
    fc.constantFrom(3, 90_000_000, 2 ** 53 - 1),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  ])("weighs as tallyOf does, exactly, also where doubles are too short", (bytes, largest, random) => {
    const units = bytes.map(() => Math.floor((random.next().value as number) * largest));
    const tally = tallyOfCodes(ZERO_TO_TEN, Uint8Array.from(bytes), { units, places: 0 });
    const expected = tallyOf(ZERO_TO_TEN, bytes.map(answerOf), { weights: units, invalid: "count" });
    expect(tally.weights).toEqual(expected.weights);
  });

  test("takes weights in small units", () => {
    const { weights } = tallyOfCodes(scaleOf(0, 1), new Uint8Array([0, 1, 1]), { units: [1500, 500, 250], places: 3 });
    expect(weights).toEqual({ places: 3, w: [1500n, 750n], ww: [2_250_000n, 312_500n] });
  });

  test("counts long columns the same, whatever their alignment and length", () => {
    const long = Uint8Array.from({ length: 300_001 }, (_, i) => (i * 7919) % 256);
    const expected = new Float64Array(256);
    for (const code of long) expected[code]!++;
    expect(countBytes(long)).toEqual(expected);
    const shifted = new Uint8Array(long.length + 1);
    shifted.set(long, 1);
    expect(countBytes(shifted.subarray(1))).toEqual(expected);
  });

  test("refuses weights that are negative, no whole units, or of another number", () => {
    const yes = categories(["no", "yes"]);
    expect(() => tallyOfCodes(yes, new Uint8Array([1]), { units: [-1], places: 0 })).toThrow(
      "weights: expected a whole number of 0 or more units, got -1 at 0",
    );
    expect(() => tallyOfCodes(yes, new Uint8Array([1]), { units: [0.5], places: 0 })).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
    expect(() => tallyOfCodes(yes, new Uint8Array([1]), { units: [1, 1], places: 0 })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
  });
});

test.each([-1, 0.5, Number.NaN, Number.NEGATIVE_INFINITY, 61])("refuses weights with %d places", (places) => {
  expect(() => tallyOfCodes(ZERO_TO_TEN, new Uint8Array([1]), { units: [1], places })).toThrow(
    expect.objectContaining({ code: "WEIGHT_INVALID" }),
  );
});
