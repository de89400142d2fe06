import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { blocksOf } from "./arrange.ts";
import type { Block } from "./block.ts";
import { draftOfImages } from "./draft.ts";
import { findOwners, logImages, rawImages } from "./raw-images.ts";
import { hashKey, RowKeys } from "./row-key.ts";
import { listSegments, loadBlock } from "./segment-store.ts";
import type { SegmentOwner } from "./owner.ts";

/** A day on which segments and log say something else than the responses. */
interface Difference extends SegmentOwner {
  /** "YYYY-MM-DD" */
  readonly day: string;
  /** Responses of the day. */
  readonly responses: number;
  /** Rows that segments and log hold for it, those that went subtracted. Equal numbers: the contents differ. */
  readonly derived: number;
}

/**
 * Compares segments and log with the responses, all as they were at one moment, and returns the days that differ: none
 * when all is well.
 *
 * @param owners - whose; everybody's unless given
 *
 * Rows are compared by sums of 64-bit hashes of all that a summary can count.
 */
export async function verifySegments(
  db: Kysely<Database>,
  owners?: readonly SegmentOwner[],
): Promise<readonly Difference[]> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const differences: Difference[] = [];
      for (const owner of owners ?? (await findOwners(trx))) differences.push(...(await verifyOwner(trx, owner)));
      return differences;
    });
}

async function verifyOwner(trx: Kysely<Database>, owner: SegmentOwner): Promise<readonly Difference[]> {
  const keys = new RowKeys();
  const raw = new DaySums(keys);
  const derived = new DaySums(keys);
  for await (const images of rawImages(trx, owner)) for (const block of blocksOf(draftOfImages(images))) raw.add(block);
  for (const { id } of await listSegments(trx, owner)) derived.add(await loadBlock(trx, owner, id));
  for (const images of await logImages(trx, owner)) {
    for (const block of blocksOf(draftOfImages(images))) derived.add(block);
  }
  const days = [...new Set([...raw.days(), ...derived.days()])].sort((a, b) => a - b);
  return days
    .filter((day) => !raw.equals(derived, day))
    .map((day) => ({
      ...owner,
      day: new Date(day * 86_400_000).toISOString().slice(0, 10),
      responses: raw.rows(day),
      derived: derived.rows(day),
    }));
}

/** Number of rows and sum of the hashes of their keys, by day. */
class DaySums {
  readonly #keys: RowKeys;
  readonly #sums = new Map<number, Int32Array>();

  constructor(keys: RowKeys) {
    this.#keys = keys;
  }

  add(block: Block): void {
    const { days, ends, came } = block.runs;
    const keyOf = this.#keys.read(block);
    let row = 0;
    for (let run = 0; run < days.length; run++) {
      const day = days[run]!;
      const sums = this.#sums.get(day) ?? new Int32Array(3);
      this.#sums.set(day, sums);
      for (; row < ends[run]!; row++) {
        const sign = row < came ? 1 : -1;
        const key = keyOf(row);
        sums[0]! += sign;
        sums[1]! += Math.imul(sign, hashKey(key, 0x811c9dc5));
        sums[2]! += Math.imul(sign, hashKey(key, 0x9747b28c));
      }
    }
  }

  days(): Iterable<number> {
    return this.#sums.keys();
  }

  rows(day: number): number {
    return this.#sums.get(day)?.[0] ?? 0;
  }

  equals(other: DaySums, day: number): boolean {
    const [a, b] = [this.#sums.get(day), other.#sums.get(day)];
    return [0, 1, 2].every((i) => (a?.[i] ?? 0) === (b?.[i] ?? 0));
  }
}
