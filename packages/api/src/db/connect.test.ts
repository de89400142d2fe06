import { sql } from "kysely";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";

describeOnDatabases("connect", (database) => {
  test("reads each type without loss", async () => {
    const { rows } = await sql`
      select date '2024-03-31' as day, array[date '2024-03-31', null] as days, 9007199254740993::bigint as big,
        1.100::numeric as exact, timestamptz '2024-03-31 01:30+00' as moment, '\\xff00'::bytea as bytes,
        '{"a": [1]}'::jsonb as json, array['a', null] as texts
    `.execute(database().db);
    expect(rows).toEqual([
      {
        day: "2024-03-31",
        days: ["2024-03-31", null],
        big: "9007199254740993",
        exact: "1.100",
        moment: new Date("2024-03-31T01:30:00Z"),
        bytes: Buffer.from([255, 0]),
        json: { a: [1] },
        texts: ["a", null],
      },
    ]);
  });

  test("gives each statement its own rows, also right after one that failed", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        sql<{ n: number }>`select 6 / ${i % 3}::int + ${i}::int as n`.execute(database().db).then(
          ({ rows }) => rows.map(({ n }) => n),
          (error: Error) => error.message,
        ),
      ),
    );
    const expected = outcomes.map((_, i) => (i % 3 === 0 ? "division by zero" : [6 / (i % 3) + i]));
    expect(outcomes).toEqual(expected);
  });

  test("keeps a transaction alive only until a statement in it fails", async () => {
    const failing = database()
      .db.transaction()
      .execute(async (transaction) => {
        await sql`select 1 / ${0}::int`.execute(transaction).catch(() => {});
        await sql`select ${1}::int`.execute(transaction);
      });
    await expect(failing).rejects.toThrow("current transaction is aborted");
    expect((await sql`select ${"on"}::text as word`.execute(database().db)).rows).toEqual([{ word: "on" }]);
  });

  test("reads many rows whole", async () => {
    const { rows } = await sql<{ n: number; filler: string }>`
      select n, repeat('Z', n % 500) as filler from generate_series(1, ${20000}::int) as n`.execute(database().db);
    expect(rows).toHaveLength(20000);
    expect(rows.every(({ n, filler }, i) => n === i + 1 && filler.length === n % 500)).toBe(true);
  });

  test("sorts text by code point on either engine", async () => {
    const { rows } = await sql<{ word: string }>`
      select word from unnest(array['é', 'b', 'B', 'a', '_']) as word order by word`.execute(database().db);
    expect(rows.map((row) => row.word)).toEqual(["B", "_", "a", "b", "é"]);
  });

  test("keeps statements with parameters apart when many are asked at once", async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i);
    const answers = await Promise.all(
      numbers.map(async (i) => {
        const { rows } = await sql<{ n: number }>`select ${i}::int + ${i % 3}::int as n`.execute(database().db);
        return rows[0]?.n;
      }),
    );
    expect(answers).toEqual(numbers.map((i) => i + (i % 3)));
  });

  test("speaks to Postgres 15 or later", async () => {
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(database().db);
    expect(Number.parseInt(rows[0]?.server_version ?? "", 10)).toBeGreaterThanOrEqual(15);
  });
});
