import { MetricsError } from "../error.ts";
import { GroupTree } from "./columns-groups.ts";
import { findGroups, takeBytesOf, takeCodes, takenCodes } from "./columns-kernel.ts";
import { type RowBatch, RowReader } from "./columns-rows.ts";
import type { Codes, RowBlock } from "./columns.ts";
import { MARK } from "./mark.ts";

/** A block with the answers to gather. */
export interface GatheredBlock extends RowBlock {
  /** One column per question; `null`: nobody answered. */
  readonly answers: readonly (Uint8Array | null)[];
  /** The weight of a row is `numbers[code]`, a number that the caller gives to it in all blocks; `null`: 0 in every row. */
  readonly weights: { readonly codes: Codes; readonly numbers: ArrayLike<number> } | null;
}

/** The rows of one group, in no particular order; all columns in the same. */
export interface GatheredGroup {
  readonly parts: readonly number[];
  readonly rows: number;
  /** One column per question, in their order. */
  readonly answers: readonly Uint8Array[];
  /** `null`: 0 in every row. */
  readonly weights: Int32Array | null;
}

/**
 * The answers of every person side by side, for all groups at once: for what a histogram cannot tell. Rows that were taken
 * away are left out, with one of those that hold the same.
 *
 * @example
 * const gathered = new GroupedAnswers(2, 0);
 * gathered.add({
 *   ranges: [{ from: 0, until: 2, sign: 1, parts: [] }],
 *   keys: [],
 *   filters: [],
 *   answers: [new Uint8Array([10, 3]), null],
 *   weights: null,
 * });
 * gathered.groups()[0].answers.map((column) => [...column]) // => [[10, 3], [255, 255]]
 */
export class GroupedAnswers {
  readonly #questions: number;
  readonly #tree: GroupTree;
  readonly #reader: RowReader;
  readonly #came: Gathered[] = [];
  readonly #went: Gathered[] = [];

  /** @param depth - parts of a group: those of the ranges and one per key column */
  constructor(questions: number, depth: number) {
    this.#questions = questions;
    this.#tree = new GroupTree(depth);
    this.#reader = new RowReader(this.#tree);
  }

  /** @throws MetricsError `INPUT_MISMATCH` unless the block has one column per question */
  add(block: GatheredBlock): void {
    if (block.answers.length !== this.#questions) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `GroupedAnswers: expected ${this.#questions} columns of answers, got ${block.answers.length}`,
      );
    }
    this.#reader.read(block, (batch) => {
      const into = batch.sign > 0 ? this.#came : this.#went;
      if (batch.keyKind === "none") this.#addTogether(into, batch, block);
      else this.#addOneByOne(into, batch, block);
    });
  }

  /** All rows of the batch are of one group. */
  #addTogether(into: Gathered[], batch: RowBatch, { answers, weights }: GatheredBlock): void {
    const gathered = this.#gathered(into, batch.groupOf(0));
    const place = gathered.makeRoom(batch.count);
    for (let q = 0; q < this.#questions; q++) {
      const column = answers[q];
      // Room is made of missing answers.
      if (column !== null && column !== undefined) {
        gathered.answers[q]!.set(takeBytesOf(batch, column).subarray(0, batch.count), place);
      }
    }
    if (weights === null) return;
    takeCodes(batch, weights.codes);
    const taken = takenCodes();
    const numbers = gathered.weightsToFill();
    for (let k = 0; k < batch.count; k++) numbers[place + k] = weights.numbers[taken[k]!]!;
  }

  #addOneByOne(into: Gathered[], batch: RowBatch, { answers, weights }: GatheredBlock): void {
    const groups = findGroups(batch, batch.keyKind, batch.groupOf);
    const places = new Int32Array(batch.count);
    for (let k = 0; k < batch.count; k++) places[k] = this.#gathered(into, groups[k]!).makeRoom(1);
    for (let q = 0; q < this.#questions; q++) {
      const column = answers[q];
      if (column === null || column === undefined) continue;
      const bytes = takeBytesOf(batch, column);
      for (let k = 0; k < batch.count; k++) into[groups[k]!]!.answers[q]![places[k]!] = bytes[k]!;
    }
    if (weights === null) return;
    takeCodes(batch, weights.codes);
    const taken = takenCodes();
    for (let k = 0; k < batch.count; k++) {
      into[groups[k]!]!.weightsToFill()[places[k]!] = weights.numbers[taken[k]!]!;
    }
  }

  #gathered(into: Gathered[], group: number): Gathered {
    const known = into[group];
    if (known !== undefined) return known;
    const made = new Gathered(this.#questions);
    into[group] = made;
    return made;
  }

  /** The groups that have rows, in the order in which they turned up. */
  groups(): readonly GatheredGroup[] {
    const found: GatheredGroup[] = [];
    for (let group = 0; group < this.#tree.size; group++) {
      const came = this.#came[group];
      if (came === undefined) continue;
      const left = came.without(this.#went[group]);
      if (left.rows > 0) found.push({ parts: this.#tree.partsOf(group), ...left });
    }
    return found;
  }
}

/** Rows of one group, in columns that grow. */
class Gathered {
  #rows = 0;
  #room = 0;
  #weights: Int32Array | null = null;
  answers: Uint8Array[];

  constructor(questions: number) {
    this.answers = Array.from({ length: questions }, () => new Uint8Array(0));
  }

  /** Adds rows without answers and returns the place of the first. */
  makeRoom(count: number): number {
    const place = this.#rows;
    this.#rows += count;
    if (this.#rows > this.#room) this.#grow();
    return place;
  }

  weightsToFill(): Int32Array {
    this.#weights ??= new Int32Array(this.#room);
    return this.#weights;
  }

  #grow(): void {
    this.#room = Math.max(16, this.#rows, 2 * this.#room);
    if (this.#weights !== null) {
      const weights = new Int32Array(this.#room);
      weights.set(this.#weights);
      this.#weights = weights;
    }
    this.answers = this.answers.map((column) => {
      const larger = new Uint8Array(this.#room).fill(MARK.MISSING, column.length);
      larger.set(column);
      return larger;
    });
  }

  without(went: Gathered | undefined): Omit<GatheredGroup, "parts"> {
    if (went === undefined) return this.#first(this.#rows);
    const gone = new Map<string, number>();
    for (let row = 0; row < went.#rows; row++) gone.set(went.#key(row), (gone.get(went.#key(row)) ?? 0) + 1);
    let kept = 0;
    for (let row = 0; row < this.#rows; row++) {
      const key = this.#key(row);
      const left = gone.get(key) ?? 0;
      if (left > 0) gone.set(key, left - 1);
      else this.#move(row, kept++);
    }
    return this.#first(kept);
  }

  #key(row: number): string {
    return String.fromCharCode(...this.answers.map((column) => column[row]!)) + String(this.#weights?.[row] ?? 0);
  }

  #move(row: number, to: number): void {
    for (const column of this.answers) column[to] = column[row]!;
    if (this.#weights !== null) this.#weights[to] = this.#weights[row]!;
  }

  #first(rows: number): Omit<GatheredGroup, "parts"> {
    return {
      rows,
      answers: this.answers.map((column) => column.subarray(0, rows)),
      weights: this.#weights?.subarray(0, rows) ?? null,
    };
  }
}
