import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import type { Block } from "./block.ts";
import { add, inTurns, rowsThatCame, rowsThatStay, rowsThatWent, take, textKeys } from "./cancel.ts";
import type { SegmentOwner } from "./owner.ts";
import { hashKey, RowKeys } from "./row-key.ts";
import {
  deleteSegments,
  insertSegment,
  listSegments,
  loadBlock,
  type StoredSegment,
  tryLock,
} from "./segment-store.ts";

/**
 * Cancels every row that went against the row that came, whatever segments they are in, and returns how many pairs: after
 * it nothing of an erased or corrected response is left in the segments. All in one transaction; 0 also when somebody
 * else changes segments of the organisation.
 *
 * A row that went before its segment held the row that came (that one is in the log still) stays for the next time.
 *
 * @param most - rows that went and are looked for at once: however many there are, memory holds the keys of no more
 */
export async function purge(db: Kysely<Database>, owner: SegmentOwner, most: number = PORTION_ROWS): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const segments = new OwnedSegments(trx, owner, await listSegments(trx, owner));
    let pairs = 0;
    for (const portion of portionsOf(await segments.wentByDay(), most)) pairs += await segments.cancel(portion);
    await segments.rewrite();
    return pairs;
  });
}

/** Their keys take some 25 MB. */
const PORTION_ROWS = 131_072;

/** Some of the rows: two that say the same are in the same portion. */
interface Portion {
  readonly days: ReadonlySet<number>;
  /** Of the rows of these days, those whose hash leaves `part` when divided by `parts`. */
  readonly part: number;
  readonly parts: number;
}

/**
 * Portions of about `most` rows that went, or fewer.
 *
 * @param went - how many rows went, by day
 */
export function portionsOf(went: ReadonlyMap<number, number>, most: number): readonly Portion[] {
  const portions: Portion[] = [];
  let days = new Set<number>();
  let rows = 0;
  for (const [day, count] of went) {
    if (rows > 0 && rows + count > most) {
      portions.push(...splitOf(days, rows, most));
      days = new Set();
      rows = 0;
    }
    days.add(day);
    rows += count;
  }
  return rows === 0 ? portions : [...portions, ...splitOf(days, rows, most)];
}

const splitOf = (days: ReadonlySet<number>, rows: number, most: number): readonly Portion[] => {
  const parts = Math.ceil(rows / most);
  return Array.from({ length: parts }, (_, part) => ({ days, part, parts }));
};

/** The segments of an owner, and which of their rows are cancelled. */
class OwnedSegments {
  readonly #trx: Kysely<Database>;
  readonly #owner: SegmentOwner;
  readonly #all: readonly StoredSegment[];
  readonly #keys = new RowKeys();
  /** A byte a row: 0 when it is cancelled. Segments without such a row are not here. */
  readonly #stays = new Map<string, Uint8Array>();

  constructor(trx: Kysely<Database>, owner: SegmentOwner, all: readonly StoredSegment[]) {
    this.#trx = trx;
    this.#owner = owner;
    this.#all = all;
  }

  /** How many rows went on each day. */
  async wentByDay(): Promise<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>();
    for await (const { block } of this.#load(this.#withRowsThatWent())) {
      const { days, ends, came } = block.runs;
      for (let run = 0, from = 0; run < days.length; from = ends[run++]!) {
        if (from >= came) counts.set(days[run]!, (counts.get(days[run]!) ?? 0) + ends[run]! - from);
      }
    }
    return counts;
  }

  /** Cancels the rows of a portion, and returns how many pairs. */
  async cancel(portion: Portion): Promise<number> {
    const left = new Map<string, number>();
    let pairs = 0;
    await this.#visit(this.#withRowsThatWent(), rowsThatWent, portion, (key) => {
      add(left, key);
      return true;
    });
    await this.#visit(this.#all, rowsThatCame, portion, (key) => !take(left, key));
    // What is left over went without having come; of equal rows it does not matter which.
    await this.#visit(this.#withRowsThatWent(), rowsThatWent, portion, (key) => {
      const stays = take(left, key);
      if (!stays) pairs++;
      return stays;
    });
    return pairs;
  }

  /** Stores the segments again that hold cancelled rows, without them. */
  async rewrite(): Promise<void> {
    for await (const { id, block } of this.#load(this.#all.filter((segment) => this.#stays.has(segment.id)))) {
      await deleteSegments(this.#trx, this.#owner, [id]);
      await insertSegment(this.#trx, this.#owner, rowsThatStay(block, this.#stays.get(id)!));
    }
  }

  /** Asks of each row of a portion that is not cancelled whether it stays. */
  async #visit(
    segments: readonly StoredSegment[],
    rowsOf: typeof rowsThatCame,
    { days, part, parts }: Portion,
    stays: (key: string) => boolean,
  ): Promise<void> {
    for await (const { id, block } of this.#load(segments)) {
      const keyOf = textKeys(this.#keys, block);
      const bytesOf = this.#keys.read(block);
      await inTurns(rowsOf(block.runs, days), (row) => {
        if (parts > 1 && (hashKey(bytesOf(row), 0) >>> 0) % parts !== part) return;
        if (stays(keyOf(row))) return;
        const all = this.#stays.get(id) ?? new Uint8Array(block.runs.rows).fill(1);
        all[row] = 0;
        this.#stays.set(id, all);
      });
    }
  }

  #withRowsThatWent(): readonly StoredSegment[] {
    return this.#all.filter(({ taken }) => taken > 0);
  }

  async *#load(segments: readonly StoredSegment[]): AsyncGenerator<{ readonly id: string; readonly block: Block }> {
    for (const { id } of segments) yield { id, block: await loadBlock(this.#trx, this.#owner, id) };
  }
}
