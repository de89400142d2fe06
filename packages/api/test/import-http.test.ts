import { request as httpRequest } from "node:http";
import { connect as connectSocket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeOnDatabases } from "./database.ts";
import { IMPORT_LIMITS } from "../src/limits.ts";
import { HOSTILE_FILES } from "./hostile-files.ts";
import { storedResponses, surveyFor } from "./import-text.ts";
import { postImport, type Reply, serve, type TestServer } from "./serve.ts";

const HEADER = "external_id,organisation,responded_at,nps,remark";
const csv = (...rows: readonly string[]): string => [HEADER, ...rows, ""].join("\n");
const rowsOf = (count: number, remark = "note"): readonly string[] =>
  Array.from({ length: count }, (_, index) => `r${index},org-${index % 5},2024-02-01,${index % 11},${remark} ${index}`);

/** A body as a stream of chunks, so that nobody knows its length beforehand. */
function streamed(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const next = iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

describeOnDatabases("POST /import", (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve(database());
  });
  afterAll(() => server.stop());

  const runs = (instrument: string) =>
    database()
      .db.selectFrom("import_run as r")
      .innerJoin("instrument as i", "i.id", "r.instrument_id")
      .selectAll("r")
      .where("i.code", "=", instrument)
      .orderBy("r.id")
      .execute();

  test("takes CSV, counts every row, shows the first rejections and where all of them are", async () => {
    const survey = await surveyFor(database().db, "http-csv");
    const body = csv(
      "a,acme,2024-02-01,9,fine",
      "b,acme,01-02-2024,9,",
      "c,acme,2024-02-01,11,",
      "d,acme,2024-02-01,3,",
    );
    const { status, body: answer } = await postImport(server, "http-csv", body);
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      instrument: "http-csv",
      version: 1,
      rows: 4,
      imported: 2,
      updated: 0,
      unchanged: 0,
      rejected: 2,
      rejections: [
        { line: 3, verdict: "rejected", problems: [{ column: "responded_at", code: "DATE_INVALID" }] },
        { line: 4, verdict: "rejected", problems: [{ column: "nps", code: "ANSWER_OFF_SCALE" }] },
      ],
      rejectedRows: `/import/${String(answer["import"])}/rejected.csv`,
    });
    expect(await storedResponses(database().db, survey)).toHaveLength(2);

    const rejected = await fetch(server.url + String(answer["rejectedRows"]));
    expect(rejected.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const text = await rejected.text();
    expect(text.split("\n")[1]).toMatch(/^b,acme,01-02-2024,9,,3,responded_at,DATE_INVALID,/);
    // Corrected, and sent again as it came.
    const again = await postImport(
      server,
      "http-csv",
      text.replace("01-02-2024", "2024-02-01").replace(",11,", ",10,"),
    );
    expect(again.body).toMatchObject({ rows: 2, imported: 2, rejected: 0, rejectedRows: null });

    const stored = (await (await fetch(`${server.url}/import/${String(answer["import"])}`)).json()) as object;
    expect(stored).toMatchObject({ rows: 4, imported: 2, rejected: 2, rejectedRows: answer["rejectedRows"] });
  });

  test("takes NDJSON, by its type or by the parameter, and a mapping", async () => {
    await surveyFor(database().db, "http-ndjson");
    const line =
      '{"id":"a","org":"acme","on":"2024-02-01","nps":"9"}\n{"id":"b","org":"acme","on":"2024-02-01","nps":"9,0"}\n';
    const mapping = JSON.stringify({
      externalId: "id",
      organisation: { column: "org", create: true },
      respondedAt: "on",
      questions: { nps: "nps" },
    });
    for (const [type, query, verdict] of [
      ["application/x-ndjson", {}, "imported"],
      ["application/octet-stream", { format: "ndjson" }, "unchanged"],
    ] as const) {
      const { status, body } = await postImport(server, "http-ndjson", line, { type, query: { mapping, ...query } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ rows: 2, [verdict]: 1, rejected: 1 });
      const path = String(body["rejectedRows"]);
      expect(path).toMatch(/rejected\.ndjson$/);
      // The other name leads there.
      const rejected = await fetch(server.url + path.replace("ndjson", "csv"));
      expect(JSON.parse(await rejected.text())).toMatchObject({ id: "b", rejected_code: "NUMBER_INVALID" });
    }
  });

  test("unpacks gzip, streamed in pieces of any size", async () => {
    const survey = await surveyFor(database().db, "http-gzip");
    const packed = gzipSync(csv(...rowsOf(3000)));
    function* pieces(): Generator<Uint8Array> {
      for (let at = 0; at < packed.length; at += 777) yield packed.subarray(at, at + 777);
    }
    const { body } = await postImport(server, "http-gzip", streamed(pieces()), {
      headers: { "content-encoding": "gzip" },
    });
    expect(body).toMatchObject({ rows: 3000, imported: 3000, rejected: 0 });
    expect(await storedResponses(database().db, survey)).toHaveLength(3000);
  });

  describe("refuses", () => {
    const good = csv("a,acme,2024-02-01,9,fine");
    const cases: readonly [string, Parameters<typeof postImport>[3], number, string, (string | Uint8Array)?][] = [
      ["GET", { method: "GET" }, 405, "METHOD_NOT_ALLOWED"],
      ["PUT", { method: "PUT" }, 405, "METHOD_NOT_ALLOWED"],
      ["DELETE", { method: "DELETE" }, 405, "METHOD_NOT_ALLOWED"],
      ["plain text", { type: "text/plain", query: { format: "csv" } }, 415, "MEDIA_TYPE_UNSUPPORTED"],
      ["a form", { type: "application/x-www-form-urlencoded" }, 415, "MEDIA_TYPE_UNSUPPORTED"],
      ["a multipart form", { type: "multipart/form-data; boundary=x" }, 415, "MEDIA_TYPE_UNSUPPORTED"],
      ["a workbook", { type: "application/vnd.ms-excel" }, 415, "MEDIA_TYPE_UNSUPPORTED"],
      ["another charset", { type: "text/csv; charset=iso-8859-1" }, 415, "MEDIA_TYPE_UNSUPPORTED"],
      ["brotli", { headers: { "content-encoding": "br" } }, 415, "ENCODING_UNSUPPORTED"],
      ["gzip in gzip", { headers: { "content-encoding": "gzip, gzip" } }, 415, "ENCODING_UNSUPPORTED"],
      ["an unknown instrument", { query: { instrument: "nothing" } }, 404, "INSTRUMENT_UNKNOWN"],
      ["an instrument with a NUL", { query: { instrument: "a\0" } }, 404, "INSTRUMENT_UNKNOWN"],
      ["an unknown parameter", { query: { instruments: "x" } }, 400, "PARAMETER_INVALID"],
      ["a format that the type denies", { query: { format: "ndjson" } }, 400, "PARAMETER_INVALID"],
      ["an unknown format", { query: { format: "xml" } }, 400, "PARAMETER_INVALID"],
      ["bytes without a format", { type: "application/octet-stream" }, 400, "PARAMETER_INVALID"],
      ["an unknown delimiter", { query: { delimiter: "|" } }, 400, "PARAMETER_INVALID"],
      ["create: maybe", { query: { create: "maybe" } }, 400, "PARAMETER_INVALID"],
      ["a mapping that is no JSON", { query: { mapping: "{" } }, 400, "PARAMETER_INVALID"],
      ["a mapping that is none", { query: { mapping: "[]" } }, 400, "MAPPING_INVALID"],
      ["an empty idempotency key", { headers: { "idempotency-key": "" } }, 400, "IDEMPOTENCY_KEY_INVALID"],
      ["a long idempotency key", { headers: { "idempotency-key": "k".repeat(256) } }, 400, "IDEMPOTENCY_KEY_INVALID"],
      ["text that says it is gzip", { headers: { "content-encoding": "gzip" } }, 400, "FILE_INVALID"],
      ["gzip that does not say so", {}, 400, "FILE_INVALID", gzipSync(good)],
      [
        "half a gzip file",
        { headers: { "content-encoding": "gzip" } },
        400,
        "FILE_INVALID",
        gzipSync(good).subarray(0, 30),
      ],
      ["an empty body", {}, 400, "FILE_INVALID", ""],
      ["UTF-16", {}, 400, "FILE_INVALID", Buffer.from(`\uFEFF${good}`, "utf16le")],
      ["a column twice", {}, 400, "FILE_INVALID", good.replace("remark", "nps")],
      ["a column that nobody reads", {}, 400, "MAPPING_INVALID", good.replace("remark", "colour")],
      ["501 columns", {}, 400, "FILE_INVALID", Array.from({ length: 501 }, (_, index) => `c${index}`).join(",")],
    ];
    test.for(cases)("%s", async ([, options, status, code, body = good]) => {
      await surveyFor(database().db, "http-refused");
      const reply = await postImport(server, "http-refused", body, options);
      expect(reply.body).toMatchObject({ status, code });
      expect(reply.status).toBe(status);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(Object.keys(reply.body)).toEqual(expect.arrayContaining(["title", "status", "code", "detail"]));
      expect(JSON.stringify(reply.body)).not.toMatch(/node:|\.ts\b|\.js\b|select |relation|stack/);
      expect(await runs("http-refused")).toEqual([]);
    });

    test("no instrument, one twice, and no type at all", async () => {
      const send = (query: string, headers: Record<string, string>): Promise<Response> =>
        fetch(`${server.url}/import${query}`, { method: "POST", headers, body: Buffer.from(good) });
      expect((await send("", { "content-type": "text/csv" })).status).toBe(400);
      expect((await send("?instrument=a&instrument=b", { "content-type": "text/csv" })).status).toBe(400);
      expect((await send("?instrument=http-refused&format=csv", {})).status).toBe(415);
      expect((await send("?instrument=%E0%A4%A", { "content-type": "text/csv" })).status).toBe(404);
    });

    test.for([
      ["/import/", 404, "ROUTE_UNKNOWN"],
      ["/import/1/rejected.xml", 404, "ROUTE_UNKNOWN"],
      ["/import/999999/rejected.csv", 404, "IMPORT_UNKNOWN"],
      ["/import/999999", 404, "IMPORT_UNKNOWN"],
      ["/import/0", 404, "IMPORT_UNKNOWN"],
      ["/import/99999999999999999999", 404, "IMPORT_UNKNOWN"],
      ["/import/%00", 404, "IMPORT_UNKNOWN"],
      ["/import/1'--", 404, "IMPORT_UNKNOWN"],
    ] as const)("GET %s", async ([path, status, code]) => {
      const response = await fetch(server.url + path);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ status, code });
      expect((await fetch(server.url + path, { method: "DELETE" })).status).toBeGreaterThanOrEqual(404);
    });

    test("more bytes than it takes, before the first is sent", async () => {
      await surveyFor(database().db, "http-large");
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const request = httpRequest(
          `${server.url}/import?instrument=http-large`,
          { method: "POST", headers: { "content-type": "text/csv", "content-length": 2 * 1024 ** 3 + 1 } },
          (response) => {
            resolve(response.statusCode);
            request.destroy();
          },
        );
        request.on("error", reject);
        request.flushHeaders();
      });
      expect(status).toBe(413);
    });

    test("a gzip bomb long before it is unpacked, also when more is being sent", async () => {
      await surveyFor(database().db, "http-bomb");
      // 1 GB of zeros behind a good header, a thousandth of that packed; and the same again, and again.
      const zeros = gzipSync(Buffer.alloc(64 * 1024 ** 2));
      const started = performance.now();
      const bomb = [gzipSync(`${HEADER}\n`), ...Array.from({ length: 16 }, () => zeros)];
      for (const body of [Buffer.concat(bomb), streamed(bomb)]) {
        const reply = await postImport(server, "http-bomb", body, { headers: { "content-encoding": "gzip" } });
        expect(reply.status).toBe(413);
        expect(reply.body).toMatchObject({ code: "FILE_TOO_LARGE", detail: expect.stringContaining("200 times") });
      }
      expect(performance.now() - started).toBeLessThan(5000);
      expect((await runs("http-bomb")).map(({ rows }) => Number(rows))).toEqual([0, 0]);
    });

    test("what is no HTTP, and headers beyond measure", async () => {
      const send = (text: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const { port, hostname } = new URL(server.url);
          const socket = connectSocket(Number(port), hostname, () => socket.write(text));
          let got = "";
          socket.setEncoding("utf8").on("data", (part: string) => (got += part));
          socket.on("close", () => resolve(got)).on("error", reject);
        });
      expect(await send("HELLO\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*"code":"REQUEST_INVALID"/);
      expect(await send(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(70_000)}\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 431 [^]*"code"/,
      );
    });
  });

  test("says what it had stored when a file turns out to be broken further on", async () => {
    const survey = await surveyFor(database().db, "http-broken");
    const packed = gzipSync(csv(...rowsOf(9000, "x".repeat(50))));
    packed[packed.length - 6]! ^= 1; // its check sum
    const { status, body } = await postImport(server, "http-broken", packed, {
      headers: { "content-encoding": "gzip" },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "FILE_INVALID", stored: { rejected: 0 } });
    const { imported } = body["stored"] as { imported: number };
    expect(imported).toBeGreaterThan(0);
    expect(await storedResponses(database().db, survey)).toHaveLength(imported);
    const again = await postImport(server, "http-broken", csv(...rowsOf(9000, "x".repeat(50))));
    expect(again.body).toMatchObject({ rows: 9000, unchanged: imported, imported: 9000 - imported });
  });

  test("keeps as many rejected rows as it says, stops at the next, and reads no row after them", async () => {
    const survey = await surveyFor(database().db, "http-rejected");
    const bad = Array.from({ length: IMPORT_LIMITS.rejected }, () => "x");
    const kept = await postImport(server, "http-rejected", csv(...bad));
    expect(kept).toMatchObject({ status: 200, body: { rows: bad.length, rejected: bad.length } });

    const good = rowsOf(3_000); // more than a batch
    const { status, body } = await postImport(server, "http-rejected", csv(...bad, "x", ...good));
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "REJECTED_TOO_MANY" });
    const stored = body["stored"] as Readonly<Record<"import" | "rows" | "imported" | "rejected", number>>;
    expect(stored.rejected).toBe(bad.length + 1);
    expect(stored.rows).toBe(stored.rejected + stored.imported);
    expect(await storedResponses(database().db, survey)).toHaveLength(stored.imported);
    const [run] = (await runs("http-rejected")).slice(-1);
    expect(run).toMatchObject({ rows: String(stored.rows), rejected: String(stored.rejected), finished_at: null });
    const lines = await (await fetch(`${server.url}/import/${stored.import}/rejected.csv`)).text();
    expect(lines.trimEnd().split("\n")).toHaveLength(1 + stored.rejected);

    const again = await postImport(server, "http-rejected", csv(...good));
    expect(again.body).toMatchObject({ unchanged: stored.imported, imported: good.length - stored.imported });
  }, 120_000);

  test("takes as many imports at once as it says, and turns the next one away", async () => {
    await surveyFor(database().db, "http-busy");
    const held: (() => void)[] = [];
    const waiting = Array.from({ length: IMPORT_LIMITS.imports }, (_, index) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.from(`${HEADER}\nb${index},acme,2024-02-01,1,`));
          held.push(() => {
            controller.enqueue(Buffer.from("\n"));
            controller.close();
          });
        },
      });
      return postImport(server, "http-busy", body);
    });
    let turnedAway: Reply;
    do turnedAway = await postImport(server, "http-busy", csv("x,acme,2024-02-01,9,"));
    while (turnedAway.status === 200);
    expect(turnedAway).toMatchObject({ status: 429, body: { code: "IMPORTS_BUSY" } });
    expect(turnedAway.headers.get("retry-after")).toBe("5");
    for (const end of held) end();
    const replies = await Promise.all(waiting);
    for (const { status, body } of replies) expect([status, body["imported"]]).toEqual([200, 1]);
    const after = await postImport(server, "http-busy", csv("y,acme,2024-02-01,9,"));
    expect(after.body).toMatchObject({ imported: 1 });
  });

  describe("an idempotency key", () => {
    const send = (
      body: string | Uint8Array,
      options: { key?: string; query?: Record<string, string>; gzip?: boolean } = {},
    ) =>
      postImport(server, "http-key", body, {
        query: options.query ?? { create: "true" },
        headers: {
          "idempotency-key": options.key ?? "one",
          ...(options.gzip === true ? { "content-encoding": "gzip" } : {}),
        },
      });

    test("gets the first answer again, and nothing is done again", async () => {
      await surveyFor(database().db, "http-key");
      const body = csv("a,acme,2024-02-01,9,fine", "b,acme,2024-02-01,12,");
      const first = await send(body);
      expect(first.headers.get("idempotent-replayed")).toBeNull();
      for (const again of [await send(body), await send(gzipSync(body), { gzip: true })]) {
        expect(again.status).toBe(200);
        expect(again.body).toEqual(first.body);
        expect(again.headers.get("idempotent-replayed")).toBe("true");
      }
      expect(await runs("http-key")).toHaveLength(1);
    });

    test("does not stand for another body, another parameter or another instrument", async () => {
      const body = csv("k,acme,2024-02-01,9,fine");
      expect((await send(body, { key: "two" })).status).toBe(200);
      for (const other of [
        await send(`${body}l,acme,2024-02-01,9,fine\n`, { key: "two" }),
        await send(body, { key: "two", query: {} }),
        await postImport(server, "http-csv", body, { headers: { "idempotency-key": "two" } }),
      ]) {
        expect(other.status).toBe(422);
        expect(other.body).toMatchObject({ code: "IDEMPOTENCY_MISMATCH" });
      }
      expect(await runs("http-key")).toHaveLength(2);
    });

    test("is free again after a request that failed, and once it has expired", async () => {
      expect((await send("nonsense", { key: "three" })).status).toBe(400);
      const body = csv("t,acme,2024-02-01,9,fine");
      expect((await send(body, { key: "three" })).body).toMatchObject({ imported: 1 });
      await database()
        .db.updateTable("idempotent_request")
        .set({ expires_at: new Date(0) })
        .execute();
      expect((await send(body, { key: "three" })).body).toMatchObject({ imported: 0, unchanged: 1 });
      expect(await database().db.selectFrom("idempotent_request").select("answer").execute()).toHaveLength(1);
    });

    test("is refused while its request runs, and does the work once", async () => {
      const before = await runs("http-key");
      const body = csv(...rowsOf(4000));
      const replies = await Promise.all([1, 2, 3].map(() => send(body, { key: "four" })));
      const done = replies.filter(({ status }) => status === 200);
      expect(done.length).toBeGreaterThan(0);
      for (const { body: answer } of done) expect(answer).toEqual(done[0]!.body);
      for (const reply of replies.filter(({ status }) => status !== 200)) {
        expect(reply).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_IN_PROGRESS" } });
        expect(reply.headers.get("retry-after")).toBe("1");
      }
      expect(await runs("http-key")).toHaveLength(before.length + 1);
    });
  });
});

