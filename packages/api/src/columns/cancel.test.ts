import { MARK } from "@klik/metrics-core/columns";
import { expect, test } from "vitest";
import { blockOf } from "./arrange.ts";
import { cancelPairs } from "./cancel.ts";

test("pairs of many rows are cancelled without keeping the process from its other work", async () => {
  const rows = 60_000;
  const block = blockOf({
    rows,
    went: Uint8Array.from({ length: rows }, (_, row) => row % 2),
    days: Int32Array.from({ length: rows }, (_, row) => (row >> 1) % 2_000),
    codes: new Map(),
    slots: new Map([[0, new Uint8Array(rows).fill(MARK.INVALID)]]),
    weights: null,
  });
  let turns = 0;
  const count = (): void => void (turns++, (next = setImmediate(count)));
  let next = setImmediate(count);
  const left = await cancelPairs(block);
  clearImmediate(next);
  expect(left).toBeNull();
  expect(turns).toBeGreaterThan(20);
});
