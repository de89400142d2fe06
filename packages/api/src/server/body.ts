import type { IncomingMessage } from "node:http";
import { GatheredBytes } from "../gathered-bytes.ts";
import { HTTP_LIMITS } from "../limits.ts";

/** For how long the rest of a body that was refused is read, so that its client can read why. */
const REST_MS = 5_000;

/** Bytes that are handed on at once: what is done for each piece of a body costs more than the bytes of a small one. */
const CHUNK = 64 * 1024;

/**
 * The body as it comes, no faster than it is read. Whoever stops reading can still answer: the connection stays open.
 *
 * A client that is silent for a minute loses its connection, and so does one that sends thousands of pieces of a few bytes; the time in which
 * nobody reads does not count.
 *
 * @throws what broke the connection
 */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let gathered = new GatheredBytes();
  let pieces = 0;
  let bytes = 0;
  let wake = (): void => {};
  let silence: NodeJS.Timeout | undefined;
  const take = (piece: Buffer): void => {
    silence?.refresh();
    gathered.add(piece);
    bytes += piece.length;
    if (++pieces > HTTP_LIMITS.smallPieces && bytes < pieces * HTTP_LIMITS.smallPieceBytes) request.destroy();
    if (gathered.length < CHUNK) return;
    request.pause();
    wake();
  };
  const isOver = (): boolean => request.readableEnded || request.destroyed;
  request.on("data", take);
  const end = (): void => wake();
  for (const event of ENDS) request.on(event, end);
  try {
    while (!isOver()) {
      silence = setTimeout(() => request.destroy(), HTTP_LIMITS.silenceMs);
      request.resume();
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isOver()) resolve();
      });
      request.pause();
      clearTimeout(silence);
      if (gathered.length > 0) yield gathered.all();
      gathered = new GatheredBytes();
    }
    if (!request.readableEnded) throw request.errored ?? new Error("body: expected all of it, got a part");
  } finally {
    clearTimeout(silence);
    request.pause();
    request.off("data", take);
    for (const event of ENDS) request.off(event, end);
  }
}

const ENDS = ["end", "error", "close"] as const;

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
