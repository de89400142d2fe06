import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { authentication } from "../src/access/authenticate.ts";
import { loadDemo } from "../src/demo/load.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { type HttpServer, startHttpServer } from "../src/server/http-server.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { expectCommand, namedCommand } from "./docs/named-command.ts";
import { blocksOf, isAsShown, isOutputOf, withOutput } from "./docs/blocks.ts";
import { startSession } from "./docs/session.ts";
import { serve, type TestServer } from "./serve.ts";

const root = new URL("../../../", import.meta.url);
/** It has a test of its own, which reads its numbers more closely. */
const APART = ["docs/drivers.md"];
const pages = pagesIn("").filter((name) => !APART.includes(name));

/** All that people wrote; `docs/api` is made from the comments in the code, whose examples are tested there. */
function pagesIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}${entry.name}`;
      if (entry.isFile()) return path.endsWith(".md") ? [path] : [];
      const isOurs = entry.isDirectory() && !/^(\.|node_modules$|dist$)/.test(entry.name) && path !== "docs/api";
      return isOurs ? pagesIn(`${path}/`) : [];
    });
}

/** `UPDATE_DOCS=1` writes what the blocks say into the pages instead of holding it against them. Read what it writes. */
const isUpdating = process.env["UPDATE_DOCS"] === "1";

describe("docs", () => {
  let database: TestDatabase;
  let server: TestServer;
  let closed: HttpServer;
  beforeAll(async () => {
    database = await openTestDatabase("server");
    await loadDemo(database.db);
    await loadProgrammes(database.db, { size: "small" });
    server = await serve(database);
    const { db } = database;
    closed = await startHttpServer({
      api: server.api,
      db,
      host: "127.0.0.1",
      port: 0,
      authenticate: authentication(db),
    });
    await removeExampleDatabase();
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), closed?.stop()]);
    await removeExampleDatabase();
    await database?.close();
  });

  /** What the page on operations makes belongs to the whole server, which another run may share. */
  async function removeExampleDatabase(): Promise<void> {
    await sql`drop database if exists klik`.execute(database.db);
    await sql`drop role if exists klik_owner, klik_reader_sales`.execute(database.db);
  }

  test.each(pages)(
    "%s does what it says",
    async (page) => {
      let markdown = readFileSync(new URL(page, root), "utf8");
      const session = startSession({ url: page === "docs/operations.md" ? closed.url : server.url, database });
      try {
        for (const block of blocksOf(markdown)) {
          const said = await session.run(block);
          if (said === null || isOutputOf(block, said)) continue;
          if (!isUpdating) expect(`${block.code}\n${said}`).toBe(`${block.code}\n${block.output}`);
          markdown = withOutput(markdown, block, said);
        }
      } finally {
        session.end();
      }
      if (isUpdating) writeFileSync(new URL(page, root), markdown);
    },
    240_000,
  );

  test.each([...pages, ...APART])("%s links to what is there", (page) => {
    const markdown = readFileSync(new URL(page, root), "utf8").replace(/^```[\s\S]*?^```$/gm, "");
    const links = [...markdown.matchAll(/\]\(([^)#\s]+)(#[^)\s]*)?\)/g)].map(([, path]) => path!);
    for (const path of links.filter((link) => !/^https?:/.test(link)))
      expect(() => readFileSync(new URL(path, new URL(page, root))), path).not.toThrow(/ENOENT/);
  });
});

describe("a command in a sentence", () => {
  const sentences = [...pages, ...APART]
    .map((page) => readFileSync(new URL(page, root), "utf8").replace(/^```[\s\S]*?^```$/gm, ""))
    .flatMap((markdown) => [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!));

  test.each([...new Set(sentences.flatMap((code) => namedCommand(code) ?? []))])(
    "is one that there is: %s",
    async (command) => {
      await expectCommand(command);
    },
  );
});

describe("a block", () => {
  test("has the block right below as its output, and no other", () => {
    const page = "```sh\na\n```\n\n```text\nb\n```\n\nMuch is told here.\n\nAnd more.\n\n```text file.txt\nc\n```\n";
    expect(blocksOf(page)).toEqual([
      { language: "sh", file: null, code: "a\n", output: "b\n" },
      { language: "text", file: "file.txt", code: "c\n", output: null },
    ]);
  });

  test.each([
    ["a 12 b\n", "a … b\n", true],
    ["a 12 b\n", "a 13 b\n", false],
    ["a\nb\nc\n", "a\n…\nc\n", true],
    ["a\nb\nc\n", "a\nc\n", false],
    ["a\n", "a\nb\n", false],
  ])("%j shown as %j: %s", (said, shown, expected) => {
    expect(isAsShown(said, shown)).toBe(expected);
  });
});
