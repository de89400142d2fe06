import { readdirSync } from "node:fs";
import { migrations } from "@klik/migrations";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { type Engine, openTestDatabase } from "../../test/database.ts";
import { migrateDown, migrateToLatest } from "./migrate.ts";

const names = Object.keys(migrations);

describe.each<Engine>(["embedded", "server"])("migrations (%s)", (engine) => {
  test("run up, down and up again, and leave nothing behind when undone", async () => {
    const { db, close } = await openTestDatabase(engine, "empty");
    const tables = async (): Promise<readonly string[]> =>
      (await db.introspection.getTables()).map((table) => table.name).sort();
    try {
      expect(await migrateToLatest(db)).toEqual(names);
      const made = await tables();
      expect(made).toContain("response");
      expect(await migrateToLatest(db)).toEqual([]);

      for (const name of names.toReversed()) expect(await migrateDown(db)).toEqual([name]);
      expect(await migrateDown(db)).toEqual([]);
      expect(await tables()).toEqual([]);

      expect(await migrateToLatest(db)).toEqual(names);
      expect(await tables()).toEqual(made);
      expect(await db.selectFrom("operator").select(["id", "name", "time_zone"]).execute()).toEqual([
        { id: 1, name: null, time_zone: "Europe/Amsterdam" },
      ]);
    } finally {
      await close();
    }
  });

  test("change nothing when one of them fails, and say which", async () => {
    const { db, close } = await openTestDatabase(engine, "empty");
    try {
      await sql`create table response (id int)`.execute(db);
      await expect(migrateToLatest(db)).rejects.toMatchObject({
        code: "MIGRATION_FAILED",
        message: expect.stringMatching(/failed in 20261122T0920_create_response \(up\), nothing was changed/),
      });
      const tables = (await db.introspection.getTables()).map((table) => table.name);
      expect(tables).toEqual(["response"]);
    } finally {
      await close();
    }
  });

  test("refuse a database that a newer Klik has migrated", async () => {
    const { db, close } = await openTestDatabase(engine);
    try {
      await sql`insert into kysely_migration (name, timestamp) values ('29990101T0000_later', '2999-01-01')`.execute(
        db,
      );
      await expect(migrateToLatest(db)).rejects.toMatchObject({ code: "SCHEMA_UNKNOWN" });
    } finally {
      await close();
    }
  });
});

test("the list of migrations holds every file, in the order of the dates", () => {
  const directory = new URL("../../../../migrations/src/", import.meta.url);
  const files = readdirSync(directory).filter((name) => /^\d{8}T/.test(name));
  expect(names).toEqual(files.map((name) => name.replace(".ts", "")).sort());
});
