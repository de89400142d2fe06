import { sql } from "kysely";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { importText, surveyFor } from "../../test/import-text.ts";

describeOnDatabases("noteGrowth", (database) => {
  test("tells the planner of 1,000 responses at once, and again when they have doubled", async () => {
    const { db } = database();
    const instrument = await surveyFor(db, "growth");
    const known: number[] = [];
    for (const from of [0, 1_000]) {
      const rows = Array.from({ length: 1_000 }, (_, row) => `g${from + row},acme,2024-02-01,${row % 11}`);
      await importText(db, instrument, ["external_id,organisation,responded_at,nps", ...rows].join("\n"));
      const { rows: tables } = await sql<{ reltuples: number }>`
        select reltuples from pg_class where oid = 'response'::regclass
      `.execute(db);
      known.push(tables[0]?.reltuples ?? -1);
    }
    expect(known).toEqual([1_000, 2_000]);
  });
});
