import { setImmediate } from "node:timers/promises";
import { blockOf } from "./arrange.ts";
import type { Block, RunColumn } from "./block.ts";
import { type Draft, draftOfBlock } from "./draft.ts";
import { RowKeys } from "./row-key.ts";

/** Without the pairs of a row that came and one that went and says the same; `null` when nothing is left. */
export async function cancelPairs(block: Block | null): Promise<Block | null> {
  if (block === null) return null;
  const { runs } = block;
  if (runs.came === 0 || runs.came === runs.rows) return block;
  const keyOf = textKeys(new RowKeys(), block);
  const days = daysThatWent(runs);
  const left = new Map<string, number>();
  await inTurns(rowsThatWent(runs, days), (row) => add(left, keyOf(row)));
  const stays = new Uint8Array(runs.rows).fill(1);
  await inTurns(rowsThatCame(runs, days), (row) => {
    if (take(left, keyOf(row))) stays[row] = 0;
  });
  // What is left over went without having come in this block; of equal rows it does not matter which.
  await inTurns(rowsThatWent(runs, days), (row) => {
    if (!take(left, keyOf(row))) stays[row] = 0;
  });
  return rowsThatStay(block, stays);
}

/** Rows between two looks at what else there is to do: some 8 ms. */
const TURN_ROWS = 4_096;

/** Visits rows without keeping the process from its other work for long. */
export async function inTurns(rows: Iterable<number>, visit: (row: number) => void): Promise<void> {
  let visited = 0;
  for (const row of rows) {
    if (visited++ % TURN_ROWS === 0) await setImmediate();
    visit(row);
  }
}

/** Some rows of a block as a block of their own. */
export function rowsThatStay(block: Block, stays: Uint8Array): Block | null {
  const listed = rowsOf(stays);
  if (listed.length === block.runs.rows) return block;
  const draft: Draft = draftOfBlock(block);
  return blockOf(draft, listed);
}

/** Keys as text, for maps. */
export function textKeys(keys: RowKeys, block: Block): (row: number) => string {
  const bytesOf = keys.read(block);
  return (row) => {
    const { buffer, byteOffset, byteLength } = bytesOf(row);
    return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  };
}

/** Rows that came on one of the days, in order. */
export const rowsThatCame = (runs: RunColumn, days: ReadonlySet<number>): Generator<number> =>
  rowsOnDays(runs, days, { from: 0, until: runs.came });

/** Rows that went on one of the days, in order. */
export const rowsThatWent = (runs: RunColumn, days: ReadonlySet<number>): Generator<number> =>
  rowsOnDays(runs, days, { from: runs.came, until: runs.rows });

function* rowsOnDays(
  { days, ends }: RunColumn,
  wanted: ReadonlySet<number>,
  { from, until }: { readonly from: number; readonly until: number },
): Generator<number> {
  let start = 0;
  for (let run = 0; run < days.length && start < until; run++) {
    if (start >= from && wanted.has(days[run]!)) for (let row = start; row < ends[run]!; row++) yield row;
    start = ends[run]!;
  }
}

/** Days of the rows that went. */
export function daysThatWent({ days, ends, came }: RunColumn): ReadonlySet<number> {
  const wanted = new Set<number>();
  for (let run = 0; run < days.length; run++) if (ends[run]! > came) wanted.add(days[run]!);
  return wanted;
}

/** Adds one of a key. */
export function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Takes one of a key, if there is one. */
export function take(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

function rowsOf(stays: Uint8Array): Int32Array {
  const rows = new Int32Array(stays.length);
  let count = 0;
  for (let row = 0; row < stays.length; row++) {
    rows[count] = row;
    count += stays[row]!;
  }
  return rows.subarray(0, count);
}
