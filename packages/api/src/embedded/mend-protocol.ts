import type { PGlite } from "@electric-sql/pglite";

/**
 * Makes PGlite answer messages as a server does, where version 0.5.8 does not:
 *
 * - After an error in Parse, Bind, Describe or Execute it says ReadyForQuery at once, and again at Sync. The client would
 *   take the second for the end of its next statement, and give every later statement the rows of the one before.
 * - When Postgres itself gives up, the socket server leaves every client waiting. Ending the thread ends their wait.
 */
export function mendProtocol(db: PGlite): void {
  const execute = db.execProtocolRawStream.bind(db);
  db.execProtocolRawStream = async (message, options) => {
    try {
      if (!isBeforeSync(message) || options?.onRawData === undefined) return await execute(message, options);
      const { forward, end } = withoutReady(options.onRawData);
      await execute(message, { ...options, onRawData: forward });
      end();
    } catch (error) {
      const { message: reason } = error as Error; // or what Emscripten throws, which has a message too
      setImmediate(() => {
        throw new Error(reason);
      });
      throw error;
    }
  };
}

/** Bind, Close, Describe, Execute, Flush and Parse are only answered with ReadyForQuery at the Sync that follows them. */
const isBeforeSync = (message: Uint8Array): boolean => "BCDEHP".includes(String.fromCharCode(message[0] ?? 0));

/** Z, the length 5, then the state of the transaction: I, T or E. No other message ends with these letters. */
const READY = [0x5a, 0, 0, 0, 5];
const READY_LENGTH = 6;

/** Passes bytes on, but for a ReadyForQuery at their end; bytes come in pieces of any size. */
function withoutReady(send: (data: Uint8Array) => void): {
  readonly forward: (data: Uint8Array) => void;
  readonly end: () => void;
} {
  let tail = new Uint8Array(0);
  return {
    forward(data) {
      const all = new Uint8Array(tail.length + data.length);
      all.set(tail);
      all.set(data, tail.length);
      const cut = Math.max(0, all.length - READY_LENGTH);
      if (cut > 0) send(all.subarray(0, cut));
      tail = all.slice(cut);
    },
    end() {
      const isReady = tail.length === READY_LENGTH && READY.every((byte, i) => tail[i] === byte);
      if (!isReady && tail.length > 0) send(tail);
    },
  };
}
