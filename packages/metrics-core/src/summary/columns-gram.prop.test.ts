import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { type GramBlock, type GramColumn, GroupedGrams } from "./columns-gram.ts";
import { answersOfCodes } from "./gram-codes.ts";
import { gramOf } from "./gram-of.ts";
import { rowsByCode } from "./rows-by-code.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "./scale.ts";

interface Row {
  readonly period: number;
  readonly channel: number;
  readonly region: number;
  /** Of scales of eleven and of five points, and what is no point of them. */
  readonly answers: readonly [number, number];
}

const COLUMNS: readonly GramColumn[] = [
  { name: "nps", scale: ZERO_TO_TEN },
  { name: "wait", scale: ONE_TO_FIVE, reversed: true },
];
const KEPT = 3;

const row: fc.Arbitrary<Row> = fc.record({
  period: fc.nat(1),
  channel: fc.nat(2),
  region: fc.nat(9),
  answers: fc.tuple(fc.constantFrom(0, 4, 10, 11, 77, 254, 255), fc.constantFrom(0, 1, 4, 5, 6, 255)),
});
const rows = fc.array(row, { maxLength: 60 });

/** Periods come in runs, as days do. */
function blockOf(given: readonly Row[], sign: 1 | -1, byCode: boolean): GramBlock {
  const sorted = [...given].sort((a, b) => a.period - b.period);
  const regions = Uint8Array.from(sorted, ({ region }) => region);
  const early = sorted.filter(({ period }) => period === 0).length;
  return {
    ranges: [{ from: 0, until: sorted.length, sign, parts: [] }],
    keys: [
      { codes: null, runs: { ends: Int32Array.of(early, sorted.length), codes: [0, 1] }, parts: [20, 21] },
      { codes: Uint8Array.from(sorted, ({ channel }) => channel), parts: [10, 11, 12] },
    ],
    filters: [
      {
        codes: regions,
        keep: Uint8Array.from({ length: 10 }, (_, code) => (code === KEPT ? 1 : 0)),
        ...(byCode ? { rowsByCode: rowsByCode(regions, 10) } : {}),
      },
    ],
    answers: [0, 1].map((q) => Uint8Array.from(sorted, ({ answers }) => answers[q]!)),
  };
}

function expected(given: readonly Row[]): readonly unknown[] {
  const groups = new Map<string, Row[]>();
  for (const each of given.filter(({ region }) => region === KEPT)) {
    const parts = `${20 + each.period} ${10 + each.channel}`;
    groups.set(parts, [...(groups.get(parts) ?? []), each]);
  }
  const grams = [...groups].map(([parts, mine]) => {
    const columns = COLUMNS.map(({ name, scale, reversed = false }, q) => [
      name,
      {
        scale,
        codes: Uint8Array.from(mine, ({ answers }) => {
          const code = answers[q]!;
          return reversed && code < 5 ? 4 - code : code;
        }),
      },
    ]);
    return { parts, gram: gramOf(answersOfCodes(Object.fromEntries(columns))) };
  });
  return inOrder(grams);
}

const inOrder = <T extends { readonly parts: string }>(groups: readonly T[]): readonly T[] =>
  groups.toSorted((a, b) => (a.parts < b.parts ? -1 : 1));

const found = (grams: GroupedGrams): readonly unknown[] =>
  inOrder(grams.groups().map(({ parts, gram }) => ({ parts: parts.join(" "), gram })));

describe("GroupedGrams", () => {
  test("refuses columns that do not fit its questions", () => {
    const block = { ...blockOf([], 1, false), answers: [] };
    expect(errorOf(() => new GroupedGrams(COLUMNS, 2).add(block))).toMatchObject({ code: "INPUT_MISMATCH" });
  });

  test("knows no complete row of a question that nobody answered", () => {
    const grams = new GroupedGrams(COLUMNS, 0);
    const ranges = [{ from: 0, until: 2, sign: 1, parts: [] }] as const;
    grams.add({ ranges, keys: [], filters: [], answers: [Uint8Array.of(1, 2), null] });
    expect(grams.groups()).toMatchObject([{ parts: [], gram: { rows: 2, n: 0, products: [0, 0, 0, 0, 0, 0] } }]);
  });

  test("leaves out a group of which rows only went", () => {
    const grams = new GroupedGrams(COLUMNS, 1);
    const answers = [Uint8Array.of(1), Uint8Array.of(2)];
    for (const [part, sign] of [
      [1, -1],
      [2, 1],
    ] as const)
      grams.add({ ranges: [{ from: 0, until: 1, sign, parts: [part] }], keys: [], filters: [], answers });
    expect(grams.groups()).toMatchObject([{ parts: [2], gram: { n: 1 } }]);
  });

  test.prop([fc.array(rows, { maxLength: 4 }), fc.boolean()])(
    "is the Gram of the rows of each group",
    (all, byCode) => {
      const grams = new GroupedGrams(COLUMNS, 2);
      for (const each of all) grams.add(blockOf(each, 1, byCode));
      expect(found(grams)).toEqual(expected(all.flat()));
    },
  );

  test.prop([rows, rows, fc.boolean()])(
    "without the rows that were taken away, before or after they came",
    (left, gone, first) => {
      const grams = new GroupedGrams(COLUMNS, 2);
      if (first) grams.add(blockOf(gone, -1, true));
      grams.add(blockOf([...left, ...gone], 1, false));
      if (!first) grams.add(blockOf(gone, -1, true));
      expect(found(grams)).toEqual(expected(left));
    },
  );
});
