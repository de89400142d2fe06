import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { type GatheredBlock, GroupedAnswers } from "./columns-gather.ts";

interface Row {
  readonly period: number;
  readonly channel: number;
  readonly kept: boolean;
  readonly answers: readonly number[];
  readonly weight: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  period: fc.nat(1),
  channel: fc.nat(2),
  kept: fc.boolean(),
  answers: fc.tuple(fc.constantFrom(0, 1, 254, 255), fc.constantFrom(0, 7, 255)),
  weight: fc.nat(2),
});
const blocks = fc.array(fc.record({ rows: fc.array(row, { maxLength: 30 }), weighted: fc.boolean() }), {
  maxLength: 4,
});

/** Rows stand one by one in ranges, which neither helps nor harms. */
const blockOf = (rows: readonly Row[], weighted: boolean, sign: 1 | -1): GatheredBlock => ({
  ranges: rows.map(({ period }, i) => ({ from: i, until: i + 1, sign, parts: [period] })),
  keys: [{ codes: Uint8Array.from(rows, ({ channel }) => channel), parts: [10, 11, 12] }],
  filters: [{ codes: Uint8Array.from(rows, ({ kept }) => (kept ? 1 : 0)), keep: new Uint8Array([0, 1]) }],
  answers: [Uint8Array.from(rows, ({ answers }) => answers[0]!), Uint8Array.from(rows, ({ answers }) => answers[1]!)],
  weights: weighted ? { codes: Uint8Array.from(rows, ({ weight }) => weight), numbers: [0, 5, 6] } : null,
});

const textOf = ({ period, channel, answers, weight }: Row, weighted: boolean): string =>
  `${period} ${10 + channel}: ${answers.join()} ${weighted ? [0, 5, 6][weight] : 0}`;

/** The rows of one period and channel as one range without keys. */
const wholeBlock = (rows: readonly Row[], weighted: boolean): GatheredBlock => ({
  ...blockOf(rows, weighted, 1),
  ranges: [{ from: 0, until: rows.length, sign: 1, parts: [0, 10] }],
  keys: [],
});

const gatheredRows = (gathered: GroupedAnswers): readonly string[] =>
  gathered
    .groups()
    .flatMap(({ parts, rows, answers, weights }) =>
      Array.from(
        { length: rows },
        (_, i) => `${parts.join(" ")}: ${answers.map((column) => column[i]).join()} ${weights?.[i] ?? 0}`,
      ),
    )
    .sort();

describe("GroupedAnswers", () => {
  test("refuses columns that do not fit its questions", () => {
    const gathered = new GroupedAnswers(1, 2);
    expect(errorOf(() => gathered.add(blockOf([], false, 1)))).toMatchObject({ code: "INPUT_MISMATCH" });
  });

  test.prop([blocks])("keeps the answers of every person together, in the group of that person", (all) => {
    const gathered = new GroupedAnswers(2, 2);
    for (const { rows, weighted } of all) gathered.add(blockOf(rows, weighted, 1));
    const expected = all.flatMap(({ rows, weighted }) =>
      rows.filter(({ kept }) => kept).map((each) => textOf(each, weighted)),
    );
    expect(gatheredRows(gathered)).toEqual(expected.sort());
  });

  test.prop([fc.array(row, { maxLength: 30 }), fc.nat()])("leaves out the rows that were taken away", (rows, seed) => {
    const taken = rows.filter((_, i) => ((seed >> (i % 31)) & 1) === 1);
    const left = rows.filter((_, i) => ((seed >> (i % 31)) & 1) === 0);
    const gathered = new GroupedAnswers(2, 2);
    gathered.add(blockOf(taken, true, -1));
    gathered.add(blockOf(rows, true, 1));
    expect(gatheredRows(gathered)).toEqual(
      left
        .filter(({ kept }) => kept)
        .map((each) => textOf(each, true))
        .sort(),
    );
  });

  test.prop([blocks])("gathers the same when all rows of a block are of one group", (all) => {
    const alike = all.map(({ rows, weighted }) => ({
      rows: rows.map((each) => ({ ...each, period: 0, channel: 0 })),
      weighted,
    }));
    const together = new GroupedAnswers(2, 2);
    const oneByOne = new GroupedAnswers(2, 2);
    for (const { rows, weighted } of alike) {
      together.add(wholeBlock(rows, weighted));
      oneByOne.add(blockOf(rows, weighted, 1));
    }
    expect(gatheredRows(together)).toEqual(gatheredRows(oneByOne));
  });
});
