import { expect, test } from "vitest";
import { GatheredBytes } from "./gathered-bytes.ts";

test("gathers pieces of any size", () => {
  const pieces = ["", "a", "bc", "d".repeat(20), "", "e".repeat(5_000)].map((text) => Buffer.from(text));
  const gathered = new GatheredBytes();
  expect(gathered.all()).toEqual(Buffer.alloc(0));
  for (const piece of pieces) gathered.add(piece);
  expect(gathered.length).toBe(5_023);
  expect(gathered.all()).toEqual(Buffer.concat(pieces));
});

test("keeps no piece: who sent it may use it again", () => {
  const piece = Buffer.from("a");
  const gathered = new GatheredBytes();
  gathered.add(piece);
  piece[0] = 0;
  expect(gathered.all().toString()).toBe("a");
});
