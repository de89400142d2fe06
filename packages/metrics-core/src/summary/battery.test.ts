import { describe, expect, test } from "vitest";
import { mergeBatteries, pairIndex, requireDimension, subtractBatteries } from "./battery.ts";
import { batteryOf, emptyBattery } from "./battery-of.ts";
import { IndexSumsBuilder } from "./index-sums.ts";
import { CES_V1_SCALE, categories, ONE_TO_FIVE, REPORT_MARK } from "./scale.ts";
import { type Dimension, indexUnits } from "./statement.ts";
import { NOT_APPLICABLE } from "./tally.ts";

const statement = (code: string, scale = ONE_TO_FIVE) => ({ code, scale });
const FUNCTIONAL: Dimension = {
  code: "functional",
  statements: ["there", "promises", "easy"].map((code) => statement(code)),
};
const EMOTIONAL: Dimension = {
  code: "emotional",
  statements: ["interested", "important"].map((code) => statement(code)),
};
const EXPERIENCE = [FUNCTIONAL, EMOTIONAL];

describe("indexUnits", () => {
  test.each([
    ["2 or 3 of 3 on five points", FUNCTIONAL, 4 * 6],
    ["1 or 2 of 2 on five points", EMOTIONAL, 4 * 2],
    [
      "1 of 1 on five and on ten points",
      { code: "x", statements: [statement("a"), statement("b", REPORT_MARK)] },
      36 * 2,
    ],
    [
      "4 to 7 of 7 on ten points",
      { code: "x", statements: Array.from({ length: 7 }, (_, i) => statement(`s${i}`, REPORT_MARK)) },
      9 * 420,
    ],
  ])("make every mean of %s whole", (_, dimension, units) => {
    expect(indexUnits(dimension)).toBe(units);
  });
});

describe("batteryOf", () => {
  test("sums each person's index, of who answered at least half", () => {
    const battery = batteryOf(EXPERIENCE, [
      { there: 5, promises: 4, easy: 4, interested: 3, important: 2 },
      { there: 2, promises: 4, interested: 5 },
      { there: 5 },
    ]);
    // (4 + 3 + 3)/3 of 4 and (1 + 3)/2 of 4, in 24 units: 20 and 12. (2 + 1)/2 and 4/1 of 4, in 8 units: 3 and 8.
    expect(battery).toEqual({
      dimensions: EXPERIENCE,
      indexes: [
        { numbers: 1, n: 2, sums: { places: 0, w: [2n, 32n, 544n], ww: [2n, 32n, 544n] } },
        { numbers: 1, n: 2, sums: { places: 0, w: [2n, 11n, 73n], ww: [2n, 11n, 73n] } },
      ],
      unanswered: [
        { missing: 1, notApplicable: 0, invalid: 0 },
        { missing: 1, notApplicable: 0, invalid: 0 },
      ],
      pairs: [
        {
          numbers: 2,
          n: 2,
          sums: { places: 0, w: [2n, 32n, 11n, 544n, 156n, 73n], ww: [2n, 32n, 11n, 544n, 156n, 73n] },
        },
      ],
      people: 3,
    });
  });

  test("adds weights exactly", () => {
    const battery = batteryOf([EMOTIONAL], [{ interested: 5 }, { interested: 1 }], { weights: [0.5, "1.25"] });
    expect(battery.indexes[0]!.sums).toEqual({
      places: 2,
      w: [175n, 400n, 3200n],
      ww: [18125n, 20000n, 160000n],
    });
    expect(battery.pairs).toEqual([]);
  });

  test("reads a statement where low is good from the other end", () => {
    const effort = { code: "effort", statements: [statement("effort", CES_V1_SCALE)] };
    expect(batteryOf([effort], [{ effort: 1 }, { effort: 4 }]).indexes[0]!.sums.w).toEqual([2n, 5n, 17n]);
  });

  test("says why people have no index", () => {
    const { unanswered, indexes } = batteryOf(
      [FUNCTIONAL],
      [
        { there: NOT_APPLICABLE, promises: NOT_APPLICABLE, easy: NOT_APPLICABLE },
        { there: NOT_APPLICABLE, promises: NOT_APPLICABLE },
        { there: 9, promises: 3 },
        { there: 9, promises: 3, easy: 3 },
        { there: null, promises: undefined },
      ],
      { invalid: "count" },
    );
    expect(unanswered).toEqual([{ missing: 2, notApplicable: 1, invalid: 1 }]);
    expect(indexes[0]!.n).toBe(1);
  });

  test("refuses an answer off its scale, and bad weights", () => {
    expect(() => batteryOf([FUNCTIONAL], [{ there: 3, easy: 6 }])).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE", details: { row: 0, statement: "easy" } }),
    );
    expect(() => batteryOf([FUNCTIONAL], [{}], { weights: [] })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => batteryOf([FUNCTIONAL], [{}], { weights: [-1] })).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
  });

  test.each<[string, readonly Dimension[]]>([
    ["no statement", [{ code: "x", statements: [] }]],
    ["a statement twice", [{ code: "x", statements: [statement("a"), statement("a")] }]],
    ["a dimension twice", [EMOTIONAL, EMOTIONAL]],
    ["too many statements", [{ code: "x", statements: Array.from({ length: 60 }, (_, i) => statement(`s${i}`)) }]],
  ])("refuses %s", (_, dimensions) => {
    expect(() => emptyBattery(dimensions)).toThrow(expect.objectContaining({ code: "SCALE_INVALID" }));
  });

  test("finds dimensions and pairs", () => {
    const three = { dimensions: ["a", "b", "c"].map((code) => ({ code, statements: [statement(code)] })) };
    expect([pairIndex(three, 0, 1), pairIndex(three, 0, 2), pairIndex(three, 1, 2)]).toEqual([0, 1, 2]);
    expect(requireDimension("here", three, "c")).toBe(2);
    expect(() => requireDimension("here", three, "d")).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
  });
});

