import { describe, expect, test } from "vitest";
import { differenceOf } from "../estimate/difference.ts";
import { REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { nps } from "./nps.ts";
import { enps } from "./nps-employee.ts";

describe("enps", () => {
  const tally = tallyOf(ZERO_TO_TEN, [10, 9, 8, 3]);

  test("is the formula of NPS under an id of its own", () => {
    expect(enps(tally)).toEqual({ ...nps(tally), metric: "enps" });
  });

  test("employees and customers are never compared", () => {
    expect(() => differenceOf(enps(tally), nps(tally))).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
  });

  test("is suppressed, not zero, when nobody answered; refuses another scale", () => {
    expect(enps(emptyTally(ZERO_TO_TEN))).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE" });
    expect(() => enps(tallyOf(REPORT_MARK, [9]))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});
