import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPEN_VIEWER, STRANGER, type Viewer } from "../src/access/viewer.ts";
import { createApi } from "../src/api.ts";
import { errorForLog } from "../src/server/logger.ts";
import { type HttpServer, startHttpServer } from "../src/server/http-server.ts";
import { readKnownOperations } from "../src/server/known-operations.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const QUERY = "{ instruments { code } }";
const HASH = createHash("sha256").update(QUERY).digest("hex");

const KEYS: Readonly<Record<string, Viewer>> = {
  "Bearer operator": { ...OPEN_VIEWER, id: "key:operator" },
  "Bearer organisation": { ...OPEN_VIEWER, id: "key:organisation", organisations: [1] },
  "Bearer reader": { id: "key:reader", organisations: "all", scopes: new Set(["read"]) },
  "Bearer busy": { ...OPEN_VIEWER, id: "key:busy" },
};

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

describe("the entrance", () => {
  let database: TestDatabase;
  let closed: HttpServer;
  let open: HttpServer;
  let onlyKnown: HttpServer;
  const log: Record<string, unknown>[] = [];
  let directory = "";

  beforeAll(async () => {
    database = await openTestDatabase("embedded");
    const { db } = database;
    directory = mkdtempSync(join(tmpdir(), "klik-entrance-"));
    const file = join(directory, "operations.json");
    writeFileSync(file, JSON.stringify({ [`sha256:${HASH}`]: QUERY }));
    const logger = pino(
      { base: null, serializers: { err: errorForLog } },
      { write: (line: string) => void log.push(JSON.parse(line)) },
    );
    const at = { host: "127.0.0.1", port: 0, db, logger };
    const playground = [{ query: QUERY }];
    closed = await startHttpServer({
      ...at,
      api: createApi({ db, logger, playground, operations: readKnownOperations(file, false) }),
      authenticate: async ({ authorization = "" }) => KEYS[authorization] ?? STRANGER,
      origins: ["https://app.example"],
      rates: { key: 40, address: 25 },
      proxies: 1,
    });
    open = await startHttpServer({ ...at, api: createApi({ db, logger, playground }) });
    onlyKnown = await startHttpServer({
      ...at,
      api: createApi({ db, operations: readKnownOperations(file, true) }),
    });
  });
  afterAll(async () => {
    await Promise.all([closed.stop(), open.stop(), onlyKnown.stop()]);
    await database.close();
    rmSync(directory, { recursive: true });
  });

  function send(
    server: HttpServer,
    path: string,
    { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<Reply> {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const asking = httpRequest({ hostname, port, path, method, headers: { ...json, ...headers } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
        );
      });
      asking.on("error", reject);
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  const from = (address: string) => ({ "x-forwarded-for": address });
  const key = (name: string) => ({ authorization: `Bearer ${name}` });

  describe("turns strangers away where keys are required", () => {
    test.each([
      ["a query", "/graphql", "POST", { query: QUERY }],
      ["introspection", "/graphql", "POST", { query: "{ __schema { types { name } } }" }],
      ["a field that almost exists", "/graphql", "POST", { query: "{ instrumentz { code } }" }],
      ["no GraphQL at all", "/graphql", "POST", { query: "{" }],
      ["an argument that almost exists", "/graphql", "POST", { query: '{ instrument(codes: "a") { code } }' }],
      ["an enum value that almost exists", "/graphql", "POST", { query: "{ categories(kind: SECTORS) { code } }" }],
      [
        "an input field that almost exists",
        "/graphql",
        "POST",
        { query: '{ segments(instrument: "a", where: { sector: ["b"] }) { totalCount } }' },
      ],
      [
        "a variable that is almost good",
        "/graphql",
        "POST",
        { query: "query ($kind: CategoryKind!) { categories(kind: $kind) { code } }", variables: { kind: "SECTORS" } },
      ],
      ["a hash that nobody knows", "/graphql", "POST", { documentId: "sha256:0" }],
      ["another method", "/graphql", "PUT", {}],
      ["a query in the address", "/graphql?query={instrumentz}", "GET", undefined],
    ])("with the same sentence for %s", async (_what, path, method, body) => {
      // The same where the API stands in a server of somebody else's, which found out that this is a stranger.
      const embedded = await createApi({ db: database.db, playground: [{ query: QUERY }] }).fetch(
        `http://localhost${path}`,
        {
          method,
          headers: { "content-type": "application/json", accept: "text/html, application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        { caller: { viewer: STRANGER, requestId: "test" } },
      );
      const said = await embedded.text();
      expect([401, /mean|SECTOR|instruments|<html/.exec(said)]).toEqual([embedded.status, null]);
      const reply = await send(closed, path, { method, body, headers: from("198.51.100.1") });
      expect(reply.status).toBe(401);
      expect(reply.headers["www-authenticate"]).toBe("Bearer");
      expect(JSON.parse(reply.text)).toEqual({
        errors: [
          {
            message: "authorization: expected an API key or a token, got none that is valid",
            extensions: { code: "UNAUTHENTICATED" },
          },
        ],
      });
    });

    test.each(["/metrics", "/import", "/bi/metrics.csv", "/nothing", "/"])("at %s with a problem", async (path) => {
      const reply = await send(closed, path, { headers: from("198.51.100.2") });
      expect([reply.status, reply.headers["content-type"]]).toEqual([401, "application/problem+json"]);
      expect(JSON.parse(reply.text)).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    });

    test("without showing the playground", async () => {
      const reply = await send(closed, "/graphql", { headers: { accept: "text/html", ...from("198.51.100.3") } });
      expect(reply.status).toBe(401);
      expect(reply.text).not.toContain("<html");
    });

    test("but says whether it is alive", async () => {
      expect([(await send(closed, "/health/live")).text, (await send(closed, "/health/ready")).text]).toEqual([
        "live\n",
        "ready\n",
      ]);
    });
  });

  test("lets keys in, as far as their scopes go", async () => {
    const asked = await send(closed, "/graphql", { method: "POST", body: { query: QUERY }, headers: key("operator") });
    expect(asked.text).toBe('{"data":{"instruments":[]}}');
    const refused = await send(closed, "/import", { method: "POST", headers: key("reader") });
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([403, "FORBIDDEN"]);
  });

  describe("counts requests", () => {
    const ask = (headers: Record<string, string>) =>
      send(closed, "/graphql", { method: "POST", body: { query: QUERY }, headers });

    test("of each key, and says when the next may come", async () => {
      const statuses: number[] = [];
      for (let i = 0; i < 41; i++) statuses.push((await ask(key("busy"))).status);
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40);
      let reply = await ask(key("busy"));
      while (reply.status === 200) reply = await ask(key("busy"));
      expect(reply.status).toBe(429);
      expect(Number(reply.headers["retry-after"])).toBeGreaterThanOrEqual(1);
      expect(JSON.parse(reply.text).errors[0].extensions.code).toBe("RATE_LIMITED");
      expect((await ask(key("operator"))).status).toBe(200);
    });

    test("of each address without a key, as the outermost proxy of ours saw it", async () => {
      let status = 0;
      for (let i = 0; i < 27 && status !== 429; i++)
        ({ status } = await ask({ "x-forwarded-for": `${i}.2.3.4, 203.0.113.9` }));
      expect(status).toBe(429);
      expect((await ask({ "x-forwarded-for": "203.0.113.9, 203.0.113.10" })).status).toBe(401);
      expect((await ask({ ...key("operator"), "x-forwarded-for": "203.0.113.9" })).status).toBe(200);
    });
  });

  describe("gives a request an id", () => {
    test.each([["abc-123_D.e"], ["x".repeat(64)]])("that it came with: %s", async (id) => {
      expect((await send(open, "/health/live", { headers: { "x-request-id": id } })).headers["x-request-id"]).toBe(id);
    });

    test.each([["a b"], ['a"b'], ["x".repeat(65)], ["ü"], [""], ["<script>"]])(
      "of its own in place of %j",
      async (id) => {
        const { headers } = await send(open, "/health/live", { headers: { "x-request-id": id } });
        expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
      },
    );

    test("that stands in the answer, in the masked error and in the log", async () => {
      const broken = createApi({
        db: database.db.withSchema("nowhere"),
        logger: pino({ base: null }, { write: (line: string) => void log.push(JSON.parse(line)) }),
      });
      const server = await startHttpServer({ api: broken, db: database.db, host: "127.0.0.1", port: 0 });
      try {
        const headers = { "x-request-id": "find-me" };
        const reply = await send(server, "/graphql", { method: "POST", body: { query: QUERY }, headers });
        expect(reply.headers["x-request-id"]).toBe("find-me");
        expect(JSON.parse(reply.text).errors).toEqual([
          {
            message: "Something went wrong on our side. The log knows more under this requestId.",
            path: ["instruments"],
            extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "find-me" },
          },
        ]);
        expect(log.filter(({ requestId, msg }) => requestId === "find-me" && msg === "request failed")).toHaveLength(1);
      } finally {
        await server.stop();
      }
    });
  });

  test("logs which route was asked, and nothing that was sent", async () => {
    const secret = "jan.jansen@example.nl";
    const headers = { "x-request-id": "quiet", "user-agent": secret, ...from("198.51.100.77") };
    await send(open, `/graphql?query=${encodeURIComponent(`{ instrument(code: "${secret}") { code } }`)}`, { headers });
    await send(open, `/${secret}/x?${secret}`, { headers });
    const lines = log.filter(({ requestId }) => requestId === "quiet");
    expect(lines).toMatchObject([
      { method: "GET", route: "/graphql", status: 200, msg: "request" },
      { method: "GET", route: "other", status: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/jansen|198\.51/);
  });

  describe("to pages of other origins", () => {
    const PREFLIGHT = { origin: "https://app.example", "access-control-request-method": "POST" };

    test("is closed, unless they are listed", async () => {
      for (const [server, origin] of [
        [open, "https://app.example"],
        [closed, "https://evil.example"],
        [closed, "null"],
        [closed, "https://app.example.evil.example"],
      ] as const) {
        const preflight = await send(server, "/graphql", {
          method: "OPTIONS",
          headers: { ...PREFLIGHT, origin, ...from("198.51.100.4") },
        });
        expect(preflight.status).toBeGreaterThanOrEqual(400);
        expect(Object.keys(preflight.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      }
    });

    test("lets those on the list ask and read", async () => {
      const preflight = await send(closed, "/graphql", { method: "OPTIONS", headers: PREFLIGHT });
      expect(preflight.status).toBe(204);
      expect(preflight.headers).toMatchObject({
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-methods": "GET, POST",
        vary: "origin",
      });
      const headers = { origin: "https://app.example", ...key("operator") };
      const reply = await send(closed, "/graphql", { method: "POST", body: { query: QUERY }, headers });
      expect([reply.status, reply.headers["access-control-allow-origin"]]).toEqual([200, "https://app.example"]);
      expect(reply.headers["access-control-allow-credentials"]).toBeUndefined();
    });
  });

  describe("metrics", () => {
    test("are the operator's", async () => {
      expect((await send(closed, "/metrics", { headers: key("organisation") })).status).toBe(403);
      const { status, headers, text } = await send(closed, "/metrics", { headers: key("reader") });
      expect(status).toBe(200);
      expect(headers["content-type"]).toContain("text/plain; version=0.0.4");
      for (const line of [
        /^klik_http_requests_total\{route="\/graphql",status="401"\} \d+$/m,
        /^klik_http_request_seconds_bucket\{le="0.1",route="\/graphql"\} \d+$/m,
        /^klik_pool_connections [1-9]\d*$/m,
        /^klik_pool_waiting 0$/m,
        /^klik_change_log_rows 0$/m,
        /^klik_imports_running 0$/m,
        /^process_resident_memory_bytes \d{7,}$/m,
        /^nodejs_eventloop_lag_p99_seconds \d/m,
      ])
        expect(text).toMatch(line);
    });

    test("make no label of what clients write", async () => {
      await send(open, "/made-up-1/x");
      await send(open, "/import/made-up-2");
      expect((await send(open, "/metrics")).text).not.toContain("made-up");
    });
  });

  test("has a policy for the playground that lets its own script run and nothing else", async () => {
    const { status, headers, text } = await send(open, "/graphql", { headers: { accept: "text/html" } });
    expect(status).toBe(200);
    const script = /<script>(.*)<\/script>/s.exec(text)![1]!;
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test("answers what is not there, and strange methods, as JSON", async () => {
    for (const [method, path, status] of [
      ["GET", "/nothing", 404],
      ["GET", "//", 404],
      ["GET", "/graphql/../import", 404],
      ["GET", "/GRAPHQL", 404],
      ["DELETE", "/metrics", 405],
      ["PUT", "/import", 405],
      ["TRACE", "/nothing", 404],
    ] as const) {
      const reply = await send(open, path, { method });
      expect([method, path, reply.status]).toEqual([method, path, status]);
      expect(reply.headers["content-type"]).toBe("application/problem+json");
    }
  });

  describe("known operations", () => {
    const extensions = encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash: HASH } }));

    test("run by their hash, also in a URL", async () => {
      const reply = await send(closed, `/graphql?extensions=${extensions}`, { headers: key("operator") });
      expect(reply.text).toBe('{"data":{"instruments":[]}}');
      const posted = await send(onlyKnown, "/graphql", {
        method: "POST",
        body: { extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } },
      });
      expect(posted.text).toBe('{"data":{"instruments":[]}}');
    });

    test("can be all that runs", async () => {
      const reply = await send(onlyKnown, "/graphql", { method: "POST", body: { query: QUERY } });
      expect([reply.status, JSON.parse(reply.text).errors[0].extensions.code]).toEqual([403, "PERSISTED_QUERY_ONLY"]);
    });

    test("are only those of the file", async () => {
      for (const [server, headers] of [
        [onlyKnown, {}],
        [closed, key("operator")],
      ] as const) {
        const reply = await send(server, "/graphql", {
          method: "POST",
          headers,
          body: { extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
        });
        expect([reply.status, JSON.parse(reply.text).errors[0].extensions.code]).toEqual([
          404,
          "PERSISTED_QUERY_NOT_FOUND",
        ]);
      }
    });

    test.each([
      ["no JSON", "{"],
      ["a text under no hash", '{"a":"{ b }"}'],
      ["no GraphQL", `{"${HASH}":"{"}`],
    ])("are refused at the start when the file is %s", (_what, content) => {
      const file = join(directory, "broken.json");
      writeFileSync(file, content);
      expect(() => readKnownOperations(file, false)).toThrow(/^KLIK_OPERATIONS: expected a JSON file/);
    });
  });
});
