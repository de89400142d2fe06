import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeOnDatabases, openTestDatabase, type TestDatabase } from "./database.ts";
import { surveyFor } from "./import-text.ts";
import { postImport, serve } from "./serve.ts";

describeOnDatabases("a server that is asked to stop", (database) => {
  test("finishes what was accepted, takes nothing new, and ends", async () => {
    await surveyFor(database().db, "shutdown");
    const server = await serve(database());
    const idle = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(idle, "connect");
    const gone = once(idle, "close");

    let finish = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(Buffer.from("external_id,organisation,responded_at,nps\n"));
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        controller.enqueue(Buffer.from("a,org,2024-02-01,9\nb,org,2024-02-01,3\n"));
        controller.close();
      },
    });
    const imported = postImport(server, "shutdown", body);
    await expect
      .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes("klik_imports_running 1"))
      .toBe(true);

    const asked = fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ instruments { code } }" }),
    });
    // It was accepted: its answer comes, whenever the server is asked to stop after this.
    await expect
      .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes('route="/graphql"'))
      .toBe(true);

    const stopped = server.stop();
    await expect.poll(() => isAnswered(server)).toBe(false);
    finish();
    expect(await imported).toMatchObject({ status: 200, body: { rows: 2, imported: 2 } });
    expect((await asked).status).toBe(200);
    await Promise.all([stopped, gone]);
  });

  test("delivers what was asked just before, large answers to slow readers too, and does not wait for idle connections", async () => {
    const server = await serve(database());
    const port = Number(new URL(server.url).port);
    const query = encodeURIComponent("{ __schema { types { name description fields { name description } } } }");
    const ask = `GET /graphql?query=${query} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
    const clients = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = connect(port, "127.0.0.1");
        await once(socket, "connect");
        // Kept alive: it has had an answer before.
        socket.write(ask);
        await statusOf(socket);
        socket.pause();
        socket.write(ask);
        return socket;
      }),
    );
    const started = performance.now();
    const stopped = server.stop();
    const answers = clients.map((socket) => {
      setTimeout(() => socket.resume(), 500);
      return statusOf(socket);
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
    await stopped;
    expect(performance.now() - started).toBeLessThan(8_000);
  }, 30_000);
});

describe("a server that is asked to stop while somebody is connected", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase("embedded");
  });
  afterAll(() => database.close());

  const LIVE = "GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n";

  test.each([
    ["has sent nothing", [""]],
    ["has sent half a request", [LIVE]],
    ["was answered, and sent half a request more", [`${LIVE}\r\n`, LIVE]],
    ["was answered", [`${LIVE}\r\n`]],
  ])("who %s does not wait", async (_name, parts) => {
    const server = await serve(database);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(socket, "connect");
    for (const part of parts) {
      if (part !== "") socket.write(part);
      if (part.endsWith("\r\n\r\n")) await once(socket, "data");
    }
    socket.resume();
    const gone = once(socket, "close");
    const started = performance.now();
    await Promise.all([server.stop(), gone]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

const isAnswered = ({ url }: { readonly url: string }): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );

/** The status of an answer that comes whole; 0 when the connection ends before. */
async function statusOf(socket: Socket): Promise<number> {
  let text = "";
  const take = (chunk: Buffer): void => {
    text += chunk.toString("latin1");
  };
  socket.on("data", take);
  try {
    for (;;) {
      const [, status, length, body] =
        /^HTTP\/1\.1 (\d{3})[^]*?content-length: (\d+)[^]*?\r\n\r\n([^]*)$/i.exec(text) ?? [];
      if (body !== undefined && body.length === Number(length)) return Number(status);
      if (socket.destroyed) return 0;
      await Promise.race([once(socket, "data"), once(socket, "close")]);
    }
  } finally {
    socket.off("data", take);
  }
}
