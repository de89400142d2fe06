import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type Answers, answersOf } from "./gram-answers.ts";
import { emptyGram, type Gram, mergeGrams, subtractGram } from "./gram.ts";
import { gramByGroup, gramOf } from "./gram-of.ts";

const NAMES = ["a", "b", "c", "d"];

interface Row {
  readonly answers: readonly (number | null)[];
  readonly weight: number;
  readonly times: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  answers: fc.tuple(...NAMES.map(() => fc.option(fc.integer({ min: -3, max: 240 }), { freq: 9 }))),
  weight: fc.integer({ min: 0, max: 30_000 }).map((units) => units / 10_000),
  times: fc.integer({ min: 0, max: 9 }),
});
const rows = fc.array(row, { maxLength: 60 });

const table = (all: readonly Row[], weighted: boolean): Answers =>
  answersOf(
    Object.fromEntries(NAMES.map((name, i) => [name, all.map(({ answers }) => answers[i])])),
    weighted ? { weights: all.map(({ weight }) => weight) } : {},
  );

/** The same sums in BigInt, row by row. */
function slow(all: readonly Row[], weighted: boolean, times: (row: Row) => number): { n: number; products: bigint[] } {
  const products = Array.from({ length: 15 }, () => 0n);
  let n = 0;
  for (const each of all) {
    if (each.answers.includes(null) || (weighted && each.weight === 0)) continue;
    const x = [1n, ...each.answers.map((answer) => BigInt(answer ?? 0))];
    const w = weighted ? BigInt(Math.round(each.weight * 10_000)) : 1n;
    n += times(each);
    x.flatMap((p, i) => x.slice(i).map((q) => p * q)).forEach((product, at) => {
      products[at]! += product * w * BigInt(times(each));
    });
  }
  return { n, products };
}

const inUnits = (gram: Gram, places: number): bigint[] =>
  gram.products.map((value) => BigInt(value) * 10n ** BigInt(places - gram.weightPlaces));

describe("gramOf", () => {
  test.prop([rows])("equals exact sums over the rows", (all) => {
    const gram = gramOf(table(all, false));
    expect({ n: gram.n, products: inUnits(gram, 0) }).toEqual(slow(all, false, () => 1));
    expect(gram.exact).toBe(true);
  });

  test.prop([rows])("equals exact sums of decimal weights", (all) => {
    const gram = gramOf(table(all, true));
    expect({ n: gram.n, products: inUnits(gram, 4) }).toEqual(slow(all, true, () => 1));
  });

  test.prop([rows, fc.boolean()])("counts rows as often as they are told", (all, weighted) => {
    const gram = gramOf(table(all, weighted), NAMES, { multiplicity: Uint8Array.from(all, ({ times }) => times) });
    expect({ n: gram.n, products: inUnits(gram, 4) }).toEqual({
      n: slow(all, weighted, ({ times }) => times).n,
      products: slow(all, weighted, ({ times }) => times).products.map((value) => value * (weighted ? 1n : 10_000n)),
    });
  });
});

describe("mergeGrams", () => {
  test.prop([rows, fc.nat(60), fc.boolean()])("does not depend on where the rows were split", (all, at, weighted) => {
    const halves = mergeGrams(
      gramOf(table(all.slice(0, at), weighted), NAMES),
      gramOf(table(all.slice(at), weighted), NAMES),
    );
    const whole = gramOf(table(all, weighted), NAMES);
    expect({ ...halves, weightPlaces: 4, products: inUnits(halves, 4) }).toMatchObject({
      rows: whole.rows,
      n: whole.n,
      products: inUnits(whole, 4),
    });
  });

  test.prop([rows, rows, rows])("is associative, commutative and has a neutral element", (x, y, z) => {
    const [a, b, c] = [gramOf(table(x, true), NAMES), gramOf(table(y, true), NAMES), gramOf(table(z, true), NAMES)];
    expect(mergeGrams(mergeGrams(a, b), c)).toEqual(mergeGrams(a, mergeGrams(b, c)));
    expect(mergeGrams(a, b)).toEqual(mergeGrams(b, a));
    expect(mergeGrams(a, emptyGram(NAMES))).toEqual(a);
  });

  test.prop([rows, rows])("is undone by subtractGram", (x, y) => {
    const [a, b] = [gramOf(table(x, false), NAMES), gramOf(table(y, false), NAMES)];
    expect(subtractGram(mergeGrams(a, b), b)).toEqual(a);
  });
});

describe("gramByGroup", () => {
  test.prop([rows])("splits into Grams that add up to the whole", (all) => {
    const answers = table(all, false);
    const parts = gramByGroup(
      answers,
      NAMES,
      all.map(({ times }) => times % 3),
      3,
    );
    expect(parts.reduce(mergeGrams, emptyGram(NAMES))).toEqual(gramOf(answers, NAMES));
  });
});
