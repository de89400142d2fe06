import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("lets so many work at a time, in the order in which they came, also after one that failed", async () => {
  const turns = new Turns(2);
  let working = 0;
  let most = 0;
  const begun: number[] = [];
  const work = Array.from({ length: 7 }, (_, index) =>
    turns.run(async () => {
      begun.push(index);
      most = Math.max(most, ++working);
      await sleep(5);
      working--;
      if (index === 1) throw new Error("failed");
      return index;
    }),
  );
  const results = await Promise.allSettled(work);
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true, true]);
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