describeOnDatabases("hostile files over HTTP", (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve(database());
  });
  afterAll(() => server.stop());

  test.for(HOSTILE_FILES.map((one, index) => ({ ...one, index })))(
    "$name",
    async ({ file, verdicts, options = {}, index }) => {
      // Batches of one row are for callers of the function only.
      const { format = "csv", create = true } = options;
      const survey = await surveyFor(database().db, `hostile-${index}`);
      const { status, body } = await postImport(server, `hostile-${index}`, file, {
        type: "application/octet-stream",
        query: { format, create: String(create) },
      });
      expect(status).toBe(200);
      const stored = await database()
        .db.selectFrom("import_rejection")
        .select(["line", "problems"])
        .where("import_id", "=", String(body["import"]))
        .orderBy("line")
        .execute();
      const rejected = stored.map(({ line, problems }) => {
        const all = problems.map(({ column, code }) => `${column ?? "row"} ${code}`);
        return `${line} rejected ${all.join(", ")}`;
      });
      expect(rejected).toEqual(verdicts.filter((one) => one.includes("rejected")));
      const counted = (name: string): number => verdicts.filter((one) => one.endsWith(` ${name}`)).length;
      expect(body).toMatchObject({
        rows: verdicts.length,
        imported: counted("imported"),
        unchanged: counted("unchanged"),
        rejected: rejected.length,
      });
      expect(await storedResponses(database().db, survey)).toHaveLength(counted("imported"));
    },
  );
});
