import { blockOf } from "./arrange.ts";
import type { Block, RunColumn } from "./block.ts";
import { type Draft, draftOfBlock } from "./draft.ts";
import { RowKeys } from "./row-key.ts";

/** Without the pairs of a row that came and one that went and says the same; `null` when nothing is left. */
export function cancelPairs(block: Block | null): Block | null {
  if (block === null) return null;
  const { rows, came } = block.runs;
  if (came === 0 || came === rows) return block;
  const keyOf = textKeys(new RowKeys(), block);
  const left = new Map<string, number>();
  for (let row = came; row < rows; row++) add(left, keyOf(row), 1);
  const stays = new Uint8Array(rows).fill(1);
  for (const row of rowsOnDays(block.runs, daysThatWent(block.runs))) {
    if (take(left, keyOf(row))) stays[row] = 0;
  }
  // What is left over went without having come in this block; of equal rows it does not matter which.
  for (let row = came; row < rows; row++) stays[row] = take(left, keyOf(row)) ? 1 : 0;
  return rowsThatStay(block, stays);
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
export function* rowsOnDays({ days, ends, came }: RunColumn, wanted: ReadonlySet<number>): Generator<number> {
  let from = 0;
  for (let run = 0; run < days.length && from < came; run++) {
    if (wanted.has(days[run]!)) for (let row = from; row < ends[run]!; row++) yield row;
    from = ends[run]!;
  }
}

/** Days of the rows that went. */
export function daysThatWent({ days, ends, came }: RunColumn): ReadonlySet<number> {
  const wanted = new Set<number>();
  for (let run = 0; run < days.length; run++) if (ends[run]! > came) wanted.add(days[run]!);
  return wanted;
}

export function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
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
