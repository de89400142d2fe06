import { MetricsError } from "../error.ts";
import type { Codes, RowBlock } from "./columns.ts";
import { GroupTree } from "./columns-groups.ts";
import { type RowBatch, RowReader } from "./columns-rows.ts";
import { joinLimbs, ROWS_PER_SUM, trimWeightSums, type WeightCodes } from "./columns-weights.ts";
import { MARK } from "./mark.ts";
import { type Scale, scaleSize } from "./scale.ts";
import type { Tally } from "./tally.ts";
import { mergeWeightSums, type WeightSums } from "./weight-sums.ts";

/** A block with the answers to count. */
export interface CountedBlock extends RowBlock {
  /** One column per question; `null`: nobody answered. */
  readonly answers: readonly (Uint8Array | null)[];
  /** `null`: every row counts 1. */
  readonly weights: WeightCodes | null;
}

/** What was counted for one group. */
export interface CountedGroup {
  readonly parts: readonly number[];
  readonly responses: number;
  /** One per question, in their order. */
  readonly tallies: readonly Tally[];
}

/**
 * Tallies of several questions for all groups at once, from blocks of columns in any order.
 *
 * Sums are exact whatever the weights. A byte that is neither a point nor a mark counts as invalid.
 *
 * @example
 * const counter = new GroupedTallies([ZERO_TO_TEN], 1);
 * counter.add({
 *   ranges: [{ from: 0, until: 3, sign: 1, parts: [] }],
 *   keys: [{ codes: new Uint8Array([0, 1, 0]), parts: [7, 8] }],
 *   filters: [],
 *   answers: [new Uint8Array([10, 3, 255])],
 *   weights: null,
 * });
 * counter.groups().map(({ parts, responses }) => [parts, responses]) // => [[[7], 2], [[8], 1]]
 */
export class GroupedTallies {
  readonly #questions: readonly QuestionCounter[];
  readonly #tree: GroupTree;
  readonly #reader: RowReader;
  #responses = new Int32Array(64);
  #absent: Uint8Array = new Uint8Array(0);

  /** @param depth - parts of a group: those of the ranges and one per key column */
  constructor(scales: readonly Scale[], depth: number) {
    this.#questions = scales.map((scale) => new QuestionCounter(scale));
    this.#tree = new GroupTree(depth);
    this.#reader = new RowReader(this.#tree);
  }

