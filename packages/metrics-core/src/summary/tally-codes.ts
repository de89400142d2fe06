import { MetricsError } from "../error.ts";
import { MARK } from "./mark.ts";
import { type Scale, scaleSize } from "./scale.ts";
import type { Tally } from "./tally.ts";
import { MAX_DIGITS, type WeightSums } from "./weight-sums.ts";

/** Integer weights of a column: `units[i]` × 10^−`places`. */
export interface WeightColumn {
  readonly units: ArrayLike<number>;
  readonly places: number;
}

/**
 * Counts a column of answers, one byte each: the index of the point on the scale, or a `MARK`.
 *
 * The fast path for stored columns: below 2 ns an answer. A byte that is neither a point nor a mark counts as invalid.
 *
 * @param weights - one whole number per answer, at least 0 and at most 2^53 − 1
 * @throws MetricsError `INPUT_MISMATCH` when weights and answers differ in number, `WEIGHT_INVALID`
 * @example
 * tallyOfCodes(ZERO_TO_TEN, new Uint8Array([10, 9, 3, 255])).unanswered // => { missing: 1, notApplicable: 0, invalid: 0 }
 */
export function tallyOfCodes(scale: Scale, codes: Uint8Array, weights?: WeightColumn): Tally {
  const counts = countBytes(codes);
  const size = scaleSize(scale);
  let invalid = 0;
  for (let code = size; code < MARK.NOT_APPLICABLE; code++) invalid += counts[code]!;
  return {
    scale,
    n: Array.from(counts.subarray(0, size)),
    weights: weights === undefined ? null : weighBytes(codes, weights, size),
    unanswered: { missing: counts[MARK.MISSING]!, notApplicable: counts[MARK.NOT_APPLICABLE]!, invalid },
  };
}

/** Columns shorter than this are counted byte by byte; clearing the table of pairs would cost more. */
const PAIRS_FROM = 1 << 17;
/** Rows counted into 32-bit counters before they are read out. */
const CHUNK = 1 << 30;

/** How often each byte value stands in a column. Two bytes a look-up, because one counter per pair halves the memory traffic. */
export function countBytes(codes: Uint8Array): Float64Array {
  const counts = new Float64Array(256);
  if (codes.length < PAIRS_FROM || codes.byteOffset % 2 === 1) {
    for (let from = 0; from < codes.length; from += CHUNK)
      countSingly(codes, from, Math.min(codes.length, from + CHUNK), counts);
    return counts;
  }
  const pairs = new Uint16Array(codes.buffer, codes.byteOffset, codes.length >> 1);
  const table = new Uint32Array(65_536);
  for (let from = 0; from < pairs.length; from += CHUNK) {
    const until = Math.min(pairs.length, from + CHUNK);
    table.fill(0);
    for (let i = from; i < until; i++) table[pairs[i]!]!++;
    for (let pair = 0; pair < 65_536; pair++) {
      const n = table[pair]!;
      if (n === 0) continue;
      counts[pair & 255]! += n;
      counts[pair >> 8]! += n;
    }
  }
  countSingly(codes, pairs.length * 2, codes.length, counts);
  return counts;
}

function countSingly(codes: Uint8Array, from: number, until: number, counts: Float64Array): void {
  const table = new Uint32Array(256);
  for (let i = from; i < until; i++) table[codes[i]!]!++;
  for (let code = 0; code < 256; code++) counts[code]! += table[code]!;
}

/** Doubles hold sums of squares exactly up to here. */
const EXACT = Number.MAX_SAFE_INTEGER;

function weighBytes(codes: Uint8Array, { units, places }: WeightColumn, size: number): WeightSums {
  if (units.length !== codes.length) {
    throw new MetricsError("INPUT_MISMATCH", `tallyOfCodes: expected ${codes.length} weights, got ${units.length}`, {
      answers: codes.length,
      weights: units.length,
    });
  }
  if (!Number.isInteger(places) || places < 0 || places > MAX_DIGITS) {
    throw new MetricsError("WEIGHT_INVALID", `weights: expected 0 to ${MAX_DIGITS} places, got ${places}`, { places });
  }
  let largest = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    if (!Number.isSafeInteger(unit) || unit < 0) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `weights: expected a whole number of 0 or more units, got ${unit} at ${i}`,
        { row: i },
      );
    }
    if (unit > largest) largest = unit;
  }
  const w = new Array<bigint>(size).fill(0n);
  const ww = new Array<bigint>(size).fill(0n);
  // As many rows as cannot leave the exact range go through doubles before they are added to the big sums.
  const rows = Math.floor(EXACT / Math.max(1, largest * largest));
  if (rows < 1) {
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code >= size) continue;
      const unit = BigInt(units[i]!);
      w[code]! += unit;
      ww[code]! += unit * unit;
    }
    return { places, w, ww };
  }
  const partW = new Float64Array(256);
  const partWw = new Float64Array(256);
  for (let from = 0; from < codes.length; from += rows) {
    const until = Math.min(codes.length, from + rows);
    for (let i = from; i < until; i++) {
      const code = codes[i]!;
      const unit = units[i]!;
      partW[code]! += unit;
      partWw[code]! += unit * unit;
    }
    for (let code = 0; code < size; code++) {
      w[code]! += BigInt(partW[code]!);
      ww[code]! += BigInt(partWw[code]!);
    }
    partW.fill(0);
    partWw.fill(0);
  }
  return { places, w, ww };
}
