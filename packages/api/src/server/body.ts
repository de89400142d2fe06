import type { IncomingMessage } from "node:http";
import { HTTP_LIMITS } from "../limits.ts";

/** For how long the rest of a body that was refused is read, so that its client can read why. */
const REST_MS = 5_000;

/**
 * The body as it comes, no faster than it is read. Whoever stops reading can still answer: the connection stays open.
 *
 * A client that is silent for a minute loses its connection; the time in which nobody reads does not count.
 */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const silence = setTimeout(() => request.destroy(), HTTP_LIMITS.silenceMs);
      const chunk = await chunks.next().finally(() => clearTimeout(silence));
      if (chunk.done === true) return;
      yield chunk.value as Uint8Array; // no encoding is set
    }
  } finally {
    await chunks.return?.();
  }
}

/** Reads on for a while after the answer, into nothing: a connection that is closed on a client that sends loses the answer too. */
export function passOverRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const end = setTimeout(() => request.destroy(), REST_MS);
  request.once("close", () => clearTimeout(end));
  request.once("end", () => clearTimeout(end));
  // Whoever read before may need a moment to let go.
  setImmediate(() => request.resume());
}

/** Closes the connection of a client that takes longer than this to send its whole body. */
export function limitBodyTime(request: IncomingMessage, milliseconds: number): void {
  const end = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, milliseconds);
  for (const event of ["end", "close"] as const) request.once(event, () => clearTimeout(end));
}
