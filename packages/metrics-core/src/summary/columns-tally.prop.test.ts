import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Codes } from "./columns.ts";
import { type CountedBlock, GroupedTallies } from "./columns-tally.ts";
import { weightLimbs } from "./columns-weights.ts";
import { MARK } from "./mark.ts";
import { type Scale, scaleOf, scaleSize } from "./scale.ts";
import { type Answer, NOT_APPLICABLE, subtractTallies, type Tally, tallyOf } from "./tally.ts";

const SCALES = [scaleOf(0, 10), scaleOf(1, 5)];
const PLACES = 12;

interface Row {
  readonly period: number;
  readonly channel: number;
  readonly touchpoint: number;
  readonly kept: boolean;
  readonly scores: readonly number[];
  readonly weight: bigint;
}

const score = fc.oneof(
  { weight: 5, arbitrary: fc.nat(10) },
  { weight: 1, arbitrary: fc.constantFrom(100, MARK.INVALID, MARK.NOT_APPLICABLE, MARK.MISSING) },
);
const UNIT = 10n ** 12n;
const row: fc.Arbitrary<Row> = fc.record({
  period: fc.nat(2),
  channel: fc.nat(3),
  touchpoint: fc.nat(2),
  kept: fc.boolean(),
  scores: fc.tuple(score, score),
  weight: fc.oneof(fc.constant(UNIT), fc.bigInt(0n, 10n ** 18n - 1n), fc.bigInt(0n, 3n * UNIT)),
});

