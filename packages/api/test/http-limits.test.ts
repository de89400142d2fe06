import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApi } from "../src/api.ts";
import { HTTP_LIMITS } from "../src/limits.ts";
import { type HttpServer, startHttpServer } from "../src/server/http-server.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

describe("headers of a request", () => {
  let database: TestDatabase;
  let server: HttpServer;
  beforeAll(async () => {
    database = await openTestDatabase("embedded");
    const { db } = database;
    server = await startHttpServer({ api: createApi({ db }), db, host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  /** The status that bytes are answered with. */
  function statusOf(request: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname, () => socket.write(request));
      socket.once("error", reject);
      socket.once("data", (data) => {
        resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]));
        socket.destroy();
      });
    });
  }

  /** Headers of so many bytes as Node counts them: path, names and values. */
  const ofBytes = (bytes: number): string => {
    const [path, host, close] = ["/health/live", "localhost", "close"];
    const known = path.length + "host".length + host.length + "connection".length + close.length + "x".length;
    return `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: ${close}\r\nx: ${"a".repeat(bytes - known)}\r\n\r\n`;
  };

  test("are as large as they may be, and no larger", async () => {
    expect(await statusOf(ofBytes(HTTP_LIMITS.headerBytes - 1))).toBe(200);
    expect(await statusOf(ofBytes(HTTP_LIMITS.headerBytes))).toBe(431);
  });

  test("name as many types as they may, and no more", async () => {
    const accepting = (characters: number) =>
      fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: `*/*${" ".repeat(characters - 4)};`.padEnd(characters, "x"),
        },
        body: '{"query":"{ instruments { code } }"}',
      });
    expect((await accepting(HTTP_LIMITS.acceptCharacters)).status).toBe(200);
    expect((await accepting(HTTP_LIMITS.acceptCharacters + 1)).status).toBe(406);
  });
});
