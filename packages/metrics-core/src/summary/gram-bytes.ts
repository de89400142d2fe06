import type { AnswerColumn } from "./gram-answers.ts";
import { withGaps } from "./gram-codes.ts";
import { completeValues, roomFor } from "./gram-complete.ts";
import { doubleProducts } from "./gram-doubles.ts";
import { type Gram, isExact } from "./gram.ts";
import { packedProducts, rowsPerFlush } from "./gram-kernel.ts";
import { type GappedColumn, simdProducts } from "./gram-simd.ts";

/** How the answers to a question are written as numbers: each is `offset + step × number`. */
export type Written = Pick<AnswerColumn, "offset" | "step" | "whole">;

/** A column of bytes of which those above `top` are no answers. */
type ByteColumn = GappedColumn & Written;

/**
 * Σ xᵢ·xⱼ of the bytes of complete rows, for all pairs of a column of ones and the columns: row-major, of which the half from the diagonal on
 * means something. Exact, so that products of parts may be added up.
 */
export function productsOfBytes(columns: readonly ByteColumn[], length: number): Float64Array {
  return simdProducts(columns, length) ?? productsInPortions(columns, length);
}

/** So many rows stay in the cache until they are summed. */
const PORTION_ROWS = 32_768;

function productsInPortions(columns: readonly ByteColumn[], length: number): Float64Array {
  const totals = new Float64Array((columns.length + 1) ** 2);
  const top = Math.max(0, ...columns.map((column) => column.top));
  const room = roomFor(
    columns.map(({ values }) => values),
    PORTION_ROWS,
  );
  for (let from = 0; from < length; from += PORTION_ROWS) {
    const rows = Math.min(PORTION_ROWS, length - from);
    const portion = columns.map((column) => ({
      ...column,
      ...withGaps(column.values.subarray(from, from + rows), column.top),
    }));
    const { values, index } = completeValues(
      { length: rows, columns: new Map(), weights: null },
      portion,
      undefined,
      room,
    );
    const n = index?.length ?? rows;
    const complete = [new Uint8Array(n).fill(1), ...(values as readonly Uint8Array[])]; // as the columns are
    const products = productsOfRows(complete, n, null, top);
    for (let at = 0; at < totals.length; at++) totals[at]! += products[at]!;
  }
  return totals;
}

/**
 * The same of rows without gaps, each counted `counts` times (null for once).
 *
 * @param top - no byte is larger
 */
export function productsOfRows(
  columns: readonly Uint8Array[],
  rows: number,
  counts: Int32Array | null,
  top: number,
): Float64Array {
  const flush = rowsPerFlush(columns.length, Math.max(1, top), largest(counts));
  if (flush > 0) return packedProducts(columns, rows, counts, flush);
  return doubleProducts(columns, rows, counts === null ? null : Float64Array.from(counts));
}

function largest(counts: Int32Array | null): number {
  let most = 1;
  if (counts !== null) for (let i = 0; i < counts.length; i++) if (counts[i]! > most) most = counts[i]!;
  return most;
}

/** The Gram of the products of bytes without weights. */
export function gramOfProducts(
  names: readonly string[],
  columns: readonly Written[],
  bytes: Float64Array,
  rows: number,
): Gram {
  const n = bytes[0]!;
  const { products, safe } = unscaled(bytes, columns);
  const exact = safe && columns.every(({ whole }) => whole);
  return { columns: names, rows, n, weightPlaces: 0, sumSquaredWeights: n, products, exact };
}

/** Products of answers from products of the numbers that they are written as; `safe` when they are certain to be exact for whole answers. */
export function unscaled(
  raw: Float64Array,
  columns: readonly Omit<Written, "whole">[],
): { readonly products: number[]; readonly safe: boolean } {
  const size = columns.length + 1;
  const products = new Array<number>((size * (size + 1)) / 2);
  for (let i = 0, at = 0; i < size; i++) {
    const { offset: a, step: b } = columns[i - 1] ?? ONES;
    for (let j = i; j < size; j++) {
      const { offset: c, step: d } = columns[j - 1] ?? ONES;
      products[at++] = a * c * raw[0]! + a * d * raw[j]! + (b * c * raw[i]! + b * d * raw[i * size + j]!);
    }
  }
  return { products, safe: isExact(largestPart(raw, columns)) };
}

const ONES = { offset: 0, step: 1 };

/** No sum on the way is larger: no product of two columns is larger than the larger of their squares. */
function largestPart(raw: Float64Array, columns: readonly Omit<Written, "whole">[]): number {
  const size = columns.length + 1;
  const factor = columns.reduce((most, { offset, step }) => Math.max(most, Math.abs(offset), Math.abs(step)), 1);
  let square = 0;
  for (let i = 0; i < size; i++) square = Math.max(square, raw[i * size + i]!);
  return 4 * factor * factor * square;
}
