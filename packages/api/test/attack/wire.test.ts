import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HTTP_LIMITS } from "../../src/limits.ts";
import { IS_FULL, Target } from "./target.ts";

/** The wire is the same with either database. */
describe("bytes that attack", () => {
  let target: Target;
  beforeAll(async () => {
    target = await Target.start("embedded");
  });
  afterAll(() => target.stop());

  /** All that comes back within a time, or until the server closes. */
  async function answerTo(
    socket: Socket,
    milliseconds = 3_000,
  ): Promise<{ readonly text: string; readonly closed: boolean }> {
    let text = "";
    let closed = false;
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
    });
    await Promise.race([
      new Promise<void>((resolve) => {
        socket.once("close", () => {
          closed = true;
          resolve();
        });
      }),
      sleep(milliseconds),
    ]);
    socket.destroy();
    return { text, closed };
  }

  const QUERY = '{"query":"{ __typename }"}';
  const head = (lines: readonly string[], body = ""): string => [...lines, "", body].join("\r\n");
  const own = (...headers: string[]): readonly string[] => [
    "POST /graphql HTTP/1.1",
    "host: localhost",
    "content-type: application/json",
    `authorization: Bearer ${target.key}`,
    ...headers,
  ];
  const OK = '{"data":{"__typename":"Query"}}';

  const statusOf = (text: string): readonly number[] =>
    [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

  test.each<[string, () => string | Uint8Array, readonly number[]]>([
    ["no HTTP at all", () => "\0\x01\x02\r\n\r\n", [400]],
    ["TLS", () => Uint8Array.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), [400]],
    ["HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
    ["HTTP/9", () => "GET / HTTP/9.9\r\n\r\n", [400]],
    ["no Host", () => head(["GET /health/live HTTP/1.1"]), [400]],
    ["two Hosts", () => head(["GET /health/live HTTP/1.1", "host: localhost", "host: evil.example"]), [200, 400, 421]],
    ["a NUL in a header", () => head(["GET / HTTP/1.1", "host: localhost", "x: a\0b"]), [400]],
    ["a NUL in the path", () => head(["GET /\0 HTTP/1.1", "host: localhost"]), [400]],
    ["a folded header", () => head(["GET /health/live HTTP/1.1", "host: localhost", "x: a", " b"]), [200, 400]],
    ["a space before the colon", () => head(["GET /health/live HTTP/1.1", "host: localhost", "x : a"]), [400]],
    ["a line end that is a CR", () => "GET /health/live HTTP/1.1\rhost: localhost\r\r", [400]],
    ["a header of 100 kB", () => head(["GET / HTTP/1.1", "host: localhost", `x: ${"a".repeat(100_000)}`]), [431]],
    [
      "10,000 headers",
      () => head(["GET / HTTP/1.1", "host: localhost", ...Array.from({ length: 10_000 }, (_, i) => `x${i}: 1`)]),
      [401, 431],
    ],
    ["a path of 100 kB", () => head([`GET /${"a".repeat(100_000)} HTTP/1.1`, "host: localhost"]), [431]],
    [
      "Content-Length and Transfer-Encoding",
      () => head(own("content-length: 5", "transfer-encoding: chunked"), "0\r\n\r\n"),
      [400],
    ],
    ["two lengths", () => head(own("content-length: 5", "content-length: 6"), "hello!"), [400]],
    ["a length below 0", () => head(own("content-length: -1")), [400]],
    ["a length that is a word", () => head(own("content-length: ten")), [400]],
    ["a length beyond all numbers", () => head(own(`content-length: ${"9".repeat(40)}`)), [400]],
    ["a length of a terabyte", () => head(own("content-length: 1000000000000"), "{"), [413]],
    ["an encoding that is unknown", () => head(own("transfer-encoding: gzip"), "x"), [400, 501]],
    ["an encoding that hides another", () => head(own("transfer-encoding: chunked, identity"), "0\r\n\r\n"), [400]],
    ["a chunk size that is no number", () => head(own("transfer-encoding: chunked"), "zz\r\n"), [400]],
    [
      "a chunk size beyond all numbers",
      () => head(own("transfer-encoding: chunked"), `${"f".repeat(40)}\r\n`),
      [400, 413],
    ],
    [
      "a chunk with an extension of 100 kB",
      () => head(own("transfer-encoding: chunked"), `1;${"a".repeat(100_000)}\r\n{\r\n0\r\n\r\n`),
      [400, 413],
    ],
    [
      "a chunk that is longer than it says",
      () => head(own("transfer-encoding: chunked"), "1\r\n{}\r\n0\r\n\r\n"),
      [400],
    ],
    [
      "an expectation that nobody meets",
      () => head(own("expect: the-impossible", `content-length: ${QUERY.length}`), QUERY),
      [417],
    ],
    [
      "an upgrade",
      () => head(["GET /graphql HTTP/1.1", "host: localhost", "connection: upgrade", "upgrade: websocket"]),
      [401],
    ],
    ["a CONNECT", () => head(["CONNECT evil.example:443 HTTP/1.1", "host: evil.example"]), []],
    ["a whole address", () => head(["GET http://evil.example/graphql HTTP/1.1", "host: localhost"]), [401, 404]],
    ["HTTP/1.0", () => head(["GET /health/live HTTP/1.0", "host: localhost"]), [200]],
    [
      "characters beyond Latin in a header",
      () => Buffer.from(head(["GET /health/live HTTP/1.1", "host: localhost", "x: ü💩"])),
      [200, 400],
    ],
  ])("%s: answered, or not at all, and not with a 5xx of ours", async (_name, bytes, expected) => {
    const socket = await target.connect();
    socket.write(bytes());
    const { text } = await answerTo(socket, 1_500);
    const statuses = statusOf(text);
    if (expected.length === 0) expect(statuses).toEqual([]);
    else expect(expected).toContain(statuses[0]);
    expect(text).not.toMatch(/node:|\.m?[tj]s:\d|Error:/);
    expect(target.isRunning).toBe(true);
  });

  test("a body of chunks of one byte is read as a whole", async () => {
    const socket = await target.connect();
    const chunks = [...QUERY].map((letter) => `1\r\n${letter}\r\n`).join("");
    socket.write(head(own("transfer-encoding: chunked", "connection: close"), `${chunks}0\r\n\r\n`));
    expect((await answerTo(socket)).text).toContain(OK);
  });

  test("Expect: 100-continue is met", async () => {
    const socket = await target.connect();
    socket.write(head(own("expect: 100-continue", `content-length: ${QUERY.length}`, "connection: close")));
    const [first] = (await once(socket, "data")) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 100 /);
    socket.write(QUERY);
    expect((await answerTo(socket)).text).toContain(OK);
  });

  test("requests in one piece are answered one by one, in their order", async () => {
    const socket = await target.connect();
    const one = (id: number, close = ""): string =>
      head(own(`content-length: ${QUERY.length}`, `x-request-id: n${id}`, ...(close === "" ? [] : [close])), QUERY);
    socket.write(Array.from({ length: 50 }, (_, i) => one(i, i === 49 ? "connection: close" : "")).join(""));
    const { text } = await answerTo(socket, 10_000);
    expect([...text.matchAll(/^x-request-id: n(\d+)/gim)].map(([, id]) => Number(id))).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });

  test("answers that nobody takes are not made", async () => {
    const before = await target.usage();
    const schema = "{ __schema { types { name description fields { name description args { name description } } } } }";
    const body = JSON.stringify({ query: schema });
    const sockets = await Promise.all(Array.from({ length: 20 }, () => target.connect()));
    for (const socket of sockets) {
      socket.pause();
      socket.write(head(own(`content-length: ${body.length}`), body).repeat(100));
    }
    await sleep(3_000);
    const during = await target.usage();
    expect(during.held - before.held).toBeLessThan(64 * 1024 * 1024);
    for (const socket of sockets) socket.destroy();
    expect((await target.send({ name: "after", body: QUERY })).text).toBe(OK);
  });

  test("large answers that nobody takes are not all kept, and who takes one has it whole", async () => {
    const path =
      "/bi/metrics.ndjson?instrument=sfo-passengers&metrics=shares&by=attribute.age,attribute.dest_geo,attribute.gate_area";
    const whole = await target.send({ name: "whole", method: "GET", path });
    expect(whole.text.length).toBeGreaterThan(10_000_000);
    const before = await target.usage();
    const sockets: Socket[] = [];
    for (let round = 0; round < 20; round++) {
      const socket = await target.connect();
      sockets.push(socket);
      socket.write(head([`GET ${path} HTTP/1.1`, "host: localhost", `authorization: Bearer ${target.key}`]));
      await once(socket, "data");
      socket.pause();
    }
    const taken = await target.send({ name: "taken", method: "GET", path });
    expect(taken.text === whole.text).toBe(true);
    await sleep(2_500);
    const after = await target.usage();
    // A buffer counts twice in what is held; all of them would be five times as much.
    expect(after.held - before.held).toBeLessThan(3 * HTTP_LIMITS.untakenBytes);
    for (const socket of sockets) socket.destroy();
  }, 180_000);

  test.each([
    ["/graphql", "application/json", 300_000],
    ["/import?instrument=sfo-passengers", "text/csv", 300_000],
  ])(
    "bodies that come byte by byte to %s take no more than they hold",
    async (path, type, bytes) => {
      const piece = "1\r\n \r\n".repeat(10_000);
      const before = await target.usage();
      const sockets = await Promise.all(Array.from({ length: 8 }, () => target.connect()));
      await Promise.all(
        sockets.map(async (socket) => {
          socket.write(
            head([
              `POST ${path} HTTP/1.1`,
              "host: localhost",
              `authorization: Bearer ${target.key}`,
              `content-type: ${type}`,
              "transfer-encoding: chunked",
            ]),
          );
          for (let sent = 0; sent < bytes && !socket.destroyed; sent += 10_000) {
            if (!socket.write(piece)) await Promise.race([once(socket, "drain"), once(socket, "close"), sleep(500)]);
          }
        }),
      );
      await sleep(500);
      // Before they end: each piece that is kept would take some 300 bytes, 700 MB in all.
      const during = await target.usage();
      expect(during.held - before.held).toBeLessThan(128 * 1024 * 1024);
      for (const socket of sockets) socket.destroy();
      expect((await target.send({ name: "after", body: QUERY })).text).toBe(OK);
    },
    60_000,
  );

  test("nobody keeps a connection by a body that never ends, whatever the answer was", async () => {
    const endless = ["content-type: text/csv", "transfer-encoding: chunked"];
    const key = `authorization: Bearer ${target.key}`;
    const requests: readonly (readonly [request: string, status: number, ...headers: string[]])[] = [
      ["POST /import?instrument=sfo-passengers", 401],
      ["POST /import?instrument=nobody", 404, key],
      ["POST /import/1", 405, key],
      ["POST /graphql", 401],
      ["POST /graphql", 415, key],
      ["POST /health/live", 200],
      ["POST /bi/metrics.csv", 405, key],
      ["POST /nothing", 404, key],
    ];
    await Promise.all(
      requests.map(async ([request, status, ...headers]) => {
        const socket = await target.connect();
        socket.write(head([`${request} HTTP/1.1`, "host: localhost", ...headers, ...endless]));
        const drip = setInterval(() => socket.write("1\r\nx\r\n"), 500);
        const { text, closed } = await answerTo(socket, 12_000);
        clearInterval(drip);
        expect([request, statusOf(text), closed]).toEqual([request, [status], true]);
      }),
    );
  }, 30_000);

  test("what follows a request that was refused in the middle is no request", async () => {
    const socket = await target.connect();
    const smuggled = head(["GET /health/live HTTP/1.1", "host: localhost"]);
    socket.write(head(own("content-length: 2000000"), smuggled));
    const { text } = await answerTo(socket, 1_500);
    expect(statusOf(text)).toEqual([413]);
  });

  test("an upload that goes on for ever is refused at its limit, and memory stays", async () => {
    const before = await target.usage();
    const sockets = await Promise.all(Array.from({ length: 20 }, () => target.connect()));
    const piece = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    await Promise.all(
      sockets.map(async (socket) => {
        const answered = once(socket, "data");
        socket.write(head(own("transfer-encoding: chunked")));
        for (let sent = 0; sent < 40 && !socket.destroyed; sent++) {
          if (!socket.write(piece)) await Promise.race([once(socket, "drain"), once(socket, "close"), sleep(500)]);
        }
        const [first] = (await answered) as [Buffer];
        expect(first.toString()).toMatch(/^HTTP\/1\.1 413 /);
        socket.destroy();
      }),
    );
    await sleep(500);
    const after = await target.usage();
    expect(after.held - before.held).toBeLessThan(64 * 1024 * 1024);
  });

  test("half a body whose sender leaves is forgotten", async () => {
    const before = await target.usage();
    for (let round = 0; round < 200; round++) {
      const socket = await target.connect();
      socket.write(head(own("content-length: 900000"), " ".repeat(100_000)));
      socket.destroy();
    }
    await sleep(500);
    const after = await target.usage();
    expect(after.held - before.held).toBeLessThan(32 * 1024 * 1024);
    expect((await target.send({ name: "after", body: QUERY })).text).toBe(OK);
  });

  test("300 clients that send nothing keep nobody else waiting", async () => {
    const idle = await Promise.all(Array.from({ length: 300 }, () => target.connect()));
    for (const socket of idle) socket.write("POST /graphql HTTP/1.1\r\nhost: local");
    expect((await target.send({ name: "beside", body: QUERY })).text).toBe(OK);
    for (const socket of idle) socket.destroy();
  });

  test("500 clients that leave before their answer cost nothing that stays", async () => {
    const before = await target.usage();
    const body = JSON.stringify({
      query: '{ segments(instrument: "sfo-passengers", by: [{ period: MONTH }]) { nodes { nps { value } } } }',
    });
    for (let round = 0; round < 500; round++) {
      const socket = await target.connect();
      socket.write(head(own(`content-length: ${body.length}`), body));
      setTimeout(() => socket.destroy(), round % 20);
    }
    await sleep(1_000);
    const after = await target.usage();
    expect(after.held - before.held).toBeLessThan(64 * 1024 * 1024);
    expect((await target.send({ name: "after", body: QUERY })).text).toBe(OK);
  });

  test.runIf(IS_FULL)(
    "headers that come a byte a second, or never, end after 15 to 20 s, and bodies after 30",
    async () => {
      const slow = await target.connect();
      const silent = await target.connect();
      const body = await target.connect();
      const started = performance.now();
      const drip = setInterval(() => {
        slow.write("x");
        body.write(" ");
      }, 1_000);
      slow.write("POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-");
      body.write(head(own("content-length: 1000")));
      const ends = await Promise.all([answerTo(slow, 45_000), answerTo(silent, 45_000), answerTo(body, 45_000)]);
      clearInterval(drip);
      expect(ends.map(({ closed }) => closed)).toEqual([true, true, true]);
      expect(statusOf(ends[0].text)).toEqual([408]);
      expect(performance.now() - started).toBeLessThan(40_000);
    },
    60_000,
  );
});
