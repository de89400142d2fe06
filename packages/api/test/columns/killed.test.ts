import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { foldEverything } from "../../src/columns/maintain.ts";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import { migrateToLatest } from "../../src/db/migrate.ts";
import { startEmbedded } from "../../src/embedded/start-embedded.ts";
import { openTestDatabase } from "../database.ts";
import { createOrganisations, createSurvey } from "./survey.ts";

const CHILD = fileURLToPath(new URL("changing-child.mjs", import.meta.url));

/** Lets a child write and change segments, and kills it so many milliseconds after its first round. */
async function runChild(target: object, owner: SegmentOwner, milliseconds: number): Promise<void> {
  const argument = JSON.stringify({ ...target, owner });
  const child = spawn(process.execPath, [CHILD, argument], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  for await (const _ of createInterface({ input: child.stdout })) {
    await sleep(milliseconds);
    child.kill("SIGKILL");
    break;
  }
  expect((await exited)[1]).toBe("SIGKILL");
}

async function check(db: Kysely<Database>): Promise<void> {
  expect(await verifySegments(db)).toEqual([]);
  const { n } = await db
    .selectFrom("response")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .executeTakeFirstOrThrow();
  const scope = { instrumentId: 1, visible: "all", where: {}, by: [] } as const;
  expect(await new ColumnStore(db).source().segments(scope)).toEqual([{ values: [], responses: Number(n) }]);
}

describe("segments after kill -9 of who was changing them", () => {
  test("are right on a server", async () => {
    const { db, address, close } = await openTestDatabase("server");
    await createSurvey(db);
    const [owner] = await createOrganisations(db, ["one"]);
    for (const milliseconds of [3, 17, 29, 41, 58]) {
      await runChild({ address }, owner!, milliseconds);
      await check(db);
    }
    await foldEverything(db);
    await check(db);
    await close();
  });

  test("are right in the embedded database", async () => {
    const directory = mkdtempSync(join(tmpdir(), "klik-killed-"));
    let owner: SegmentOwner | null = null;
    for (const milliseconds of [60]) {
      const embedded = await startEmbedded({ directory });
      const db = connect(embedded.address);
      if (owner === null) {
        await migrateToLatest(db);
        await createSurvey(db);
        owner = (await createOrganisations(db, ["one"]))[0]!;
      }
      await db.destroy();
      await embedded.stop();
      await runChild({ directory }, owner, milliseconds);
      const again = await startEmbedded({ directory });
      const after = connect(again.address);
      await check(after);
      await after.destroy();
      await again.stop();
    }
    rmSync(directory, { recursive: true, force: true });
  });
});
