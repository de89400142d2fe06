import { expect, test } from "vitest";
import { readMoment } from "./moment.ts";

const operatorZone = "Europe/Amsterdam";

test.for<[text: string, at: string]>([
  ["2024-02-01", "2024-01-31T23:00:00Z"], // a day begins at midnight of the operator
  ["2024-07-01", "2024-06-30T22:00:00Z"],
  ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"],
  ["2024-02-01 13:05:00+01:00", "2024-02-01T12:05:00Z"],
  ["2024-02-01T13:05+0100", "2024-02-01T12:05:00Z"],
  ["2024-02-01T13:05:09.5-03", "2024-02-01T16:05:09.5Z"],
  ["2024-02-01T13:05:09,123456789Z", "2024-02-01T13:05:09.123456Z"],
])("reads %s", ([text, at]) => {
  expect(readMoment(text, { operatorZone })).toEqual({ at });
});

test.for<[text: string, code: string]>([
  ["01-02-2024", "DATE_INVALID"],
  ["2/1/2024", "DATE_INVALID"],
  ["45292", "DATE_INVALID"],
  ["20240201", "DATE_INVALID"],
  ["2024", "DATE_INVALID"],
  ["2024-W05", "DATE_INVALID"],
  ["2023-02-29", "DATE_INVALID"],
  ["2024-13-01", "DATE_INVALID"],
  ["2024-00-10", "DATE_INVALID"],
  ["2024-02-01T24:00:00Z", "DATE_INVALID"],
  ["2024-02-01T12:00:60Z", "DATE_INVALID"],
  ["2024-02-01T12:00:00+15:00", "DATE_INVALID"],
  ["2024-02-01T12:00:00 Europe/Amsterdam", "DATE_INVALID"],
  ["0001-01-01", "DATE_OUT_OF_RANGE"],
  ["2024-02-01T12:00:00", "ZONE_MISSING"],
  ["today", "DATE_INVALID"],
])("refuses %s", ([text, code]) => {
  expect(readMoment(text, { operatorZone })).toMatchObject({ code });
});

test("says why, where a person would guess", () => {
  expect(readMoment("01-02-2024", { operatorZone })).toMatchObject({
    expected: expect.stringContaining("day and month cannot be told apart"),
  });
  expect(readMoment("45292", { operatorZone })).toMatchObject({
    expected: expect.stringContaining("not the day number of a spreadsheet"),
  });
});

test("takes a time without a zone in the zone that is said, but for the hours that are not there once", () => {
  const zone = "Europe/Amsterdam";
  const read = (text: string, disambiguation?: "earlier" | "later") =>
    readMoment(text, { operatorZone, zone, ...(disambiguation === undefined ? {} : { disambiguation }) });
  expect(read("2024-07-01T12:00:00")).toEqual({ at: "2024-07-01T10:00:00Z" });
  expect(read("2024-10-27T02:30:00")).toMatchObject({ code: "TIME_AMBIGUOUS" });
  expect(read("2024-03-31T02:30:00")).toMatchObject({ code: "TIME_AMBIGUOUS" });
  expect(read("2024-10-27T02:30:00", "earlier")).toEqual({ at: "2024-10-27T00:30:00Z" });
  expect(read("2024-10-27T02:30:00", "later")).toEqual({ at: "2024-10-27T01:30:00Z" });
});