describe("mergeBatteries and subtractBatteries", () => {
  const some = batteryOf(EXPERIENCE, [{ there: 5, promises: 5 }, {}]);

  test.each<[string, readonly Dimension[]]>([
    ["statement", [FUNCTIONAL, { code: "emotional", statements: [statement("interested")] }]],
    [
      "scale",
      [FUNCTIONAL, { code: "emotional", statements: [statement("interested"), statement("important", REPORT_MARK)] }],
    ],
    [
      "scale of codes",
      [
        FUNCTIONAL,
        { code: "emotional", statements: [statement("interested"), statement("important", categories(["no", "yes"]))] },
      ],
    ],
    ["order", [EMOTIONAL, FUNCTIONAL]],
  ])("refuse a battery with another %s", (_, dimensions) => {
    for (const both of [mergeBatteries, subtractBatteries]) {
      expect(() => both(some, emptyBattery(dimensions))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    }
  });

  test("take equal statements for the same", () => {
    expect(mergeBatteries(some, emptyBattery(structuredClone(EXPERIENCE)))).toEqual(some);
  });

  test("refuse a part that is none", () => {
    for (const part of [
      [
        { there: 1, promises: 1 },
        { there: 1, promises: 1 },
      ],
      [{}, {}, {}],
    ]) {
      expect(() => subtractBatteries(some, batteryOf(EXPERIENCE, part))).toThrow(
        expect.objectContaining({ code: "ARGUMENT_INVALID" }),
      );
    }
  });
});

describe("IndexSumsBuilder", () => {
  const products = (x: bigint, y: bigint) => [1n, x, y, x * x, x * y, y * y];

  test("is exact where squares do not fit in doubles", () => {
    const huge = 2 ** 52 + 1;
    const builder = new IndexSumsBuilder(1);
    builder.add(huge, 0, { units: 5n, places: 1 });
    const x = BigInt(huge);
    expect(builder.build().sums).toEqual({ places: 1, w: [5n, 5n * x, 5n * x * x], ww: [25n, 25n * x, 25n * x * x] });
    const pair = new IndexSumsBuilder(2);
    for (let person = 0; person < 3; person++) pair.add(huge, huge - 1, null);
    const w = products(x, x - 1n).map((product) => 3n * product);
    expect(pair.build()).toEqual({ numbers: 2, n: 3, sums: { places: 0, w, ww: w } });
  });

  test("is exact with more different pairs than it keeps apart, and with units that become finer", () => {
    const builder = new IndexSumsBuilder(2);
    let [w, ww] = [products(0n, 0n).map(() => 0n), products(0n, 0n).map(() => 0n)];
    for (let i = 0; i < 70_000; i++) {
      const [x, y, weight] = [
        i % 300,
        Math.floor(i / 300),
        i % 3 === 0 ? null : { units: BigInt(i % 11), places: i > 68_000 ? 2 : 0 },
      ];
      builder.add(x, y, weight);
      const units = weight === null ? 100n : weight.units * (weight.places === 2 ? 1n : 100n);
      w = products(BigInt(x), BigInt(y)).map((product, slot) => w[slot]! + units * product);
      ww = products(BigInt(x), BigInt(y)).map((product, slot) => ww[slot]! + units * units * product);
    }
    expect(builder.build()).toEqual({ numbers: 2, n: 70_000, sums: { places: 2, w, ww } });
  });
});
