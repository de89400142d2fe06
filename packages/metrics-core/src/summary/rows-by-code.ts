import { MetricsError } from "../error.ts";

/** The rows of each code of a column, one code after the other, and where each ends. */
export interface RowsByCode {
  readonly rows: Uint16Array;
  readonly ends: Int32Array;
}

/** A row is written in two bytes. */
const MOST_ROWS = 65_536;

/**
 * The rows of each code of a column, in their order: for a filter that keeps few codes, which then need not be looked for. Takes two bytes
 * a row.
 *
 * @param values - codes are below this
 * @throws MetricsError `ARGUMENT_INVALID` for more than 65,536 rows, or a code that is not below `values`
 * @example
 * rowsByCode(Uint8Array.of(1, 0, 1), 2).rows // => [1, 0, 2]
 */
export function rowsByCode(codes: Uint8Array | Uint16Array | Int32Array, values: number): RowsByCode {
  if (codes.length > MOST_ROWS)
    throw new MetricsError("ARGUMENT_INVALID", `rowsByCode: expected at most ${MOST_ROWS} rows, got ${codes.length}`, {
      rows: codes.length,
    });
  const ends = new Int32Array(values);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= values)
      throw new MetricsError("ARGUMENT_INVALID", `rowsByCode: expected codes below ${values}, got ${code}`, { code });
    ends[code]!++;
  }
  const next = new Int32Array(values);
  for (let code = 1; code < values; code++) {
    next[code] = ends[code - 1]!;
    ends[code]! += ends[code - 1]!;
  }
  const rows = new Uint16Array(codes.length);
  for (let row = 0; row < codes.length; row++) rows[next[codes[row]!]!++] = row;
  return { rows, ends };
}
