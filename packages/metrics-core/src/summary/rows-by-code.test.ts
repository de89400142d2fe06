import { describe, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { rowsByCode } from "./rows-by-code.ts";

describe("rowsByCode", () => {
  test("lists the rows of each code in their order, also of codes that no row has", () => {
    const { rows, ends } = rowsByCode(Uint16Array.of(3, 1, 3, 0, 1, 3), 5);
    expect([[...rows], [...ends]]).toEqual([
      [3, 1, 4, 0, 2, 5],
      [1, 3, 3, 6, 6],
    ]);
  });

  test("knows 65,536 rows and not one more", () => {
    expect(rowsByCode(new Uint8Array(65_536), 1).rows.at(-1)).toBe(65_535);
    expect(errorOf(() => rowsByCode(new Uint8Array(65_537), 1))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { rows: 65_537 },
    });
  });

  test("refuses a code that stands for no value", () => {
    expect(errorOf(() => rowsByCode(Uint8Array.of(0, 2), 2))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { code: 2 },
    });
  });
});
