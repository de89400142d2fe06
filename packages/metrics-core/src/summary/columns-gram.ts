import { MetricsError } from "../error.ts";
import { GroupTree } from "./columns-groups.ts";
import { findGroups, isOneKey, takeBytesOf } from "./columns-kernel.ts";
import { type RowBatch, RowReader } from "./columns-rows.ts";
import type { RowBlock } from "./columns.ts";
import { gramOfProducts, productsOfBytes, type Written } from "./gram-bytes.ts";
import { gatherBytes } from "./gram-complete.ts";
import type { Gram } from "./gram.ts";
import { MARK } from "./mark.ts";
import { rowsByCode } from "./rows-by-code.ts";
import { type Scale, scaleSize } from "./scale.ts";

/** A question whose answers go together with those to others. */
export interface GramColumn {
  readonly name: string;
  readonly scale: Scale;
  /** Read the other way round: min + max − answer. */
  readonly reversed?: boolean;
}

/** A block with the answers to go together. Rows with weights are not for this: see `GroupedAnswers`. */
export interface GramBlock extends RowBlock {
  /** One column per question; `null`: nobody answered. */
  readonly answers: readonly (Uint8Array | null)[];
}

/** The Gram of one group. */
export interface GroupGram {
  readonly parts: readonly number[];
  readonly gram: Gram;
}

/**
 * How the answers of the same people go together, for all groups at once: the Gram of the rows that answered every question, batch by
 * batch, without gathering the people.
 *
 * @example
 * const grams = new GroupedGrams([{ name: "nps", scale: ZERO_TO_TEN }, { name: "wait", scale: ONE_TO_FIVE }], 0);
 * grams.add({
 *   ranges: [{ from: 0, until: 3, sign: 1, parts: [] }],
 *   keys: [],
 *   filters: [],
 *   answers: [new Uint8Array([10, 3, 9]), new Uint8Array([4, 1, 255])],
 * });
 * grams.groups()[0].gram.products // => [2, 13, 7, 109, 56, 29]
 */
export class GroupedGrams {
  readonly #columns: readonly GramColumn[];
  readonly #tree: GroupTree;
  readonly #reader: RowReader;
  readonly #written: readonly (Written & { readonly top: number })[];
  /** By group. */
  readonly #sums: GroupSums[] = [];

  /** @param depth - parts of a group: those of the ranges and one per key column */
  constructor(columns: readonly GramColumn[], depth: number) {
    this.#columns = columns;
    this.#written = columns.map(({ scale, reversed = false }) => ({
      top: scaleSize(scale) - 1,
      offset: reversed ? scale.max : scale.min,
      step: reversed ? -scale.step : scale.step,
      whole: Number.isInteger(scale.min) && Number.isInteger(scale.step),
    }));
    this.#tree = new GroupTree(depth);
    this.#reader = new RowReader(this.#tree);
  }

  /** @throws MetricsError `INPUT_MISMATCH` unless the block has one column per question */
  add(block: GramBlock): void {
    if (block.answers.length !== this.#columns.length) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `GroupedGrams: expected ${this.#columns.length} columns of answers, got ${block.answers.length}`,
      );
    }
    this.#reader.read(block, (batch) => this.#addBatch(batch, block));
  }

  /** The groups that have rows, in the order in which they turned up. */
  groups(): readonly GroupGram[] {
    const names = this.#columns.map(({ name }) => name);
    const found: GroupGram[] = [];
    for (const [group, { rows, products }] of this.#sums.entries()) {
      if (rows <= 0) continue;
      found.push({ parts: this.#tree.partsOf(group), gram: gramOfProducts(names, this.#written, products, rows) });
    }
    return found;
  }

  #addBatch(batch: RowBatch, { answers }: GramBlock): void {
    const { from, count, listed, sign, keys, groupOf } = batch;
    const codes = answers.map((column) => {
      if (column === null) return new Uint8Array(count).fill(MARK.MISSING);
      return listed ? takeBytesOf(batch, column).slice(0, count) : column.subarray(from, from + count);
    });
    if (isOneKey(keys)) {
      this.#addRows(groupOf(0), codes, count, sign);
      return;
    }
    const groups = findGroups(batch, keys, groupOf).subarray(0, count);
    const { rows, ends } = rowsByCode(groups, this.#tree.size);
    const sorted = codes.map((column) => gatherBytes(column, rows));
    for (let group = 0, start = 0; group < ends.length; group++) {
      const end = ends[group]!;
      if (end === start) continue;
      this.#addRows(
        group,
        sorted.map((column) => column.subarray(start, end)),
        end - start,
        sign,
      );
      start = end;
    }
  }

  /** Rows that were taken away take their products with them. */
  #addRows(group: number, codes: readonly Uint8Array[], rows: number, sign: 1 | -1): void {
    while (this.#sums.length <= group) {
      this.#sums.push({ rows: 0, products: new Float64Array((this.#columns.length + 1) ** 2) });
    }
    const sums = this.#sums[group]!;
    const products = productsOfBytes(
      this.#written.map((written, i) => ({ ...written, values: codes[i]! })),
      rows,
    );
    sums.rows += sign * rows;
    for (let at = 0; at < products.length; at++) sums.products[at]! += sign * products[at]!;
  }
}

/** What was summed up for one group. */
interface GroupSums {
  rows: number;
  readonly products: Float64Array;
}