  /** @throws MetricsError `INPUT_MISMATCH` unless the block has one column per question */
  add(block: CountedBlock): void {
    const { answers, weights } = block;
    if (answers.length !== this.#questions.length) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `GroupedTallies: expected ${this.#questions.length} columns of answers, got ${answers.length}`,
      );
    }
    for (const batch of this.#reader.read(block)) {
      this.#countResponses(batch);
      for (let q = 0; q < answers.length; q++) {
        this.#questions[q]!.add(batch, answers[q] ?? this.#noAnswers(batch), weights, this.#tree.size);
      }
    }
  }

  /** The groups that have responses, in the order in which they turned up. */
  groups(): readonly CountedGroup[] {
    const found: CountedGroup[] = [];
    for (let group = 0; group < this.#tree.size; group++) {
      const responses = this.#responses[group] ?? 0;
      if (responses === 0) continue;
      const tallies = this.#questions.map((question) => question.tally(group));
      found.push({ parts: this.#tree.partsOf(group), responses, tallies });
    }
    return found;
  }

  #countResponses({ sign, count, groups, group }: RowBatch): void {
    if (this.#tree.size > this.#responses.length) this.#responses = grown(this.#responses, this.#tree.size);
    const responses = this.#responses;
    if (groups === null) responses[group]! += sign * count;
    else for (let k = 0; k < count; k++) responses[groups[k]!]! += sign;
  }

  #noAnswers({ from, count, rows }: RowBatch): Uint8Array {
    const length = rows === null ? from + count : rows[count - 1]! + 1;
    if (length > this.#absent.length) this.#absent = new Uint8Array(Math.max(65_536, length)).fill(MARK.MISSING);
    return this.#absent;
  }
}

/** Cells of one question: per group one for each point, then invalid, not applicable and missing. */
class QuestionCounter {
  readonly #scale: Scale;
  readonly #size: number;
  readonly #width: number;
  /** The cell of every byte. */
  readonly #cellOf: Uint8Array;
  /** Rows that count 1, and rows with a weight. */
  #plain = new Int32Array(0);
  #weighed: Int32Array | null = null;
  /** By decimal places of the weights. */
  readonly #sums = new Map<number, CellSums>();
  readonly #cells = new Int32Array(8192);

  constructor(scale: Scale) {
    this.#scale = scale;
    this.#size = scaleSize(scale);
    this.#width = this.#size + 3;
    this.#cellOf = new Uint8Array(256).fill(this.#size);
    for (let point = 0; point < this.#size; point++) this.#cellOf[point] = point;
    this.#cellOf[MARK.NOT_APPLICABLE] = this.#size + 1;
    this.#cellOf[MARK.MISSING] = this.#size + 2;
  }

  add(batch: RowBatch, answers: Uint8Array, weights: WeightCodes | null, groups: number): void {
    const cells = groups * this.#width;
    if (weights === null) {
      if (cells > this.#plain.length) this.#plain = grown(this.#plain, cells);
      countAnswers(batch, answers, this.#cellOf, this.#width, this.#plain);
      return;
    }
    this.#weighed ??= new Int32Array(0);
    if (cells > this.#weighed.length) this.#weighed = grown(this.#weighed, cells);
    countAnswers(batch, answers, this.#cellOf, this.#width, this.#weighed);
    findCells(batch, answers, this.#cellOf, this.#width, this.#cells);
    const sums = this.#sums.get(weights.places) ?? new CellSums();
    this.#sums.set(weights.places, sums);
    sums.add(batch, this.#cells, weights, this.#weighed.length);
  }

  tally(group: number): Tally {
    const from = group * this.#width;
    const size = this.#size;
    const count = (cell: number): number => (this.#plain[from + cell] ?? 0) + (this.#weighed?.[from + cell] ?? 0);
    const n = Array.from({ length: size }, (_, point) => count(point));
    return {
      scale: this.#scale,
      n,
      weights: this.#weighed === null ? null : this.#weights(from, n),
      unanswered: { missing: count(size + 2), notApplicable: count(size + 1), invalid: count(size) },
    };
  }

  /** `null` when every answer of the group counts 1, as if its weights had not been given. */
  #weights(from: number, n: readonly number[]): WeightSums | null {
    const plain = n.map((_, point) => BigInt(this.#plain[from + point] ?? 0));
    let all: WeightSums = { places: 0, w: plain, ww: plain };
    for (const [places, sums] of this.#sums) {
      const part = {
        places,
        w: n.map((_, point) => sums.w(from + point)),
        ww: n.map((_, point) => sums.ww(from + point)),
      };
      all = mergeWeightSums(all, part);
    }
    const trimmed = trimWeightSums(all);
    const isUnit = n.every((count, point) => trimmed.w[point] === BigInt(count) && trimmed.ww[point] === BigInt(count));
    return isUnit && trimmed.places === 0 ? null : trimmed;
  }
}

/** Σ weight and Σ weight² per cell. */
class CellSums {
  readonly #w: Float64Array[] = [];
  readonly #ww: Float64Array[] = [];
  /** What was emptied from the limbs before they could overflow. */
  readonly #drained = { w: new Map<number, bigint>(), ww: new Map<number, bigint>() };
  #rows = 0;

  add(batch: RowBatch, cells: Int32Array, weights: WeightCodes, length: number): void {
    this.#rows += batch.count;
    if (this.#rows > ROWS_PER_SUM) {
      drain(this.#w, this.#drained.w);
      drain(this.#ww, this.#drained.ww);
      this.#rows = batch.count;
    }
    addLimbs(batch, cells, weights.codes, weights.limbs.w, this.#w, length);
    addLimbs(batch, cells, weights.codes, weights.limbs.ww, this.#ww, length);
  }

  w(cell: number): bigint {
    return joinLimbs(this.#w, cell) + (this.#drained.w.get(cell) ?? 0n);
  }

  ww(cell: number): bigint {
    return joinLimbs(this.#ww, cell) + (this.#drained.ww.get(cell) ?? 0n);
  }
}

function drain(limbs: readonly Float64Array[], into: Map<number, bigint>): void {
  for (let cell = 0; cell < (limbs[0]?.length ?? 0); cell++) {
    const sum = joinLimbs(limbs, cell);
    if (sum !== 0n) into.set(cell, (into.get(cell) ?? 0n) + sum);
  }
  for (const limb of limbs) limb.fill(0);
}

function grown<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

function countAnswers(
  { sign, from, count, rows, groups, group }: RowBatch,
  answers: Uint8Array,
  cellOf: Uint8Array,
  width: number,
  into: Int32Array,
): void {
  if (groups === null) {
    const bytes = new Int32Array(256);
    if (rows === null) for (let row = from; row < from + count; row++) bytes[answers[row]!]!++;
    else for (let k = 0; k < count; k++) bytes[answers[rows[k]!]!]!++;
    for (let byte = 0; byte < 256; byte++) into[group * width + cellOf[byte]!]! += sign * bytes[byte]!;
  } else if (rows === null) {
    for (let k = 0, row = from; k < count; k++, row++) {
      into[Math.imul(groups[k]!, width) + cellOf[answers[row]!]!]! += sign;
    }
  } else {
    for (let k = 0; k < count; k++) into[Math.imul(groups[k]!, width) + cellOf[answers[rows[k]!]!]!]! += sign;
  }
}

function findCells(
  { from, count, rows, groups, group }: RowBatch,
  answers: Uint8Array,
  cellOf: Uint8Array,
  width: number,
  into: Int32Array,
): void {
  for (let k = 0; k < count; k++) {
    const row = rows === null ? from + k : rows[k]!;
    into[k] = Math.imul(groups === null ? group : groups[k]!, width) + cellOf[answers[row]!]!;
  }
}

function addLimbs(
  { sign, from, count, rows }: RowBatch,
  cells: Int32Array,
  codes: Codes,
  limbs: readonly Float64Array[],
  sums: Float64Array[],
  length: number,
): void {
  for (let l = 0; l < limbs.length; l++) {
    const limb = limbs[l]!;
    const known = sums[l] ?? new Float64Array(length);
    const sum = known.length < length ? grown(known, length) : known;
    sums[l] = sum;
    if (codes === null) {
      const value = sign * limb[0]!;
      for (let k = 0; k < count; k++) sum[cells[k]!]! += value;
    } else if (rows === null) {
      for (let k = 0, row = from; k < count; k++, row++) sum[cells[k]!]! += sign * limb[codes[row]!]!;
    } else {
      for (let k = 0; k < count; k++) sum[cells[k]!]! += sign * limb[codes[rows[k]!]!]!;
    }
  }
}
