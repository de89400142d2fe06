import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const DEMO = fileURLToPath(new URL("../../demo/sfo/", import.meta.url));

let directory = "";
let database: TestDatabase;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "klik-cli-"));
  database = await openTestDatabase("server");
});
afterAll(async () => {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the compiled command as a user would, on the test database. */
async function klik(args: readonly string[], input = ""): Promise<Ran> {
  const { connectionString, host = "", port, user, database: name } = database.address;
  const url = connectionString ?? `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env["PATH"], DATABASE_URL: url } });
  child.stdin.end(input);
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: Number(code), out, error };
}

test("imports the airport survey as the README says", async () => {
  expect(await klik(["instrument", "load", join(DEMO, "instrument.json")])).toMatchObject({
    code: 0,
    out: "sfo-passengers: version 1, 26 questions\n",
  });
  const list = await klik(["instrument", "list"]);
  expect(list.out).toBe(
    "sfo-passengers  version 1  26 questions  Passenger survey, San Francisco International Airport\n",
  );
  const args = [
    "import",
    join(DEMO, "sfo_2017.csv"),
    "--instrument",
    "sfo-passengers",
    "--mapping",
    join(DEMO, "mapping.json"),
  ];
  const first = await klik([...args, "--json"]);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({ rows: 2831, imported: 2831, rejected: 0, rejections: [] });
  const second = await klik(args);
  expect(second.code).toBe(0);
  expect(second.out).toMatch(/imported +0\nupdated +0\nunchanged 2831\nrejected +0\nrows +2831\n$/);
});

test("ends with 2 when rows were rejected, says why, and gives them back", async () => {
  const mapping = join(directory, "mapping.json");
  writeFileSync(
    mapping,
    JSON.stringify({
      externalId: "id",
      organisation: { constant: "sfo", create: true },
      respondedAt: "day",
      questions: { nps: "nps" },
    }),
  );
  const args = ["import", "-", "--instrument", "sfo-passengers", "--mapping", mapping];
  const rejected = await klik(args, "id,day,nps\nx,2017-01-01,12\ny,1/1/2017,10\nz,2017-01-01,10\n");
  expect(rejected.code).toBe(2);
  expect(rejected.out).toContain('line 2, nps: ANSWER_OFF_SCALE: expected a point of 0–10, got "12"');
  expect(rejected.out).toContain("line 3, day: DATE_INVALID");
  const [, run = ""] = /klik import --rejected (\d+) > rejected.csv/.exec(rejected.out) ?? [];
  const exported = await klik(["import", "--rejected", run]);
  expect(exported.code).toBe(0);
  const corrected = await klik(args, exported.out.replace("12", "9").replace("1/1/2017", "2017-01-01"));
  expect(corrected.code).toBe(0);
  expect(corrected.out).toMatch(/imported +2\n/);
});

test("unpacks gzip, and erases a respondent", async () => {
  const header = "external_id,organisation,responded_at,respondent_key,nps";
  const file = join(directory, "more.csv.gz");
  writeFileSync(file, gzipSync(`${header}\ng1,sfo,2024-02-01,jane,9\ng2,sfo,2024-02-01,joe,8\n`));
  const args = ["import", file, "--instrument", "sfo-passengers", "--json"];
  expect(JSON.parse((await klik(args)).out)).toMatchObject({ rows: 2, imported: 2 });
  const erased = await klik(["erase", "--organisation", "sfo", "--respondent", "jane", "--json"]);
  expect(erased.code).toBe(0);
  expect(JSON.parse(erased.out)).toMatchObject({ organisation: "sfo", responses: 1, columnsRewritten: true });
  const again = await klik(args);
  expect(again.code).toBe(2);
  expect(JSON.parse(again.out)).toMatchObject({
    unchanged: 1,
    rejected: 1,
    rejections: [{ problems: [{ code: "ERASED" }] }],
  });
  expect((await klik(["erase", "--organisation", "sfo", "--respondent", "jane"])).out).toContain("responses     0");
  expect(await klik(["erase", "--organisation", "nobody", "--respondent", "jane"])).toMatchObject({
    code: 1,
    error: 'klik: erase: expected the code of an organisation, got "nobody"\n',
  });
});

test.for<[name: string, args: readonly string[], message: string]>([
  [
    "no file",
    ["import", "nowhere.csv", "--instrument", "sfo-passengers"],
    "klik: nowhere.csv: expected a file that can be read, got none of that name",
  ],
  ["a directory", ["import", ".", "--instrument", "sfo-passengers"], "klik: .: expected a file, got a directory"],
  ["no instrument", ["import", "x.csv"], "klik: import: expected FILE --instrument CODE, or --rejected RUN"],
  [
    "an unknown instrument",
    ["import", "x.csv", "--instrument", "x"],
    "klik: instrument: expected one of sfo-passengers, got x",
  ],
  ["an unknown run", ["import", "--rejected", "x"], "klik: import: expected the number of a run, got x"],
  [
    "a mapping that is no JSON",
    ["import", "-", "--instrument", "sfo-passengers", "--mapping", join(DEMO, "README.md")],
    "README.md: expected JSON, got something else",
  ],
  [
    "columns that do not fit",
    ["import", join(DEMO, "sfo_2017.csv"), "--instrument", "sfo-passengers"],
    "header: expected the columns external_id, organisation, responded_at",
  ],
  [
    "a definition that breaks a rule",
    ["instrument", "load", join(DEMO, "mapping.json")],
    "klik: instrument definition:",
  ],
])("ends with 1 and no stack for %s", async ([, args, message]) => {
  const { code, error, out } = await klik(args);
  expect(code).toBe(1);
  expect(error).toContain(message);
  expect(error).not.toContain("    at ");
  expect(out).toBe("");
});
