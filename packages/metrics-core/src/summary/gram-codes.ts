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
  const size = scaleSize(scale);
  const { missing, strays } = countGaps(codes, size);
  return {
    values: strays ? codes.map((code) => (code < size ? code : NO_ANSWER)) : codes,
    offset: scale.min,
    step: scale.step,
    top: size - 1,
    whole: Number.isInteger(scale.min) && Number.isInteger(scale.step),
    missing,
  };
}

interface Gaps {
  /** Codes that are no point. */
  readonly missing: number;
  /** Whether any of them is another than 255. */
  readonly strays: boolean;
}

/** One in each byte of a word. */
const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;

/** Four codes at a time, where they start on a whole word and points leave the highest bit free. */
function countGaps(codes: Uint8Array, size: number): Gaps {
  const words = codes.byteOffset % 4 === 0 && size <= 128 ? codes.length >> 2 : 0;
  const head = new Int32Array(codes.buffer, words === 0 ? 0 : codes.byteOffset, words);
  const beyond = Math.imul(ONES, 128 - size);
  let missing = 0;
  let strays = 0;
  for (let i = 0; i < words; i++) {
    const low = head[i]! & LOW_BITS;
    const high = (head[i]! >>> 7) & ONES;
    const gaps = high | (((low + beyond) >>> 7) & ONES);
    strays |= gaps ^ (high & ((low + ONES) >>> 7));
    missing += Math.imul(gaps, ONES) >>> 24;
  }
  for (let row = 4 * words; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < size) continue;
    missing++;
    strays |= code ^ NO_ANSWER;
  }
  return { missing, strays: strays !== 0 };
}
