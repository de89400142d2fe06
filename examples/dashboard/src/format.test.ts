import { describe, expect, test } from "vitest";
import { formatOf } from "./format.ts";

const en = formatOf("en");
const nl = formatOf("nl");

describe("a number in its unit", () => {
  test.each([
    [4, "POINTS", "+4", "+4"],
    [-12.5, "POINTS", "−13", "−13"],
    [0, "POINTS", "0", "0"],
    [0.585, "SHARE", "59%", "59%"],
    [7.45, "SCALE", "7.5", "7,5"],
    [1234.5, "RATIO", "1,234.5", "1.234,5"],
    [61.5, "INDEX", "62", "62"],
  ] as const)("%d %s is %s, in Dutch %s", (value, unit, english, dutch) => {
    expect(en.value(value, unit)).toBe(english);
    expect(nl.value(value, unit)).toBe(dutch);
  });

  test("has a decimal more in a table", () => {
    expect(en.value(4.04, "POINTS", "table")).toBe("+4.0");
    expect(en.value(0.5904, "SHARE", "table")).toBe("59.0%");
    expect(en.value(7.456, "SCALE", "table")).toBe("7.46");
  });

  test("is never minus zero", () => {
    expect(en.value(-0.2, "POINTS")).toBe("0");
    expect(en.difference(-0.001, "SCALE")).toBe("0.00");
  });
});

test("a difference of shares is in points, with its sign", () => {
  expect(en.difference(0.034, "SHARE")).toBe("+3");
  expect(nl.difference(-0.1, "SCALE")).toBe("−0,10");
});

test("periods are written as people say them", () => {
  expect(en.period("2011-Q2")).toBe("Q2 2011");
  expect(nl.period("2011-Q2")).toBe("K2 2011");
  expect(en.period("2013-10")).toBe("Oct 2013");
  expect(nl.period("2013-10")).toBe("okt 2013");
  expect(en.period("2011")).toBe("2011");
});
