import type { Socket } from "node:net";
import { HTTP_LIMITS } from "../limits.ts";

interface Seen {
  /** Bytes that the client, or the system between, has taken. */
  taken: number;
  /** Since when it has taken nothing of what there is for it. */
  since: number;
}

const LOOK_MS = 1_000;

/**
 * Closes the connections of clients that do not take their answers: of one that takes nothing for a while, and of the slowest when what all
 * of them have not taken is too much to keep in memory.
 */
export class SlowClients {
  readonly #seen = new Map<Socket, Seen>();
  readonly #limits: Readonly<Record<"silenceMs" | "untakenBytes", number>>;

  constructor(limits: Readonly<Record<"silenceMs" | "untakenBytes", number>> = HTTP_LIMITS) {
    this.#limits = limits;
  }

  /** Looks at all that are added, until the server is closed. */
  watch(): NodeJS.Timeout {
    return setInterval(() => this.look(performance.now()), LOOK_MS).unref();
  }

  add(socket: Socket): void {
    this.#seen.set(socket, { taken: 0, since: performance.now() });
    socket.once("close", () => this.#seen.delete(socket));
  }

  /** `now` in milliseconds, of a clock that never goes back. */
  look(now: number): void {
    const waiting: { readonly socket: Socket; readonly lately: number }[] = [];
    let untaken = 0;
    for (const [socket, seen] of this.#seen) {
      if (socket.destroyed) continue;
      const taken = takenBy(socket);
      const lately = taken - seen.taken;
      seen.taken = taken;
      if (lately > 0 || socket.writableLength === 0) seen.since = now;
      if (now - seen.since >= this.#limits.silenceMs) socket.destroy();
      else if (socket.writableLength > 0) {
        untaken += socket.writableLength;
        waiting.push({ socket, lately });
      }
    }
    if (untaken <= this.#limits.untakenBytes) return;
    for (const { socket } of waiting.sort((a, b) => a.lately - b.lately)) {
      untaken -= socket.writableLength;
      socket.destroy();
      if (untaken <= this.#limits.untakenBytes) return;
    }
  }
}

/** What was written counts as written at once, however large; only the handle knows what of it still waits, and Node asks it too. */
function takenBy(socket: Socket): number {
  const { _handle: handle } = socket as { readonly _handle?: { readonly writeQueueSize?: number } | null };
  return socket.bytesWritten - (handle?.writeQueueSize ?? 0);
}
