import { describe, expect, test } from "vitest";
import type { Estimated } from "../estimate/estimate.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Member } from "./member.ts";
import { rankMembers } from "./rank-interval.ts";

/** A member with a given number and standard error. */
const member = (organisation: string, value: number, standardError: number | null): Member => {
  const estimate = satisfaction(tallyOf(REPORT_MARK, [4, 6])) as Estimated;
  return { organisation, estimate: { ...estimate, value, standardError } };
};

const clear = [member("c", 2, 0.1), member("a", 8, 0.1), member("b", 5, 0.1)];

describe("rankMembers", () => {
  test("numbers far apart have one place each", () => {
    const { members, seed, draws, level } = rankMembers(clear, { seed: 3 });
    expect({ seed, draws, level }).toEqual({ seed: 3, draws: 2000, level: 0.95 });
    expect(members.map(({ organisation, rank, rankInterval }) => [organisation, rank, ...rankInterval])).toEqual([
      ["a", 1, 1, 1],
      ["b", 2, 2, 2],
      ["c", 3, 3, 3],
    ]);
    expect(members.map(({ percentile }) => percentile)).toEqual([100, 50, 0]);
    expect(members.map(({ percentileInterval }) => percentileInterval)).toEqual([
      [100, 100],
      [50, 50],
      [0, 0],
    ]);
    expect(members.map(({ firstChance }) => firstChance)).toEqual([1, 0, 0]);
    expect(members.every(({ tied }) => !tied)).toBe(true);
  });

  test("low may be best", () => {
    expect(
      rankMembers(clear, { seed: 3, higherIsBetter: false }).members.map(({ organisation }) => organisation),
    ).toEqual(["c", "b", "a"]);
  });

  test("the chance of two normal numbers to change places", () => {
    // P(N(0, 1) > N(1, 1)) = Φ(-1/√2) = 0.2398
    const { members } = rankMembers([member("a", 1, 1), member("b", 0, 1)], { seed: 1, draws: 50_000 });
    expect(Math.abs(members[1]!.firstChance - 0.2398)).toBeLessThan(0.006);
    expect(members[0]!.firstChance + members[1]!.firstChance).toBeCloseTo(1, 12);
    expect(members.map(({ rankInterval }) => rankInterval)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test("a place is tied when the own interval covers a neighbour", () => {
    // t with 1 degree of freedom at 95 % is 12.7 standard errors
    const { members } = rankMembers([member("a", 9, 0.1), member("b", 8, 0.1), member("c", 2, 0.1)], { seed: 1 });
    expect(members.map(({ tied }) => tied)).toEqual([true, true, false]);
  });

  test("equal numbers share the middle of their places, in the order of their names", () => {
    const { members } = rankMembers([member("z", 7, 0), member("m", 7, 0), member("n", 7, 0), member("a", 3, 0)], {
      seed: 1,
    });
    expect(members.map(({ organisation, rank }) => [organisation, rank])).toEqual([
      ["m", 2],
      ["n", 2],
      ["z", 2],
      ["a", 4],
    ]);
  });

  test("the seed decides", () => {
    const close = [member("a", 7, 1), member("b", 6.5, 1), member("c", 6, 1)];
    expect(rankMembers(close, { seed: 5 })).toEqual(rankMembers(close, { seed: 5 }));
    expect(rankMembers(close, { seed: 5 })).not.toEqual(rankMembers(close, { seed: 6 }));
  });

  test("a higher level leaves more places possible", () => {
    const close = [7, 6.6, 6.2, 5.8, 5.4].map((value, i) => member(String(i), value, 0.4));
    const width = (level: number): number[] =>
      rankMembers(close, { seed: 5, level }).members.map(({ rankInterval: [best, worst] }) => worst - best);
    const [narrow, wide] = [width(0.5), width(0.99)];
    for (const [i, each] of wide.entries()) expect(each).toBeGreaterThanOrEqual(narrow[i]!);
  });

  test("equal answers are no more certain than their interval, a whole population is", () => {
    const all = (n: number, organisation: string): Member => ({
      organisation,
      estimate: nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n }])),
    });
    const mixed: Member = {
      organisation: "mixed",
      estimate: nps(
        tallyFromCells(ZERO_TO_TEN, [
          { point: 10, n: 950 },
          { point: 8, n: 50 },
        ]),
      ),
    };
    expect(rankMembers([all(3, "few"), mixed], { seed: 1 }).members[0]!.firstChance).toBeLessThan(0.7);
    const few = all(3, "few");
    const census: Member = {
      organisation: "few",
      estimate: { ...(few.estimate as Estimated), flags: ["WHOLE_POPULATION"] },
    };
    expect(rankMembers([census, mixed], { seed: 1 }).members[0]!.firstChance).toBe(1);
  });

  test("names whom it cannot rank; one organisation alone has no percentile", () => {
    const empty: Member = { organisation: "empty", estimate: satisfaction(emptyTally(REPORT_MARK)) };
    const { members, unranked } = rankMembers([empty, member("one", 8, null), member("a", 7, 1)], { seed: 1 });
    expect(unranked).toEqual(["empty", "one"]);
    expect(members).toEqual([
      {
        organisation: "a",
        rank: 1,
        rankInterval: [1, 1],
        percentile: null,
        percentileInterval: null,
        firstChance: 1,
        tied: false,
      },
    ]);
    expect(rankMembers([], { seed: 1 })).toMatchObject({ members: [], unranked: [] });
  });

  test("refuses levels, seeds and draws that cannot be, and two metrics", () => {
    const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
    for (const options of [
      { seed: -1 },
      { seed: 1, level: 95 },
      { seed: 1, draws: 99 },
      { seed: 1, draws: 1e8 },
      { seed: 1, draws: 100.5 },
    ]) {
      expect(() => rankMembers(clear, options)).toThrow(invalid);
    }
    const other = { organisation: "x", estimate: nps(tallyOf(ZERO_TO_TEN, [3])) };
    expect(() => rankMembers([...clear, other], { seed: 1 })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
  });
});
