import { MetricsError } from "../error.ts";
import { GroupTree } from "./columns-groups.ts";
import { findGroups, isOneKey, takeBytesOf, takeCodes, takenCodes } from "./columns-kernel.ts";
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
  readonly #came: Piece[] = [];
  readonly #went: Piece[] = [];

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
      (batch.sign > 0 ? this.#came : this.#went).push(pieceOf(batch, block));
    });
  }

  /** The groups that have rows, in the order in which they turned up. */
  groups(): readonly GatheredGroup[] {
    const [came, went] = [this.#came, this.#went].map((pieces) => gather(pieces, this.#tree.size, this.#questions));
    const found: GatheredGroup[] = [];
    for (const [group, rows] of came!.entries()) {
      if (rows.count === 0) continue;
      const left = rows.without(went![group]!);
      if (left.rows > 0) found.push({ parts: this.#tree.partsOf(group), ...left });
    }
    return found;
  }
}

/** The rows of a batch. */
interface Piece {
  readonly count: number;
  /** That of each row, or of all of them. */
  readonly groups: Int32Array | number;
  readonly answers: readonly (Uint8Array | null)[];
  readonly weights: Int32Array | null;
}

function pieceOf(batch: RowBatch, { answers, weights }: GatheredBlock): Piece {
  const { from, count, listed, keys, groupOf } = batch;
  return {
    count,
    groups: isOneKey(keys) ? groupOf(0) : findGroups(batch, keys, groupOf).slice(0, count),
    answers: answers.map((column) => {
      if (column === null) return null;
      return listed ? takeBytesOf(batch, column).slice(0, count) : column.subarray(from, from + count);
    }),
    weights: weights === null ? null : numbersOf(batch, weights),
  };
}

function numbersOf(batch: RowBatch, { codes, numbers }: NonNullable<GatheredBlock["weights"]>): Int32Array {
  takeCodes(batch, codes);
  const taken = takenCodes();
  const found = new Int32Array(batch.count);
  for (let k = 0; k < found.length; k++) found[k] = numbers[taken[k]!]!;
  return found;
}

/** The rows of all pieces by group, in columns of just the length that they need. */
function gather(pieces: readonly Piece[], groups: number, questions: number): readonly Gathered[] {
  const counts = new Int32Array(groups);
  for (const piece of pieces) {
    if (typeof piece.groups === "number") counts[piece.groups]! += piece.count;
    else for (let k = 0; k < piece.count; k++) counts[piece.groups[k]!]!++;
  }
  const gathered = Array.from(counts, (count) => new Gathered(count, questions));
  const filled = new Int32Array(groups);
  for (const piece of pieces) {
    if (typeof piece.groups === "number") {
      gathered[piece.groups]!.set(piece, filled[piece.groups]!);
      filled[piece.groups]! += piece.count;
    } else scatter(piece, piece.groups, gathered, filled);
  }
  return gathered;
}

function scatter(piece: Piece, groups: Int32Array, gathered: readonly Gathered[], filled: Int32Array): void {
  const places = groups.map((group) => filled[group]!++);
  for (const [q, bytes] of piece.answers.entries()) {
    for (let k = 0; k < places.length; k++) {
      gathered[groups[k]!]!.answers[q]![places[k]!] = bytes === null ? MARK.MISSING : bytes[k]!;
    }
  }
  if (piece.weights === null) return;
  for (let k = 0; k < places.length; k++) gathered[groups[k]!]!.weightsToFill()[places[k]!] = piece.weights[k]!;
}

/** Rows of one group. */
class Gathered {
  readonly count: number;
  readonly answers: readonly Uint8Array[];
  #weights: Int32Array | null = null;

  constructor(count: number, questions: number) {
    this.count = count;
    this.answers = Array.from({ length: questions }, () => new Uint8Array(count));
  }

  weightsToFill(): Int32Array {
    this.#weights ??= new Int32Array(this.count);
    return this.#weights;
  }

  set({ count, answers, weights }: Piece, place: number): void {
    for (const [q, bytes] of answers.entries()) {
      if (bytes === null) this.answers[q]!.fill(MARK.MISSING, place, place + count);
      else this.answers[q]!.set(bytes, place);
    }
    if (weights !== null) this.weightsToFill().set(weights, place);
  }

  without(went: Gathered): Omit<GatheredGroup, "parts"> {
    if (went.count === 0) return { rows: this.count, answers: this.answers, weights: this.#weights };
    const gone = new Map<string, number>();
    for (let row = 0; row < went.count; row++) gone.set(went.#key(row), (gone.get(went.#key(row)) ?? 0) + 1);
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      const key = this.#key(row);
      const left = gone.get(key) ?? 0;
      if (left > 0) gone.set(key, left - 1);
      else this.#move(row, kept++);
    }
    return {
      rows: kept,
      answers: this.answers.map((column) => column.slice(0, kept)),
      weights: this.#weights?.slice(0, kept) ?? null,
    };
  }

  #key(row: number): string {
    return String.fromCharCode(...this.answers.map((column) => column[row]!)) + String(this.#weights?.[row] ?? 0);
  }

  #move(row: number, to: number): void {
    for (const column of this.answers) column[to] = column[row]!;
    if (this.#weights !== null) this.#weights[to] = this.#weights[row]!;
  }
}
