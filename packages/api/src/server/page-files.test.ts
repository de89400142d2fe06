import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPageFiles, sendPageFile } from "./page-files.ts";

const SCRIPT = `console.log("${"klik ".repeat(100)}");`;

describe("the files of a page", () => {
  let directory: string;
  let server: Server;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "klik-files-"));
    const folder = join(directory, "dist");
    mkdirSync(join(folder, "assets"), { recursive: true });
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>Klik</title>");
    writeFileSync(join(folder, "assets", "page-1.js"), SCRIPT);
    writeFileSync(join(folder, ".built-from"), "secret");
    writeFileSync(join(directory, "secret.js"), "secret");
    const files = readPageFiles(folder)!;
    server = createServer((incoming, outgoing) => {
      if (!sendPageFile(files, incoming.url!, incoming, outgoing)) outgoing.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(directory, { recursive: true });
  });

  interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: Buffer;
  }

  /** As a stranger may send it: `fetch` would tidy the path. */
  function get(path: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Answer> {
    const { port } = server.address() as AddressInfo; // it listens on a port
    return new Promise((resolve, reject) => {
      const asking = request({ host: "127.0.0.1", port, path, headers, method }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      asking.once("error", reject);
      asking.end();
    });
  }

  test("have a type, a length and a policy", async () => {
    const { status, headers, body } = await get("/");
    expect(status).toBe(200);
    expect(body.toString()).toContain("<title>Klik</title>");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-length": String(body.length),
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-security-policy"]).toContain("script-src 'self'");
  });

  test("are kept for ever when their names change with their content", async () => {
    expect((await get("/assets/page-1.js")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  test("travel zipped to who can open that", async () => {
    const { headers, body } = await get("/assets/page-1.js", { "accept-encoding": "br, gzip" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers["vary"]).toBe("accept-encoding");
    expect(gunzipSync(body).toString()).toBe(SCRIPT);
    expect(body.length).toBeLessThan(SCRIPT.length);
  });

  test("are not sent again to who has them", async () => {
    const { etag } = (await get("/")).headers;
    const again = await get("/", { "if-none-match": String(etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const zipped = await get("/", { "if-none-match": String(etag), "accept-encoding": "gzip" });
    expect(zipped.status).toBe(200);
  });

  test("tell their headers without a body", async () => {
    const { status, headers, body } = await get("/assets/page-1.js", {}, "HEAD");
    expect([status, headers["content-length"], body.length]).toEqual([200, String(SCRIPT.length), 0]);
  });

  test("can only be read", async () => {
    expect((await get("/", {}, "POST")).status).toBe(405);
  });

  test.each([
    "/../secret.js",
    "/assets/../../secret.js",
    "/%2e%2e/secret.js",
    "//secret.js",
    "/.built-from",
    "/index.html",
    "/assets",
    "/__proto__",
  ])("are nothing else: %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

test("a page that is not built is none", () => {
  expect(readPageFiles(join(tmpdir(), "klik-no-such-page"))).toBeNull();
});