/** Rows of a block; each row that is taken away stands in an earlier or later block as well. */
interface Part {
  readonly rows: readonly Row[];
  readonly taken: readonly Row[];
  readonly weighted: boolean;
}
const parts: fc.Arbitrary<readonly Part[]> = fc.array(
  fc.record({ rows: fc.array(row, { maxLength: 30 }), taken: fc.constant([]), weighted: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);

const KEPT = new Uint8Array([0, 1]);

function blockOf({ rows, taken, weighted }: Part, keys: number, finer = 0): CountedBlock {
  const runs = [...rows].sort((a, b) => a.period - b.period);
  const all = [...runs, ...taken];
  const codes = (read: (row: Row) => number): Codes => {
    const values = all.map(read);
    return values.every((value) => value === 0) ? null : Uint8Array.from(values);
  };
  const periods = [...new Set(runs.map(({ period }) => period))];
  const ranges = periods.map((period) => {
    const from = runs.findIndex((each) => each.period === period);
    return {
      from,
      until: from + runs.filter((each) => each.period === period).length,
      sign: 1 as const,
      parts: [period],
    };
  });
  const units = all.map(({ weight }) => weight * 10n ** BigInt(finer));
  return {
    ranges: [
      ...ranges,
      ...taken.map(({ period }, i) => ({
        from: runs.length + i,
        until: runs.length + i + 1,
        sign: -1 as const,
        parts: [period],
      })),
    ],
    // Codes differ from block to block; parts do not.
    keys: [
      { codes: codes(({ channel }) => channel), parts: [40, 41, 42, 43] },
      { codes: codes(({ touchpoint }) => 2 - touchpoint), parts: [52, 51, 50] },
    ].slice(0, keys),
    filters: [{ codes: Uint8Array.from(all, ({ kept }) => (kept ? 1 : 0)), keep: KEPT }],
    answers: SCALES.map((_, q) => Uint8Array.from(all, ({ scores }) => scores[q]!)),
    weights: weighted
      ? { codes: Uint16Array.from(all.keys()), limbs: weightLimbs(units), places: PLACES + finer }
      : null,
  };
}

function counted(scale: Scale, q: number, rows: readonly (Row & { readonly weighted: boolean })[]): Tally {
  const answers = rows.map(({ scores }): Answer => {
    const byte = scores[q]!;
    if (byte === MARK.MISSING) return null;
    if (byte === MARK.NOT_APPLICABLE) return NOT_APPLICABLE;
    return byte < scaleSize(scale) ? scale.min + byte : scale.max + 1;
  });
  const weights = rows.map(({ weight, weighted }) => (weighted ? `${weight}e-${PLACES}` : "1"));
  return tallyOf(scale, answers, { weights, invalid: "count" });
}

const exact = ({ n, weights, unanswered }: Tally): unknown => ({
  n,
  w:
    weights?.w.map((units) => `${units * 10n ** BigInt(PLACES - weights.places)}`) ??
    n.map((count) => `${BigInt(count) * UNIT}`),
  ww:
    weights?.ww.map((units) => `${units * 10n ** BigInt(2 * (PLACES - weights.places))}`) ??
    n.map((count) => `${BigInt(count) * UNIT * UNIT}`),
  unanswered,
});

/** The same with the period as a key that comes in runs. */
function withRuns(block: CountedBlock): CountedBlock {
  const { ranges } = block;
  return {
    ...block,
    ranges: ranges.length === 0 ? [] : [{ from: 0, until: ranges.at(-1)!.until, sign: 1, parts: [] }],
    keys: [
      {
        codes: null,
        runs: { ends: Int32Array.from(ranges, ({ until }) => until), codes: ranges.map((_, i) => i) },
        parts: ranges.map(({ parts: [period] }) => period!),
      },
      ...block.keys,
    ],
  };
}

describe("GroupedTallies", () => {
  test.prop([parts, fc.constantFrom(0, 1, 2), fc.boolean()])(
    "counts what tallyOf counts in every group",
    (all, keys, runs) => {
      const counter = new GroupedTallies(SCALES, 1 + keys);
      for (const part of all) counter.add(runs ? withRuns(blockOf(part, keys)) : blockOf(part, keys));
      const rows = all
        .flatMap((part) => part.rows.map((each) => ({ ...each, weighted: part.weighted })))
        .filter(({ kept }) => kept);
      const keyOf = (each: Row): string =>
        [each.period, 40 + each.channel, 50 + each.touchpoint].slice(0, 1 + keys).join();
      const groups = counter.groups();
      expect(groups.map(({ parts: key }) => key.join()).sort()).toEqual([...new Set(rows.map(keyOf))].sort());
      for (const { parts: key, responses, tallies } of groups) {
        const members = rows.filter((each) => keyOf(each) === key.join());
        expect(responses).toBe(members.length);
        expect(tallies.map(exact)).toEqual(SCALES.map((scale, q) => exact(counted(scale, q, members))));
      }
    },
  );

  test.prop([fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(), fc.boolean(), fc.boolean()])(
    "takes rows away as subtractTallies does, whichever block they were in",
    (rows, seed, first, second) => {
      const kept = rows.map((each) => ({ ...each, kept: true, weight: first && second ? each.weight / 10n : UNIT }));
      const taken = kept.filter((_, i) => ((seed >> (i % 31)) & 1) === 1);
      const counter = new GroupedTallies(SCALES, 0);
      const ranges = (length: number, sign: 1 | -1): CountedBlock["ranges"] => [
        { from: 0, until: length, sign, parts: [] },
      ];
      counter.add({ ...blockOf({ rows: [], taken, weighted: second }, 0), ranges: ranges(taken.length, -1) });
      counter.add({ ...blockOf({ rows: kept, taken: [], weighted: first }, 0, 1), ranges: ranges(kept.length, 1) });
      const weighted = first && second;
      const of = (list: readonly Row[], scale: Scale, q: number): Tally =>
        counted(
          scale,
          q,
          list.map((each) => ({ ...each, weighted })),
        );
      const expected = SCALES.map((scale, q) => exact(subtractTallies(of(kept, scale, q), of(taken, scale, q))));
      const [group] = counter.groups();
      if (taken.length === kept.length) expect(group).toBeUndefined();
      else expect(group?.tallies.map(exact)).toEqual(expected);
    },
  );
});
