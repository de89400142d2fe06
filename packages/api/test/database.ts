import { readFileSync } from "node:fs";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, inject } from "vitest";
import type { Database } from "../src/db/database.ts";
import { connect, type DatabaseAddress } from "../src/db/connect.ts";
import { startEmbedded } from "../src/embedded/start-embedded.ts";

/** `embedded`: PGlite, as `npm start` runs it; `server`: a real Postgres 18. */
export type Engine = "embedded" | "server";

export interface TestDatabase {
  readonly engine: Engine;
  readonly address: DatabaseAddress;
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/**
 * The same tests on both engines. `database()` is a migrated database without rows (but for that of `operator`), new
 * for each call of `describeOnDatabases`; its tests share it.
 *
 * @example
 * describeOnDatabases("findSurvey", (database) => {
 *   test("knows no survey at first", async () => {
 *     expect(await findSurvey(database().db, "cx")).toBeNull();
 *   });
 * });
 */
export function describeOnDatabases(title: string, tests: (database: () => TestDatabase) => void): void {
  describe.each(["embedded", "server"] as const)(`${title} (%s)`, (engine) => {
    let opened: TestDatabase | null = null;
    beforeAll(async () => {
      opened = await openTestDatabase(engine);
    });
    afterAll(() => opened?.close());
    tests(() => {
      if (opened === null)
        throw new Error("describeOnDatabases: expected database() inside a test or hook, got it outside");
      return opened;
    });
  });
}

/** A database of its own for one test; the test closes it. `schema: "empty"` has no tables yet. */
export async function openTestDatabase(
  engine: Engine,
  schema: "migrated" | "empty" = "migrated",
): Promise<TestDatabase> {
  const { address, stop } = engine === "server" ? await createOnServer(schema) : await createEmbedded(schema);
  const db = connect(address);
  return {
    engine,
    address,
    db,
    async close() {
      await db.destroy();
      await stop();
    },
  };
}

interface Created {
  readonly address: DatabaseAddress;
  stop(): Promise<void>;
}

async function createOnServer(schema: "migrated" | "empty"): Promise<Created> {
  const address = (await ask(`/server/${schema}`)) as DatabaseAddress;
  // The run drops its databases when it ends.
  return { address: { ...address, max: 5 }, stop: async () => {} };
}

async function createEmbedded(schema: "migrated" | "empty"): Promise<Created> {
  if (schema === "empty") return startEmbedded({ directory: null });
  const file = (await ask("/snapshot")) as string;
  return startEmbedded({ directory: null, snapshot: readFileSync(file) });
}

async function ask(path: string): Promise<unknown> {
  const response = await fetch(inject("databaseService") + path);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
