import { describe, expect, test } from "vitest";
import { GroupedAnswers } from "./columns-gather.ts";
import { GroupedTallies } from "./columns-tally.ts";
import { weightLimbs } from "./columns-weights.ts";
import type { Codes, FilterColumn, KeyColumn, RowBlock } from "./columns.ts";
import { MARK } from "./mark.ts";
import { rowsByCode } from "./rows-by-code.ts";
import { scaleOf } from "./scale.ts";

/*
 * A block is read in another way for every kind of its columns, for few and for many rows. All ways must find what a plain
 * loop over the rows finds.
 */

const SCALE = scaleOf(1, 5);
const CELLS = 5;
/** Weights in tenths, by code. */
const TENTHS = [10, 25, 0, 3];

const bytes = (rows: number, codeOf: (row: number) => number): Codes =>
  Uint8Array.from({ length: rows }, (_, row) => codeOf(row));
const words = (rows: number, codeOf: (row: number) => number): Codes =>
  Uint16Array.from({ length: rows }, (_, row) => codeOf(row));

/** Runs of five rows, the last of them longer than the block. */
const runs = (rows: number): KeyColumn => {
  const ends = Int32Array.from({ length: Math.ceil(rows / 5) }, (_, run) => 5 * run + 5);
  return { codes: null, runs: { ends, codes: Array.from(ends, (_, run) => (run * run) % 3) }, parts: [31, 32, 33] };
};
const otherRuns = (rows: number): KeyColumn => {
  const { runs: same } = runs(rows);
  return {
    codes: null,
    runs: { ends: same!.ends, codes: Array.from(same!.ends, (_, run) => run % 2) },
    parts: [41, 42],
  };
};
const constant: KeyColumn = { codes: null, parts: [7] };
const byByte = (rows: number): KeyColumn => ({ codes: bytes(rows, (row) => (row >> 2) % 3), parts: [12, 11, 10] });
const byWord = (rows: number): KeyColumn => ({ codes: words(rows, (row) => (7 * row) % 4), parts: [20, 21, 22, 23] });
/** A column with many codes, of which only the first is in use. */
const sparse: KeyColumn = { codes: null, parts: Array.from({ length: 600 }, () => 8) };

const KEYS: Record<string, (rows: number) => readonly KeyColumn[]> = {
  "no key": () => [],
  "one value": () => [constant],
  bytes: (rows) => [byByte(rows)],
  words: (rows) => [byWord(rows)],
  "one value and bytes": (rows) => [constant, byByte(rows)],
  "bytes and words": (rows) => [byByte(rows), byWord(rows)],
  "words and bytes": (rows) => [byWord(rows), byByte(rows)],
  runs: (rows) => [runs(rows)],
  "bytes and runs": (rows) => [byByte(rows), runs(rows)],
  "two kinds of runs and bytes": (rows) => [runs(rows), otherRuns(rows), byByte(rows)],
  "runs, words and one value": (rows) => [runs(rows), byWord(rows), constant],
  "words, bytes and many values": (rows) => [byWord(rows), byByte(rows), sparse],
  "one value and more words than a table holds": (rows) => [constant, byWord(rows), sparse, sparse],
};

