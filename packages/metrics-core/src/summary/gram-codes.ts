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
  let [top, missing, strays] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < size) {
      if (code > top) top = code;
    } else {
      missing++;
      if (code !== NO_ANSWER) strays++;
    }
  }
  const values = strays === 0 ? codes : codes.map((code) => (code < size ? code : NO_ANSWER));
  return {
    values,
    offset: scale.min,
    step: scale.step,
    top,
    whole: Number.isInteger(scale.min) && Number.isInteger(scale.step),
    missing,
  };
}
