import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Engine, openTestDatabase } from "../../test/database.ts";
import { type Config, readConfig } from "../config.ts";
import { findTimeZone } from "../db/operator-query.ts";
import { withDatabase } from "./with-database.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "klik-with-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Configuration of an empty database of either kind. */
async function configOf(engine: Engine): Promise<Config> {
  if (engine === "embedded") return readConfig({ KLIK_DATA_DIR: directory, KLIK_TIME_ZONE: "Asia/Kathmandu" });
  const made = await openTestDatabase("server", "empty");
  await made.close();
  const { connectionString, host = "", port, user, database } = made.address;
  const url = connectionString ?? `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  return readConfig({ DATABASE_URL: url, KLIK_TIME_ZONE: "Asia/Kathmandu" });
}

describe.each<Engine>(["embedded", "server"])("withDatabase (%s)", (engine) => {
  test("gives a migrated database in the configured zone, and closes it when the function fails", async () => {
    const config = await configOf(engine);
    const zone = await withDatabase(config, ({ db, engine: opened }) => {
      expect(opened).toBe(engine);
      return findTimeZone(db);
    });
    expect(zone).toBe("Asia/Kathmandu");

    const failing = withDatabase(config, async ({ db }) => sql`select 1 / 0`.execute(db));
    await expect(failing).rejects.toThrow("division by zero");
    expect(existsSync(join(directory, "lock"))).toBe(false);
    expect(await withDatabase(config, ({ db }) => findTimeZone(db))).toBe("Asia/Kathmandu");
  });
});

describe("withDatabase", () => {
  test("says that no server answers, without the password", async () => {
    const config = readConfig({ DATABASE_URL: "postgresql://klik:secret@127.0.0.1:1/klik" });
    const failing = withDatabase(config, async () => {});
    await expect(failing).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
      message: "DATABASE_URL: expected a Postgres server that answers, got: connect ECONNREFUSED 127.0.0.1:1",
    });
  });
});