const keepsHalf = new Uint8Array([0, 1]);
const FILTERS: Record<string, (rows: number) => readonly FilterColumn[]> = {
  "no filter": () => [],
  "a filter that keeps all": (rows) => [{ codes: bytes(rows, (row) => row % 2), keep: new Uint8Array([1, 1]) }],
  "a filter that keeps none": (rows) => [{ codes: bytes(rows, (row) => row % 2), keep: new Uint8Array(2) }],
  "a filter on bytes": (rows) => [{ codes: bytes(rows, (row) => (row >> 1) % 2), keep: keepsHalf }],
  "a filter on words": (rows) => [{ codes: words(rows, (row) => row % 2), keep: keepsHalf }],
  "a filter that keeps nothing of the first batch": (rows) => [
    { codes: bytes(rows, (row) => (row > rows - 6 ? 1 : 0)), keep: keepsHalf },
  ],
  "filters on bytes and words": (rows) => [
    { codes: bytes(rows, (row) => (row >> 1) % 2), keep: keepsHalf },
    { codes: words(rows, (row) => (row >> 3) % 2), keep: keepsHalf },
  ],
  "a filter that knows the rows of its code": (rows) => [byCode(rows, 12, [5])],
  "a filter that knows the rows of each of its codes": (rows) => [byCode(rows, 20, [0, 7])],
  "a filter that knows rows that are not few": (rows) => [byCode(rows, 7, [3])],
  "a filter that knows the rows of more codes than are few": (rows) => [
    byCode(rows, 100, [1, 2, 3, 5, 8, 13, 21, 34, 55]),
  ],
  "filters that know their rows, the second of which keeps fewer, beside one that does not": (rows) => [
    byCode(rows, 9, [4]),
    byCode(rows, 10, [5]),
    { codes: bytes(rows, (row) => (row >> 1) % 2), keep: keepsHalf },
    byCode(rows, 8, [5]),
  ],
  "filters on words, one value and bytes": (rows) => [
    { codes: words(rows, (row) => (row >> 3) % 2), keep: keepsHalf },
    { codes: null, keep: new Uint8Array([1]) },
    { codes: bytes(rows, (row) => row % 2), keep: keepsHalf },
  ],
};

/** A filter on codes `row % of` that knows the rows of each, and keeps some of them. */
function byCode(rows: number, of: number, kept: readonly number[]): FilterColumn {
  const codes = Uint16Array.from({ length: rows }, (_, row) => row % of);
  const keep = Uint8Array.from({ length: of }, (_, code) => (kept.includes(code) ? 1 : 0));
  return { codes, keep, rowsByCode: rowsByCode(codes, of) };
}

const WEIGHTS: Record<string, (rows: number) => { readonly codes: Codes } | null> = {
  "no weights": () => null,
  "one weight": () => ({ codes: null }),
  "weights in bytes": (rows) => ({ codes: bytes(rows, (row) => row % 4) }),
  "weights in words": (rows) => ({ codes: words(rows, (row) => (row >> 4) % 4) }),
};

/** Two groups of rows; some of the first are taken away again. */
const blockOf = (
  rows: number,
  keys: (rows: number) => readonly KeyColumn[],
  filters: (rows: number) => readonly FilterColumn[],
): RowBlock => ({
  ranges: [
    { from: 3, until: rows - 9, sign: 1, parts: [5] },
    { from: rows - 9, until: rows, sign: 1, parts: [6] },
    { from: 10, until: 20, sign: -1, parts: [5] },
  ],
  keys: keys(rows),
  filters: filters(rows),
});

const answersOf = (rows: number): readonly [Uint8Array, null] => [
  Uint8Array.from({ length: rows }, (_, row) =>
    row % 11 === 0 ? MARK.MISSING : row % 13 === 0 ? MARK.NOT_APPLICABLE : (row * 3) % 7,
  ),
  null,
];

const codeAt = (codes: Codes, row: number): number => (codes === null ? 0 : codes[row]!);

/** Every row that counts: its sign, and the parts of its group. */
function* rowsOf({ ranges, keys, filters }: RowBlock): Generator<readonly [row: number, sign: number, group: string]> {
  for (const { from, until, sign, parts } of ranges) {
    for (let row = from; row < until; row++) {
      if (!filters.every(({ codes, keep }) => keep[codeAt(codes, row)] === 1)) continue;
      const values = keys.map(({ codes, runs: of, parts: values }) => {
        const code = of === undefined ? codeAt(codes, row) : of.codes[Math.floor(row / 5)]!;
        return values[code]!;
      });
      yield [row, sign, [...parts, ...values].join()];
    }
  }
}

const cases = Object.entries(KEYS).flatMap(([key, keys], k) =>
  Object.entries(FILTERS).map(([filter, filters], f) => {
    // Every kind of weights meets every kind of key and of filter, though not all of both at once.
    const [weight, weights] = Object.entries(WEIGHTS)[(k + f) % 4]!;
    return { name: `${key}, ${filter}, ${weight}`, keys, filters, weights };
  }),
);

