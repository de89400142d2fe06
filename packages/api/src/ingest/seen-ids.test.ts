import { fc, test as propertyTest } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { SeenIds } from "./seen-ids.ts";

const id = fc.oneof(fc.nat(20_000), fc.nat(Number.MAX_SAFE_INTEGER)).map(String);

propertyTest.prop([fc.array(id), fc.array(id)])("holds what was added, and nothing else", (added, others) => {
  const seen = new SeenIds();
  for (const one of added) seen.add(one);
  for (const one of [...added, ...others]) expect(seen.has(one)).toBe(added.includes(one));
});

test("says when it has no room, and still holds what it took", () => {
  const seen = new SeenIds(2);
  expect(seen.hasRoomFor(["1", "9000", "2"])).toBe(true);
  expect(seen.hasRoomFor(["1", "9000", "20000"])).toBe(false);
  for (const one of ["1", "9000", "20000"]) seen.add(one);
  expect(["1", "9000", "20000"].map((one) => seen.has(one))).toEqual([true, true, false]);
  expect(seen.hasRoomFor(["8191", "9001"])).toBe(true);
});
