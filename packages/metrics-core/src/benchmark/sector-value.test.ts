import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { enps } from "../metric/nps-employee.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import type { Estimated } from "../estimate/estimate.ts";
import type { Member } from "./member.ts";
import { type SectorMethod, sectorValue } from "./sector-value.ts";

const member = (organisation: string, answers: readonly number[], weights?: readonly number[]): Member => ({
  organisation,
  estimate: satisfaction(tallyOf(REPORT_MARK, answers, weights === undefined ? {} : { weights })),
});

const sector = [
  member("a", [8, 9, 10]),
  member("b", [5, 6, 6, 7]),
  member("c", [2, 4], [3, 1]),
  member("d", [7, 7, 8]),
];
const errors = sector.map(({ estimate }) => (estimate as Estimated).standardError!);

describe("sectorValue", () => {
  test("equal: the mean of the organisations, with the errors of their samples and of drawing them", () => {
    const [values, squares] = [[9, 6, 2.5, 22 / 3], errors.reduce((sum, each) => sum + each ** 2, 0)];
    const mean = values.reduce((sum, each) => sum + each, 0) / 4;
    const spread = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 3;
    const found = sectorValue(sector);
    expect(found).toMatchObject({ status: "estimated", method: "equal", organisations: 4, valid: 12 });
    expectNumbers(found, { value: mean, standardError: Math.sqrt(squares) / 4, samplingError: Math.sqrt(spread / 4) });
  });

  test("pooled: large organisations count more, by their weighted base", () => {
    const bases = [3, 4, 4, 3];
    const found = sectorValue(sector, { method: "pooled" });
    expectNumbers(found, {
      value: (27 + 24 + 10 + 22) / 14,
      standardError: Math.hypot(...errors.map((each, i) => each * bases[i]!)) / 14,
      samplingError: null,
    });
  });

  test("median: the organisation in the middle", () => {
    expect(sectorValue(sector, { method: "median" })).toMatchObject({ value: (6 + 22 / 3) / 2, standardError: null });
    expect(sectorValue(sector.slice(0, 3), { method: "median" })).toMatchObject({ value: 6 });
  });

  test("one's own number is not in what it is compared with", () => {
    for (const method of ["equal", "pooled", "median"] as const) {
      expect(sectorValue(sector, { method, leaveOut: "b" })).toEqual(
        sectorValue(
          sector.filter(({ organisation }) => organisation !== "b"),
          { method },
        ),
      );
      expect(sectorValue(sector, { method, leaveOut: "nobody" })).toEqual(sectorValue(sector, { method }));
    }
  });

  test("organisations without a number are left out, not counted as 0", () => {
    const silent = { organisation: "e", estimate: satisfaction(emptyTally(REPORT_MARK)) };
    expect(sectorValue([...sector, silent])).toEqual(sectorValue(sector));
  });

  test("a member without a standard error leaves the sector without one", () => {
    const found = sectorValue([...sector, member("e", [9])]);
    expect(found).toMatchObject({ standardError: null, organisations: 5 });
    expect(sectorValue([member("e", [9])])).toMatchObject({ value: 9, samplingError: null });
  });

  test("is suppressed, not zero, without organisations", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    expect(sectorValue([])).toEqual({ ...empty, method: "equal" });
    expect(sectorValue(sector.slice(0, 1), { leaveOut: "a", method: "pooled" })).toEqual({
      ...empty,
      method: "pooled",
    });
  });

  test("refuses an organisation twice, two metrics, and another method", () => {
    expect(() => sectorValue([...sector, member("a", [3])])).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
    const tally = tallyOf(ZERO_TO_TEN, [10, 3]);
    const mixed = [
      { organisation: "a", estimate: nps(tally) },
      { organisation: "b", estimate: enps(tally) },
    ];
    expect(() => sectorValue(mixed)).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
    expect(() => sectorValue(sector, { method: "mode" as SectorMethod })).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });
});
