import { once } from "node:events";
import { connect, createServer, Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { SlowClients } from "./slow-clients.ts";

const MB = 1024 ** 2;
const SILENCE_MS = 60_000;

/** A connection with so much of an answer left, of which its client takes what it is told to. */
function leaving(untaken: number): { readonly socket: Socket; take(bytes: number): void } {
  const socket = new Socket();
  let taken = 0;
  Object.defineProperties(socket, {
    bytesWritten: { get: () => taken },
    writableLength: { get: () => untaken - taken },
  });
  return { socket, take: (bytes) => (taken += bytes) };
}

describe("clients that do not take their answers", () => {
  test("lose their connection after a silence, counted from what they took last", () => {
    const slow = new SlowClients({ silenceMs: SILENCE_MS, untakenBytes: Infinity });
    const [idle, waiting] = [leaving(0), leaving(10)];
    for (const { socket } of [idle, waiting]) slow.add(socket);
    const now = Math.ceil(performance.now());
    slow.look(now);
    waiting.take(1);
    slow.look(now + SILENCE_MS);
    slow.look(now + 2 * SILENCE_MS - 1);
    expect(waiting.socket.destroyed).toBe(false);
    slow.look(now + 2 * SILENCE_MS);
    expect(waiting.socket.destroyed).toBe(true);
    expect(idle.socket.destroyed).toBe(false);
  });

  test("keep it as long as they take any of an answer, which is written in one piece", async () => {
    const slow = new SlowClients({ silenceMs: SILENCE_MS, untakenBytes: Infinity });
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const accepted = once(server, "connection");
    const client = connect((server.address() as { readonly port: number }).port, "127.0.0.1").pause();
    try {
      const [socket] = (await accepted) as [Socket];
      slow.add(socket);
      socket.end(Buffer.alloc(64 * MB));
      const now = Math.ceil(performance.now());
      slow.look(now);
      for (let taken = 0; taken < 8 * MB; ) {
        client.resume();
        const [chunk] = (await once(client, "data")) as [Buffer];
        client.pause();
        taken += chunk.length;
      }
      slow.look(now + SILENCE_MS);
      expect(socket.destroyed).toBe(false);
      socket.destroy();
    } finally {
      client.destroy();
      server.close();
    }
  });

  test("lose it at once, the slowest first, when what all of them have not taken is too much", () => {
    const slow = new SlowClients({ silenceMs: SILENCE_MS, untakenBytes: 100 });
    const all = [leaving(50), leaving(40), leaving(12)];
    for (const { socket } of all) slow.add(socket);
    const gone = (): readonly boolean[] => all.map(({ socket }) => socket.destroyed);
    all[0]!.take(1);
    all[2]!.take(1);
    slow.look(performance.now()); // 100 are left
    expect(gone()).toEqual([false, false, false]);
    all.push(leaving(1));
    slow.add(all[3]!.socket);
    all[0]!.take(-1);
    slow.look(performance.now()); // 102
    expect(gone()).toEqual([true, false, false, false]);
    slow.look(performance.now());
    expect(gone()).toEqual([true, false, false, false]);
  });
});
