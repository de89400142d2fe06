import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect } from "vitest";
import type { TestDatabase } from "../database.ts";
import { type Block, shortJson } from "./blocks.ts";
import { writeCommands } from "./commands.ts";

/** Where `npm start` answers, as the docs write it. */
const SHOWN = "127.0.0.1:4000";
/** What an operator makes, as the docs write it. */
const SHOWN_DATABASE = "postgresql://klik_owner:change-me@db.example/klik";
const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

interface Session {
  /** Runs a block as its reader would, and gives what it said; null for one that says nothing. */
  run(block: Block): Promise<string | null>;
  end(): void;
}

/** A reader of one page: in a folder that looks like a clone of Klik and stands beside one, while a server runs. */
export function startSession({ url, database }: { readonly url: string; readonly database: TestDatabase }): Session {
  const beside = mkdtempSync(join(tmpdir(), "klik-docs-"));
  const commands = join(beside, "commands");
  const left = join(beside, "left");
  /** Where the last block left its reader. */
  let folder = join(beside, "mine");
  for (const path of [folder, commands]) mkdirSync(path);
  writeCommands(commands);
  symlinkSync(ROOT, join(beside, "klik"));
  for (const name of ["packages", "examples"]) symlinkSync(join(ROOT, name), join(folder, name));
  const here = (text: string): string =>
    text.replaceAll(SHOWN, new URL(url).host).replaceAll(SHOWN_DATABASE, urlOf(database, "klik_owner", "klik"));

  const shell = (code: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = {
        ...process.env,
        PATH: `${commands}:${process.env["PATH"] ?? ""}`,
        DATABASE_URL: urlOf(database),
        NODE_OPTIONS: "",
      };
      const script = `${code}\npwd > ${left}`;
      execFile("bash", ["-euo", "pipefail", "-c", script], { cwd: folder, env }, (error, stdout, stderr) => {
        if (error === null) {
          folder = readFileSync(left, "utf8").trim();
          resolve(stdout.replaceAll(new URL(url).host, SHOWN));
        } else reject(new Error(`${code}\n${stdout}${stderr}`));
      });
    });
  const write = (name: string, code: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), here(code));
  };

  const runs: Readonly<Record<string, (block: Block) => Promise<string | null>>> = {
    sh: ({ code }) => shell(here(code)),
    async ts({ file, code }) {
      write(file ?? "block.ts", code);
      return file === null ? shell("node block.ts") : null;
    },
    async js({ file, code }) {
      write(file ?? "block.js", code);
      return file === null ? shell("node block.js") : null;
    },
    async graphql({ file, code, output }) {
      if (file !== null) write(file, code);
      const answer = (await post(`${url}/graphql`, code)) as { readonly errors?: unknown };
      if (output === null) expect(answer.errors, code).toBeUndefined();
      return shortJson(answer);
    },
    async sql({ code }) {
      // One by one: a database is not made inside a transaction, which several statements at once are.
      for (const statement of code.trim().split(/;$/m)) {
        if (statement.trim() !== "") await sql.raw(statement).execute(database.db);
      }
      return null;
    },
    async powerquery({ code }) {
      const [, address = ""] = /Web\.Contents\(\s*"([^"]+)"/.exec(code)!;
      expect((await fetch(here(address))).status, address).toBe(200);
      return null;
    },
  };
  return {
    async run(block) {
      const run = runs[block.language];
      if (run !== undefined) return run(block);
      if (block.file === null) throw new Error(`docs: expected a block that runs or is a file, got\n${block.code}`);
      write(block.file, block.code);
      return null;
    },
    end: () => rmSync(beside, { recursive: true, force: true }),
  };
}

async function post(url: string, query: string): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) })).json();
}

/** For the commands, which are processes of their own. The host may be the folder of a Unix socket. */
function urlOf({ address }: TestDatabase, asUser?: string, asDatabase?: string): string {
  const { connectionString, host = "", port, user = "", database = "" } = address;
  if (connectionString === undefined) {
    const place = `localhost:${port}/${asDatabase ?? database}?host=${encodeURIComponent(host)}`;
    return `postgres://${asUser ?? user}@${place}`;
  }
  const url = new URL(connectionString);
  if (asUser !== undefined) [url.username, url.password] = [asUser, "change-me"];
  if (asDatabase !== undefined) url.pathname = asDatabase;
  return url.href;
}
