import { MetricsError } from "../error.ts";
import { type AnswerColumn, type Answers, NO_ANSWER } from "./gram-answers.ts";
import { type Scale, scaleSize } from "./scale.ts";
import type { WeightColumn } from "./tally-codes.ts";

/** A stored column: one byte an answer, the index of the point on the scale or a `MARK`. */
export interface CodedColumn {
  readonly scale: Scale;
  readonly codes: Uint8Array;
}

/**
 * A table of answers from stored columns. What is no point of its scale (missing, not applicable, invalid) is no answer.
 *
 * A column of which every byte is a point or 255 is used as it stands, not copied.
 *
 * @throws MetricsError `INPUT_MISMATCH` when columns or weights differ in length
 * @example
 * answersOfCodes({ nps: { scale: ZERO_TO_TEN, codes: Uint8Array.of(9, 3, 255) } }).columns.get("nps")?.missing // => 1
 */
export function answersOfCodes(columns: Readonly<Record<string, CodedColumn>>, weights?: WeightColumn): Answers {
  const entries = Object.entries(columns);
  const length = entries[0]?.[1].codes.length ?? weights?.units.length ?? 0;
  const lengths = [
    ...entries.map(([name, { codes }]) => [name, codes.length] as const),
    ["weights", weights?.units.length ?? length] as const,
  ];
  for (const [name, got] of lengths) {
    if (got !== length)
      throw new MetricsError("INPUT_MISMATCH", `answersOfCodes: expected ${length} rows in ${name}, got ${got}`, {
        name,
        got,
      });
  }
  return {
    length,
    columns: new Map(entries.map(([name, column]) => [name, answerColumnOf(column)])),
    weights: weights === undefined ? null : { units: Float64Array.from(weights.units), places: weights.places },
  };
}

function answerColumnOf({ scale, codes }: CodedColumn): AnswerColumn {
  return {
    ...withGaps(codes, scaleSize(scale) - 1),
    offset: scale.min,
    step: scale.step,
    whole: Number.isInteger(scale.min) && Number.isInteger(scale.step),
  };
}

/** Codes above `top` are no answer; the same array where all of those are 255. */
export function withGaps(
  codes: Uint8Array,
  top: number,
): { readonly values: Uint8Array; readonly top: number; readonly missing: number } {
  const { missing, strays } = countGaps(codes, top + 1);
  return { values: strays === 0 ? codes : codes.map((code) => (code <= top ? code : NO_ANSWER)), top, missing };
}

interface Gaps {
  /** Codes that are no point. */
  readonly missing: number;
  /** Not 0 when any of them is another than 255. */
  readonly strays: number;
}

/** One in each byte of a word. */
const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;

// A batch of codes is copied into an array of this module, where the loop runs at twice the speed (see columns-kernel.ts).
const BATCH_WORDS = 4_096;
const WORDS = new Int32Array(BATCH_WORDS);
const BYTES = new Uint8Array(WORDS.buffer);

/** Four codes at a time, where points leave the highest bit free. */
function countGaps(codes: Uint8Array, size: number): Gaps {
  let missing = 0;
  let strays = 0;
  for (let from = 0; from < codes.length; from += BYTES.length) {
    const batch = codes.subarray(from, from + BYTES.length);
    BYTES.set(batch);
    BYTES.fill(0, batch.length); // 0 is a point of every scale
    const gaps = size <= 128 ? gapsInWords(size) : gapsInBytes(size);
    missing += gaps.missing;
    strays |= gaps.strays;
  }
  return { missing, strays };
}

function gapsInWords(size: number): Gaps {
  const beyond = Math.imul(ONES, 128 - size);
  let missing = 0;
  let strays = 0;
  for (let i = 0; i < BATCH_WORDS; i++) {
    const word = WORDS[i]!;
    const low = word & LOW_BITS;
    const high = (word >>> 7) & ONES;
    const gaps = high | (((low + beyond) >>> 7) & ONES);
    strays |= gaps ^ (high & ((low + ONES) >>> 7));
    missing += Math.imul(gaps, ONES) >>> 24;
  }
  return { missing, strays };
}

function gapsInBytes(size: number): Gaps {
  let missing = 0;
  let strays = 0;
  for (let i = 0; i < BYTES.length; i++) {
    const code = BYTES[i]!;
    if (code < size) continue;
    missing++;
    strays |= code ^ NO_ANSWER;
  }
  return { missing, strays };
}
