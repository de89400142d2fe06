import { MetricsError } from "../error.ts";
import { encodeCategories, type EncodedColumn, MISSING, rowsOf } from "./category-column.ts";
import { requireRows, weightsOrOnes } from "./require-weights.ts";
import { targetShares, type WeightingMargin } from "./targets.ts";

/**
 * What to do with a row that lacks a value in some margin: refuse, give it the weight 0, or let it keep its start weight
 * (scaled like everybody's to the total) while the other rows are fitted.
 */
export type MissingPolicy = "refuse" | "leave-out" | "keep-weight";

/** One margin of the collapsed table. */
export interface CellMargin {
  readonly name: string;
  /** Category names, in the order of the targets. */
  readonly labels: readonly string[];
  /** Target share per category; they sum to 1. */
  readonly shares: Float64Array;
  /** Category of each cell. */
  readonly categoryOf: Int32Array;
}

/** Rows collapsed to the combinations of categories that occur. Raking gives all rows of a cell the same factor. */
export interface MarginCells {
  readonly margins: readonly CellMargin[];
  /** Cell of each row, or -1 for a row that lacks a value. */
  readonly cellOf: Int32Array;
  /** Rows per cell. */
  readonly rows: Float64Array;
  /** Sum of the start weights per cell. */
  readonly startWeight: Float64Array;
  /** Start weights of the rows, checked. */
  readonly start: ArrayLike<number>;
  /** Rows that lack a value, and the sum of their start weights. */
  readonly missingRows: number;
  readonly missingWeight: number;
}

/** Above this many possible combinations a sorted set is used instead of a table with a place for each. */
const TABLE_LIMIT = 2 ** 22;

/**
 * Collapses rows to cells. Cells are numbered in the order of the targets, whatever the order of the rows.
 *
 * @throws MetricsError `ARGUMENT_INVALID` without margins, for a margin named twice, for invalid targets, or for a missing
 * value when `missing` is `refuse`; `INPUT_MISMATCH` when lengths differ or the sample has a category without target;
 * `TARGET_UNREACHABLE` for a target above 0 of a category without respondents; `WEIGHT_INVALID` for an invalid weight;
 * `NAME_UNKNOWN` for an unknown policy
 */
export function collapseToCells(
  where: string,
  margins: readonly WeightingMargin[],
  startWeights: ArrayLike<number> | undefined,
  missing: MissingPolicy,
): MarginCells {
  requireMargins(where, margins, missing);
  const n = rowsOf(margins[0]!.categories);
  for (const { name, categories } of margins) requireRows(where, `margin ${name}`, rowsOf(categories), n);
  const start = weightsOrOnes(where, startWeights, n);
  const shares = margins.map((margin) => targetShares(where, margin));
  const columns = margins.map((margin) => encodeCategories(where, margin.categories, Object.keys(margin.targets)));
  if (missing === "refuse") margins.forEach(({ name }, i) => refuseMissing(where, name, columns[i]!.codes));

  const { cellOf, count } = numberCells(columns);
  const rows = new Float64Array(count);
  const startWeight = new Float64Array(count);
  const firstRow = new Int32Array(count);
  let missingRows = 0;
  let missingWeight = 0;
  for (let row = 0; row < n; row++) {
    const cell = cellOf[row]!;
    if (cell === MISSING) {
      missingRows++;
      missingWeight += start[row]!;
      continue;
    }
    rows[cell] = rows[cell]! + 1;
    startWeight[cell] = startWeight[cell]! + start[row]!;
    firstRow[cell] = row;
  }
  const cellMargins = margins.map(({ name }, i): CellMargin => {
    const { codes, labels } = columns[i]!;
    const categoryOf = firstRow.map((row) => codes[row]!);
    requireSameCategories(where, name, labels, shares[i]!, categoryOf);
    return { name, labels: labels.slice(0, shares[i]!.length), shares: shares[i]!, categoryOf };
  });
  return { margins: cellMargins, cellOf, rows, startWeight, start, missingRows, missingWeight };
}

function requireMargins(where: string, margins: readonly WeightingMargin[], missing: MissingPolicy): void {
  if (margins.length === 0) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected at least one margin, got none`);
  }
  const names = margins.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected every margin once, got ${twice} twice`, {
      margin: twice,
    });
  }
  if (missing !== "refuse" && missing !== "leave-out" && missing !== "keep-weight") {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected missing to be refuse, leave-out or keep-weight, got ${String(missing satisfies never)}`,
      { missing },
    );
  }
}

function refuseMissing(where: string, margin: string, codes: Int32Array): void {
  const row = codes.indexOf(MISSING);
  if (row === -1) return;
  throw new MetricsError(
    "ARGUMENT_INVALID",
    `${where}: expected a value of margin ${margin} in every row (or a declared policy for missing ones), got none in row ${row}`,
    { margin, row },
  );
}

function requireSameCategories(
  where: string,
  margin: string,
  labels: readonly string[],
  shares: Float64Array,
  categoryOf: Int32Array,
): void {
  const seen = new Set(categoryOf);
  for (let code = 0; code < labels.length; code++) {
    const category = labels[code]!;
    if (code >= shares.length && seen.has(code)) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `${where}: expected a target for every category of margin ${margin}, got none for ${category}`,
        { margin, category },
      );
    }
    if (code < shares.length && shares[code]! > 0 && !seen.has(code)) {
      throw new MetricsError(
        "TARGET_UNREACHABLE",
        `${where}: expected respondents in every category of margin ${margin} with a target, got none in ${category}`,
        { margin, category, reason: "NO_RESPONDENTS" },
      );
    }
  }
}

/** Gives every combination of codes that occurs its rank among them. */
function numberCells(columns: readonly EncodedColumn[]): { readonly cellOf: Int32Array; readonly count: number } {
  const keys = new Float64Array(columns[0]!.codes.length);
  let size = 1;
  for (const { codes, labels } of columns) {
    // Ranks are at most the number of rows, so the product stays an exact integer in a double.
    if (size * labels.length > TABLE_LIMIT) size = replaceByRank(keys, size);
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row]!;
      const code = codes[row]!;
      keys[row] = key === MISSING || code === MISSING ? MISSING : key * labels.length + code;
    }
    size *= labels.length;
  }
  const count = replaceByRank(keys, size);
  return { cellOf: Int32Array.from(keys), count };
}

/** Replaces each key by its rank among the keys that occur, and says how many do. Missing keys stay missing. */
function replaceByRank(keys: Float64Array, size: number): number {
  return size > TABLE_LIMIT ? rankBySorting(keys) : rankByTable(keys, size);
}

function rankByTable(keys: Float64Array, size: number): number {
  const rank = new Int32Array(size).fill(MISSING);
  for (let row = 0; row < keys.length; row++) if (keys[row] !== MISSING) rank[keys[row]!] = 0;
  let count = 0;
  for (let key = 0; key < size; key++) if (rank[key] === 0) rank[key] = count++;
  for (let row = 0; row < keys.length; row++) if (keys[row] !== MISSING) keys[row] = rank[keys[row]!]!;
  return count;
}

function rankBySorting(keys: Float64Array): number {
  const present = new Set(keys);
  present.delete(MISSING);
  const sorted = Float64Array.from(present).sort();
  const rank = new Map<number, number>();
  sorted.forEach((key, i) => rank.set(key, i));
  for (let row = 0; row < keys.length; row++) if (keys[row] !== MISSING) keys[row] = rank.get(keys[row]!)!;
  return sorted.length;
}
