import { MetricsError } from "../error.ts";
import { CellCounter } from "./columns-cells.ts";
import { GroupTree } from "./columns-groups.ts";
import { RowReader } from "./columns-rows.ts";
import { trimWeightSums, type WeightCodes } from "./columns-weights.ts";
import type { RowBlock } from "./columns.ts";
import { MARK } from "./mark.ts";
import { type Scale, scaleSize } from "./scale.ts";
import type { Tally } from "./tally.ts";
import type { WeightSums } from "./weight-sums.ts";

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
  readonly #scales: readonly Scale[];
  /** One per question; without questions one that counts responses. */
  readonly #counters: readonly CellCounter[];
  readonly #tree: GroupTree;
  readonly #reader: RowReader;
  #absent = new Uint8Array(0);

  /** @param depth - parts of a group: those of the ranges and one per key column */
  constructor(scales: readonly Scale[], depth: number) {
    this.#scales = scales;
    this.#counters =
      scales.length === 0
        ? [new CellCounter(new Uint8Array(256), 1)]
        : scales.map((scale) => new CellCounter(cellsOf(scale), scaleSize(scale) + UNANSWERED));
    this.#tree = new GroupTree(depth);
    this.#reader = new RowReader(this.#tree);
  }

  /** @throws MetricsError `INPUT_MISMATCH` unless the block has one column per question */
  add(block: CountedBlock): void {
    if (block.answers.length !== this.#scales.length) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `GroupedTallies: expected ${this.#scales.length} columns of answers, got ${block.answers.length}`,
      );
    }
    const weights = this.#scales.length === 0 ? null : block.weights;
    const counters = this.#counters;
    this.#reader.read(block, (batch) => {
      for (let q = 0; q < counters.length; q++) {
        counters[q]!.add(batch, block.answers[q] ?? this.#noAnswers(block), weights);
      }
    });
  }

  /** The groups that have responses, in the order in which they turned up. */
  groups(): readonly CountedGroup[] {
    const found: CountedGroup[] = [];
    for (let group = 0; group < this.#tree.size; group++) {
      const responses = this.#responses(group);
      if (responses === 0) continue;
      const tallies = this.#scales.map((scale, q) => tallyIn(this.#counters[q]!, scale, group));
      found.push({ parts: this.#tree.partsOf(group), responses, tallies });
    }
    return found;
  }

  /** Every response is in one cell of each question. */
  #responses(group: number): number {
    const counter = this.#counters[0]!;
    let sum = 0;
    for (let cell = 0; cell < counter.width; cell++) sum += counter.rows(group, cell);
    return sum;
  }

  #noAnswers({ ranges }: RowBlock): Uint8Array {
    const length = ranges.reduce((most, { until }) => Math.max(most, until), 0);
    if (length > this.#absent.length) this.#absent = new Uint8Array(Math.max(65_536, length)).fill(MARK.MISSING);
    return this.#absent;
  }
}

/** Cells behind those of the points: invalid, not applicable, missing. */
const UNANSWERED = 3;

/** The cell of every byte. */
function cellsOf(scale: Scale): Uint8Array {
  const size = scaleSize(scale);
  const cells = new Uint8Array(256).fill(size);
  for (let point = 0; point < size; point++) cells[point] = point;
  cells[MARK.NOT_APPLICABLE] = size + 1;
  cells[MARK.MISSING] = size + 2;
  return cells;
}

function tallyIn(counter: CellCounter, scale: Scale, group: number): Tally {
  const size = scaleSize(scale);
  const n = new Array<number>(size);
  for (let point = 0; point < size; point++) n[point] = counter.rows(group, point);
  return {
    scale,
    n,
    weights: unlessUnit(counter.weights(group, size), n),
    unanswered: {
      missing: counter.rows(group, size + 2),
      notApplicable: counter.rows(group, size + 1),
      invalid: counter.rows(group, size),
    },
  };
}

/** `null` when every answer counts 1, as if its weights had not been given. */
function unlessUnit(sums: WeightSums | null, n: readonly number[]): WeightSums | null {
  if (sums === null) return null;
  const trimmed = trimWeightSums(sums);
  const isUnit = n.every((count, point) => trimmed.w[point] === BigInt(count) && trimmed.ww[point] === BigInt(count));
  return isUnit && trimmed.places === 0 ? null : trimmed;
}