describe.each([40, 400, 17_000])("of %i rows", (rows) => {
  test.each(rows < 17_000 ? cases : cases.filter((_, i) => i % 3 === 0))(
    "tallies are those of a plain loop: $name",
    ({ keys, filters, weights }) => {
      const block = blockOf(rows, keys, filters);
      const answers = answersOf(rows);
      const weightOf = weights(rows);
      const counter = new GroupedTallies([SCALE, SCALE], 1 + block.keys.length);
      const responses = new GroupedTallies([], 1 + block.keys.length);
      const limbs = weightLimbs(TENTHS.map(BigInt));
      counter.add({
        ...block,
        answers,
        weights: weightOf === null ? null : { codes: weightOf.codes, limbs, places: 1 },
      });
      responses.add({ ...block, answers: [], weights: null });

      const expected = new Map<string, { n: number; cells: number[]; w: number[]; ww: number[]; other: number[] }>();
      for (const [row, sign, group] of rowsOf(block)) {
        const sums = expected.get(group) ?? {
          n: 0,
          cells: [0, 0, 0, 0, 0],
          w: [0, 0, 0, 0, 0],
          ww: [0, 0, 0, 0, 0],
          other: [0, 0, 0],
        };
        expected.set(group, sums);
        sums.n += sign;
        const answer = answers[0][row]!;
        if (answer < CELLS) {
          const tenths = weightOf === null ? 10 : TENTHS[codeAt(weightOf.codes, row)]!;
          sums.cells[answer]! += sign;
          sums.w[answer]! += sign * tenths;
          sums.ww[answer]! += sign * tenths * tenths;
        } else sums.other[answer === MARK.MISSING ? 0 : answer === MARK.NOT_APPLICABLE ? 1 : 2]! += sign;
      }
      // Groups whose rows have all been taken away are none.
      for (const [group, { n }] of expected) if (n === 0) expected.delete(group);
      const found = counter.groups().map(({ parts, responses: n, tallies: [tally, unanswered] }) => {
        expect(unanswered).toMatchObject({ n: [0, 0, 0, 0, 0], unanswered: { missing: n, invalid: 0 } });
        const { missing, notApplicable, invalid } = tally!.unanswered;
        const unit = 10n ** BigInt(1 - (tally!.weights?.places ?? 1));
        const w = tally!.weights?.w.map((sum) => Number(sum * unit)) ?? tally!.n.map((count) => 10 * count);
        const ww = tally!.weights?.ww.map((sum) => Number(sum * unit * unit)) ?? tally!.n.map((count) => 100 * count);
        return [parts.join(), { n, cells: tally!.n, w, ww, other: [missing, notApplicable, invalid] }] as const;
      });
      expect(new Map(found)).toEqual(expected);
      expect(new Map(responses.groups().map(({ parts, responses: n }) => [parts.join(), n]))).toEqual(
        new Map([...expected].map(([group, { n }]) => [group, n])),
      );
    },
  );
});

describe.each([40, 17_000])("of %i rows", (rows) => {
  test.each(rows < 17_000 ? cases : cases.filter((_, i) => i % 6 === 0))(
    "answers side by side are those of a plain loop: $name",
    ({ keys, filters, weights }) => {
      const block = blockOf(rows, keys, filters);
      const answers = answersOf(rows);
      const weightOf = weights(rows);
      const gathered = new GroupedAnswers(2, 1 + block.keys.length);
      // Groups that come before their rows are taken away, and rows that are taken away before they come.
      for (const ranges of [block.ranges.slice(0, 1), block.ranges.slice(1)]) {
        gathered.add({
          ...block,
          ranges: ranges.toReversed(),
          answers,
          weights: weightOf === null ? null : { codes: weightOf.codes, numbers: TENTHS },
        });
      }
      const left: string[] = [];
      for (const [row, sign, group] of rowsOf(block)) {
        const tenths = weightOf === null ? 0 : TENTHS[codeAt(weightOf.codes, row)]!;
        const text = `${group}: ${answers[0][row]}, 255, ${tenths}`;
        if (sign > 0) left.push(text);
        else left.splice(left.indexOf(text), 1);
      }
      const found = gathered
        .groups()
        .flatMap(({ parts, rows: n, answers: [first, second], weights: w }) =>
          Array.from({ length: n }, (_, i) => `${parts.join()}: ${first![i]}, ${second![i]}, ${w?.[i] ?? 0}`),
        );
      expect(found.sort()).toEqual(left.sort());
    },
  );
});
