import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { brief, importText, surveyFor } from "../../test/import-text.ts";
import { Directory } from "./directory.ts";
import { standardMapping } from "./mapping.ts";
import { rowReader } from "./row-reader.ts";
import { SeenIds } from "./seen-ids.ts";
import { writeBatch } from "./write-batch.ts";

const COLUMNS = ["external_id", "organisation", "responded_at", "nps"];

describeOnDatabases("writeBatch", (database) => {
  test.for([0, 1])("knows a response of this run again with room for %i chunks of ids in memory", async (chunks) => {
    const { db } = database();
    const instrument = await surveyFor(db, `seen-${chunks}`);
    await importText(db, instrument, `${COLUMNS.join(",")}\na,acme,2024-02-01,1\nb,acme,2024-02-01,1\n`);
    const { id } = await db
      .insertInto("import_run")
      .values({ instrument_id: instrument.id, version: 1, source: "test", delimiter: null, finished_at: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const run = { id, instrument, operatorZone: "Europe/Amsterdam", salt: Buffer.alloc(32) };
    const reader = rowReader(instrument, standardMapping(instrument, COLUMNS), COLUMNS, {
      operatorZone: "Europe/Amsterdam",
      open: false,
    });
    const read = (line: number, externalId: string, nps: string) =>
      reader.read({ line, raw: "", cells: [externalId, "acme", "2024-02-01", nps] });
    let state = {
      directory: new Directory({ organisation: false, channel: false, touchpoint: false }),
      seen: new SeenIds(chunks),
    };
    const told: string[] = [];
    for (const rows of [
      [read(1, "a", "1"), read(2, "b", "2")],
      [read(3, "a", "2"), read(4, "b", "3"), read(5, "a", "1")],
    ]) {
      const written = await writeBatch(db, run, state, rows);
      state = written.state;
      told.push(...brief(written.verdicts));
    }
    expect(told).toEqual([
      "1 unchanged",
      "2 updated",
      "3 rejected external_id DUPLICATE_EXTERNAL_ID",
      "4 rejected external_id DUPLICATE_EXTERNAL_ID",
      "5 unchanged",
    ]);
  });
});
