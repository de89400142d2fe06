import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { dateOf, dayNumber, periodOf } from "./calendar.ts";

describeOnDatabases("days and periods", (database) => {
  test.each(["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const)("begin as those of date_trunc: %s", async (grain) => {
    const { rows } = await sql<{ day: number; date: string; start: string }>`
      select d as day, (date '1970-01-01' + d)::text as date,
        date_trunc(${sql.lit(grain.toLowerCase())}, (date '1970-01-01' + d)::timestamp)::date::text as start
      from generate_series(-200000, 60000, 97) d
      union all select d, (date '1970-01-01' + d)::text, date_trunc(${sql.lit(grain.toLowerCase())}, (date '1970-01-01' + d)::timestamp)::date::text
      from generate_series(19700, 20500) d
    `.execute(database().db);
    for (const { day, date, start } of rows) {
      expect([dateOf(day), dayNumber(date), dateOf(periodOf(grain, day).from)]).toEqual([date, day, start]);
      // The next period begins where this one ends.
      const { from, until } = periodOf(grain, day);
      expect([day >= from && day < until, periodOf(grain, until).from, periodOf(grain, until - 1).from]).toEqual([
        true,
        until,
        from,
      ]);
    }
  });
});

describe("dayNumber", () => {
  test.each(["", "2024-1-1", "2024-02-31", "today"])("refuses %j", (date) => {
    expect(() => dayNumber(date)).toThrow(/expected a date YYYY-MM-DD/);
  });
});
