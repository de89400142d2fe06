import { describe, expect, test } from "vitest";
import { isOwnHost } from "./own-host.ts";

describe("isOwnHost", () => {
  test.each(["127.0.0.1:4000", "localhost", "LOCALHOST:4000", "[::1]:4000"])(
    "takes %s on a loopback address",
    (header) => {
      expect(isOwnHost("127.0.0.1", header)).toBe(true);
    },
  );

  test.each(["evil.example", "evil.example:4000", "127.0.0.1.evil.example", "localhost@evil.example", "", undefined])(
    "refuses %s there",
    (header) => {
      expect(isOwnHost("127.0.0.1", header)).toBe(false);
    },
  );

  test("takes any name on an address that others can reach", () => {
    expect(isOwnHost("0.0.0.0", "klik.example")).toBe(true);
  });
});
