import { describe, expect, test } from "vitest";
import { ColumnCache } from "./column-cache.ts";

const column = (bytes: number) => ({ kind: "bytes", bytes: new Uint8Array(bytes) }) as const;

describe("ColumnCache", () => {
  test("knows a column, one that is known to be absent, and one that it has not seen", () => {
    const cache = new ColumnCache(10_000);
    const known = column(10);
    cache.set(1, "a", "slot:0", known);
    cache.set(1, "a", "weight", null);
    expect(cache.get(1, "a", "slot:0")).toBe(known);
    expect(cache.get(1, "a", "weight")).toBeNull();
    expect(cache.get(2, "a", "slot:0")).toBeUndefined();
    expect(cache.statistics()).toMatchObject({ columns: 2, hits: 2, misses: 1 });
  });

  test("drops what was used least recently, and never holds more than it may", () => {
    const cache = new ColumnCache(3_500);
    for (const id of ["a", "b", "c"]) cache.set(1, id, "slot:0", column(1_000));
    cache.get(1, "a", "slot:0");
    cache.set(1, "d", "slot:0", column(1_000));
    expect(["a", "b", "c", "d"].filter((id) => cache.get(1, id, "slot:0") !== undefined)).toEqual(["a", "c", "d"]);
    cache.set(1, "e", "slot:0", column(1_000_000));
    expect(cache.statistics().bytes).toBeLessThanOrEqual(3_500);
    expect(cache.statistics().columns).toBe(0);
  });

  test("counts a column once that is put in twice", () => {
    const cache = new ColumnCache(10_000);
    cache.set(1, "a", "slot:0", column(100));
    const { bytes } = cache.statistics();
    cache.set(1, "a", "slot:0", column(100));
    expect(cache.statistics().bytes).toBe(bytes);
  });
});
