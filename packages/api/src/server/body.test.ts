import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { setImmediate as nextRound } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HTTP_LIMITS } from "../limits.ts";
import { bodyOf, limitBodyTime } from "./body.ts";

/** A request whose body is being sent by nobody. */
const silent = (): IncomingMessage => new IncomingMessage(new Socket());

describe("a body", () => {
  const all = async (body: AsyncIterable<Uint8Array>): Promise<readonly number[]> => {
    const sizes: number[] = [];
    for await (const chunk of body) sizes.push(chunk.length);
    return sizes;
  };
  /** Sends pieces of one byte, and ends. */
  const send = async (request: IncomingMessage, pieces: number, size: number): Promise<void> => {
    for (let piece = 0; piece < pieces; piece++) {
      request.push(Buffer.alloc(size, "x"));
      if (piece % 1_000 === 0) await nextRound();
    }
    request.push(null);
  };

  test("comes in large chunks, whatever its pieces", async () => {
    const request = silent();
    const [sizes] = await Promise.all([all(bodyOf(request)), send(request, 10_000, 32)]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(320_000);
    expect(sizes.length).toBeLessThan(10);
  });

  test("comes in as many small pieces as it may, and in no more", async () => {
    const request = silent();
    const [sizes] = await Promise.all([all(bodyOf(request)), send(request, HTTP_LIMITS.smallPieces, 1)]);
    expect(sizes).toEqual([HTTP_LIMITS.smallPieces]);
    const dripping = silent();
    const reading = all(bodyOf(dripping));
    await Promise.all([
      expect(reading).rejects.toThrow("body: expected all of it, got a part"),
      send(dripping, HTTP_LIMITS.smallPieces + 1, HTTP_LIMITS.smallPieceBytes - 1),
    ]);
    expect(dripping.destroyed).toBe(true);
  });

  test("can be left half way, and what reads on gets the rest", async () => {
    const request = silent();
    const body = bodyOf(request);
    request.push(Buffer.alloc(100_000));
    request.push(Buffer.alloc(50_000));
    expect((await body.next()).value).toHaveLength(100_000);
    await body.return(undefined);
    request.push(null);
    const rest: Buffer[] = [];
    for await (const chunk of request) rest.push(chunk as Buffer);
    expect(Buffer.concat(rest)).toHaveLength(50_000);
  });
});

describe("the time of a body", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("is as long as it may be, and no longer", () => {
    const request = silent();
    limitBodyTime(request, HTTP_LIMITS.bodyMs);
    vi.advanceTimersByTime(HTTP_LIMITS.bodyMs - 1);
    expect(request.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(request.destroyed).toBe(true);
  });

  test("ends when its client is silent for as long, counted from the last piece", async () => {
    const request = silent();
    request.on("error", () => {});
    const body = bodyOf(request);
    const first = body.next();
    vi.advanceTimersByTime(HTTP_LIMITS.silenceMs - 1);
    request.push("a piece");
    await nextRound();
    vi.advanceTimersByTime(HTTP_LIMITS.silenceMs - 1);
    expect(request.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(request.destroyed).toBe(true);
    expect(String((await first).value)).toBe("a piece");
    await expect(body.next()).rejects.toThrow();
  });
});
