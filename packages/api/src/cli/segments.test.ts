import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Random } from "../../test/columns/random.ts";
import { createOrganisations, createSurvey, writeResponses } from "../../test/columns/survey.ts";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";

const COMMAND = new URL("../../dist/cli/segments.js", import.meta.url).href;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("server");
  await createSurvey(database.db);
  const owners = await createOrganisations(database.db, ["noord", "zuid"]);
  const ids = Array.from({ length: 40 }, (_, i) => String(i));
  for (const owner of owners) await writeResponses(database.db, owner, ids, new Random(owner.organisationId));
});
afterAll(() => database.close());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the compiled command in a process of its own, on the test database. */
async function segments(...args: readonly string[]): Promise<Ran> {
  const { connectionString, host = "", port, user, database: name } = database.address;
  const url = connectionString ?? `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
  const script = `import { segmentsCommand } from ${JSON.stringify(COMMAND)}; await segmentsCommand.parseAsync(${JSON.stringify(args)}, { from: "user" });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { PATH: process.env["PATH"], DATABASE_URL: url },
  });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: Number(code), out, error };
}

test("klik segments folds, verifies, and mends what does not agree", async () => {
  expect(await segments("fold")).toEqual({
    code: 0,
    out: "80 changes folded, 0 segments merged, 0 erased or corrected responses purged\n",
    error: "",
  });
  expect(await segments("verify")).toEqual({ code: 0, out: "no differences\n", error: "" });
  await sql`delete from segment where organisation_id = 1`.execute(database.db);
  const broken = await segments("verify");
  expect(broken.code).toBe(2);
  expect(broken.out).toMatch(/^noord, cx, 2023-12-31: \d+ responses, 0 in the segments\n/);
  expect(broken.out).toMatch(/\n\d days differ; klik segments rebuild mends them\n$/);
  expect((await segments("rebuild", "--organisation", "noord")).out).toBe("noord, cx: 40 responses\n");
  expect(await segments("verify")).toMatchObject({ code: 0 });
  expect((await segments("rebuild")).out).toBe("noord, cx: 40 responses\nzuid, cx: 40 responses\n");
  expect((await segments("rebuild", "--organisation", "oost")).out).toBe("nothing to rebuild\n");
}, 240_000);
