import { MetricsError } from "../error.ts";

/** Categories as small numbers: `labels[code]` is the category of a row, `missing` the code of a row that has none. */
export interface CodedCategories {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly labels: readonly string[];
  readonly missing?: number;
}

/** One categorical value a row: text with `null` or `undefined` for a missing value, or codes (faster). */
export type CategoryColumn = readonly (string | null | undefined)[] | CodedCategories;

/** A column as numbers. The labels start with those asked for; -1 is a missing value. */
export interface EncodedColumn {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

/** Code of a row without a value. */
export const MISSING = -1;

/**
 * Numbers the categories of a column: first the known ones in their own order, then every other one as it is met. So the
 * numbers of known categories do not depend on the order of the rows.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a code that has no label
 */
export function encodeCategories(where: string, column: CategoryColumn, known: readonly string[]): EncodedColumn {
  const labels = [...known];
  const codeOf = new Map(known.map((label, code) => [label, code]));
  const numberOf = (label: string): number => {
    const code = codeOf.get(label);
    if (code !== undefined) return code;
    codeOf.set(label, labels.length);
    labels.push(label);
    return labels.length - 1;
  };
  if ("codes" in column) return { codes: recode(where, column, column.labels.map(numberOf)), labels };
  // A plain loop: `Int32Array.from` with a function goes through an iterator and takes several times as long.
  const codes = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const label = column[row];
    codes[row] = label === null || label === undefined ? MISSING : numberOf(label);
  }
  return { codes, labels };
}

function recode(where: string, column: CodedCategories, newCodes: readonly number[]): Int32Array {
  const { codes, missing } = column;
  const table = Int32Array.from(newCodes);
  const recoded = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code === missing) recoded[row] = MISSING;
    else if (code < table.length) recoded[row] = table[code]!;
    else {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `${where}: expected codes below ${table.length}, got ${code} in row ${row}`,
        {
          row,
          code,
          labels: table.length,
        },
      );
    }
  }
  return recoded;
}

/** How many rows a column has. */
export function rowsOf(column: CategoryColumn): number {
  return "codes" in column ? column.codes.length : column.length;
}
