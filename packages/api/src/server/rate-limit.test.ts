import { describe, expect, test } from "vitest";
import { addressName, RateLimit } from "./rate-limit.ts";

describe("RateLimit", () => {
  test("lets a minute's worth pass at once, then says how long to wait", () => {
    const limit = new RateLimit({ perMinute: 60 });
    for (let i = 0; i < 60; i++) expect(limit.take("a", 1000)).toBe(0);
    expect(limit.take("a", 1000)).toBe(1);
    expect(limit.take("a", 1999)).toBe(1);
    expect(limit.take("a", 2000)).toBe(0);
    expect(limit.take("a", 2000)).toBe(1);
  });

  test("lets as many pass as it says, however they are spread", () => {
    const limit = new RateLimit({ perMinute: 7 });
    let passed = 0;
    for (let at = 0; at < 10 * 60_000; at += 100) if (limit.take("a", at) === 0) passed++;
    expect(passed).toBeGreaterThanOrEqual(7 * 10);
    expect(passed).toBeLessThanOrEqual(7 * 11);
  });

  test("does not count what it refuses, and tells a time that holds", () => {
    const limit = new RateLimit({ perMinute: 2 });
    limit.take("a", 0);
    limit.take("a", 0);
    for (let i = 0; i < 100; i++) expect(limit.take("a", 0)).toBe(30);
    expect(limit.take("a", 30_000)).toBe(0);
  });

  test("counts each name by itself", () => {
    const limit = new RateLimit({ perMinute: 1 });
    expect([limit.take("a", 0), limit.take("b", 0), limit.take("a", 0)]).toEqual([0, 0, 60]);
  });

  test("keeps no more names than it may, the last ones", () => {
    const limit = new RateLimit({ perMinute: 1, names: 2 });
    for (const name of ["a", "b", "c"]) limit.take(name, 0);
    expect([limit.take("c", 0), limit.take("b", 0), limit.take("a", 0)]).toEqual([60, 60, 0]);
  });

  test("can be off", () => {
    const limit = new RateLimit({ perMinute: 0 });
    for (let i = 0; i < 1000; i++) expect(limit.take("a", 0)).toBe(0);
  });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:DB8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:db8:1:2::", "2001:db8:1:2"],
  ["::1", "0:0:0:0"],
  [undefined, "unknown"],
])("the name of the address %s is %s", (address, name) => {
  expect(addressName(address)).toBe(name);
});
