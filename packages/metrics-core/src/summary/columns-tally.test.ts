import { describe, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { GroupedTallies } from "./columns-tally.ts";
import { weightLimbs } from "./columns-weights.ts";
import { ZERO_TO_TEN } from "./scale.ts";

const ALL = { filters: [], weights: null } as const;

describe("GroupedTallies", () => {
  test("counts more combinations of codes than a table holds", () => {
    const rows = 20_000;
    const codes = Uint16Array.from({ length: rows }, (_, row) => row % 5_000);
    const parts = Array.from({ length: 5_000 }, (_, code) => code);
    const counter = new GroupedTallies([ZERO_TO_TEN], 2);
    const answers = [new Uint8Array(rows).fill(9)];
    const ranges = [{ from: 0, until: rows, sign: 1 as const, parts: [] }];
    counter.add({
      ...ALL,
      ranges,
      keys: [
        { codes, parts },
        { codes, parts },
      ],
      answers,
    });
    const groups = counter.groups();
    expect(groups).toHaveLength(5_000);
    expect(groups.every((group) => group.responses === 4 && group.parts[0] === group.parts[1])).toBe(true);
    expect(groups[4_999]!.tallies[0]!.n[9]).toBe(4);
  });

  test("reads keys that come in runs, beyond a batch, listed by a filter, and in more combinations than a table holds", () => {
    const rows = 30_000;
    const ends = Int32Array.from({ length: 300 }, (_, run) => (run + 1) * 100);
    const runs = { ends, codes: Array.from(ends, (_, run) => run % 30) };
    const runKey = { codes: null, runs, parts: Array.from({ length: 30 }, (_, code) => code) };
    const wide = { codes: Uint16Array.from({ length: rows }, (_, row) => row % 60_000), parts: new Uint8Array(60_000) };
    const even = { codes: Uint8Array.from({ length: rows }, (_, row) => row % 2), keep: new Uint8Array([1, 0]) };
    for (const keys of [[runKey], [runKey, wide]]) {
      for (const filters of [[], [even]]) {
        const counter = new GroupedTallies([], keys.length);
        const ranges = [{ from: 50, until: rows, sign: 1 as const, parts: [] }];
        counter.add({ ...ALL, ranges, keys, filters, answers: [] });
        const expected = (group: number): number => (1_000 - (group === 0 ? 50 : 0)) / (filters.length + 1);
        expect(counter.groups().map(({ parts, responses }) => [parts[0], responses])).toEqual(
          Array.from({ length: 30 }, (_, group) => [group, expected(group)]),
        );
      }
    }
  });

  test("reads an absent column as missing answers, and a constant filter for the whole block", () => {
    const block = {
      ranges: [{ from: 0, until: 3, sign: 1 as const, parts: [] }],
      keys: [],
      answers: [null],
      weights: null,
    };
    const counter = new GroupedTallies([ZERO_TO_TEN], 0);
    counter.add({ ...block, filters: [{ codes: null, keep: new Uint8Array([1]) }] });
    counter.add({ ...block, filters: [{ codes: null, keep: new Uint8Array([0]) }] });
    expect(counter.groups()[0]).toMatchObject({ responses: 3, tallies: [{ unanswered: { missing: 3 } }] });
  });

  test("adds up weights of a million with twelve decimals without losing a digit", () => {
    const unit = 999_999_999_999_999_999n;
    const counter = new GroupedTallies([ZERO_TO_TEN], 0);
    const rows = 100_000;
    counter.add({
      ...ALL,
      ranges: [{ from: 0, until: rows, sign: 1, parts: [] }],
      keys: [],
      answers: [new Uint8Array(rows).fill(10)],
      weights: { codes: null, limbs: weightLimbs([unit]), places: 12 },
    });
    const { weights } = counter.groups()[0]!.tallies[0]!;
    expect(weights!.w[10]! * 10n ** BigInt(12 - weights!.places)).toBe(unit * 100_000n);
    expect(weights!.ww[10]! * 10n ** BigInt(24 - 2 * weights!.places)).toBe(unit * unit * 100_000n);
  });

  test("adds up weights with different decimals, and forgets weights that are all 1", () => {
    const block = {
      ...ALL,
      ranges: [{ from: 0, until: 2, sign: 1 as const, parts: [] }],
      keys: [],
      answers: [new Uint8Array([10, 9])],
    };
    const counter = new GroupedTallies([ZERO_TO_TEN], 0);
    counter.add({ ...block, weights: { codes: null, limbs: weightLimbs([100n]), places: 2 } });
    counter.add(block);
    expect(counter.groups()[0]!.tallies[0]!.weights).toBeNull();
    counter.add({ ...block, weights: { codes: new Uint8Array([0, 1]), limbs: weightLimbs([1500n, 250n]), places: 3 } });
    const { weights, n } = counter.groups()[0]!.tallies[0]!;
    expect([n[9], n[10], weights!.places, weights!.w[9], weights!.w[10]]).toEqual([3, 3, 2, 225n, 350n]);
  });

  test("keeps weights that are 1 on average only, and those whose squares are", () => {
    const counted = (units: readonly bigint[], bytes: readonly number[]) => {
      const counter = new GroupedTallies([ZERO_TO_TEN], 0);
      const codes = Uint8Array.from(units.keys());
      counter.add({
        ...ALL,
        ranges: [{ from: 0, until: units.length, sign: 1, parts: [] }],
        keys: [],
        answers: [Uint8Array.from(bytes)],
        weights: { codes, limbs: weightLimbs(units), places: 1 },
      });
      return counter.groups()[0]!.tallies[0]!.weights;
    };
    expect(counted([5n, 15n], [9, 9])).toMatchObject({ places: 1, w: { 9: 20n }, ww: { 9: 250n } });
    expect(counted([10n, 10n, 20n], [9, 9, 8])).toMatchObject({ places: 0, w: { 8: 2n, 9: 2n } });
    expect(counted([0n, 10n, 10n, 20n], [9, 9, 8, 8])).not.toBeNull();
    expect(counted([10n, 10n, 10n], [9, 9, 8])).toBeNull();
  });

  test("refuses columns that do not fit its questions, and weights that are none", () => {
    const counter = new GroupedTallies([ZERO_TO_TEN], 0);
    expect(() => counter.add({ ...ALL, ranges: [], keys: [], answers: [] })).toThrow(
      /expected 1 columns of answers, got 0/,
    );
    expect(() => weightLimbs([-1n])).toThrow(/expected 0 to 2\^60 units, got -1 at 0/);
    expect(errorOf(() => weightLimbs([1n, 2n ** 60n]))).toMatchObject({ code: "WEIGHT_INVALID", details: { row: 1 } });
    expect(weightLimbs([2n ** 60n - 1n]).w.map(([limb]) => limb)).toEqual([2 ** 26 - 1, 2 ** 26 - 1, 255]);
  });

  test.each([2 ** 26, -1, Number.NaN])("refuses a part of %d", (part) => {
    const counter = new GroupedTallies([], 1);
    const ranges = [{ from: 0, until: 1, sign: 1 as const, parts: [part] }];
    expect(errorOf(() => counter.add({ ...ALL, ranges, keys: [], answers: [] }))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { groups: 0, part },
    });
  });
});
