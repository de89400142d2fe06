import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HTTP_LIMITS } from "../limits.ts";
import { bodyOf, limitBodyTime } from "./body.ts";

/** A request whose body is being sent by nobody. */
const silent = (): IncomingMessage => new IncomingMessage(new Socket());

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
    expect(String((await first).value)).toBe("a piece");
    const second = body.next().catch(() => "gone");
    vi.advanceTimersByTime(HTTP_LIMITS.silenceMs - 1);
    expect(request.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(request.destroyed).toBe(true);
    await second;
  });
});
