import { MetricsError } from "../error.ts";
import { requireCount } from "./count.ts";
import { answersOf } from "./gram-answers.ts";
import { emptyGram, type Gram, mergeGrams, requireDistinct } from "./gram.ts";
import { gramOf } from "./gram-of.ts";

/** One pattern of answers and how many rows gave it, as it comes from SQL or a file. */
export interface GramCell {
  /** In the order of the columns; `null` is no answer. */
  readonly answers: readonly (number | null)[];
  readonly n: number;
  /** Σ weight of these rows; without it each counts 1. Text, as SQL gives decimals, is read as a number. */
  readonly w?: number | string;
  /** Σ weight². */
  readonly ww?: number | string;
}

/**
 * A Gram from counted patterns of answers. Patterns with a `null` are counted in `rows` only (listwise).
 *
 * @throws MetricsError `INPUT_MISMATCH` for a pattern of another length or when only some cells have weights, `ARGUMENT_INVALID` for a bad count, `WEIGHT_INVALID`
 * @example
 * gramFromCells(["nps", "wait"], [{ answers: [9, 4], n: 2 }, { answers: [3, null], n: 1 }]).products // => [2, 18, 8, 162, 72, 32]
 */
export function gramFromCells(columns: readonly string[], cells: readonly GramCell[]): Gram {
  requireDistinct("gramFromCells", columns);
  if (cells.length === 0) return emptyGram(columns);
  for (const { answers, n } of cells) {
    if (answers.length !== columns.length) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `gramFromCells: expected ${columns.length} answers in a cell, got ${answers.length}`,
        { answers },
      );
    }
    requireCount("gramFromCells", n);
  }
  const weighted = cells.some(({ w }) => w !== undefined);
  if (weighted && cells.some(({ w, ww }) => w === undefined || ww === undefined)) {
    throw new MetricsError("INPUT_MISMATCH", "gramFromCells: expected w and ww on every cell or on none");
  }
  const table = Object.fromEntries(columns.map((name, i) => [name, cells.map(({ answers }) => answers[i])]));
  // So many rows of weight 1 weigh as much as one of that weight.
  const weights = cells.map(({ n, w }) => (weighted ? Number(w) : n));
  const gram = gramOf(answersOf(table, { weights }), columns);
  const counting = cells.filter(({ answers }, i) => weights[i]! > 0 && !answers.includes(null));
  const n = total(counting);
  return {
    ...gram,
    rows: total(cells),
    n,
    sumSquaredWeights: weighted ? squares(counting, gram.weightPlaces) : n,
  };
}

function total(cells: readonly GramCell[]): number {
  return cells.reduce((sum, { n }) => sum + n, 0);
}

/**
 * A Gram from sums that were formed elsewhere, such as one SQL statement or a stored summary.
 *
 * @param sums - as the fields of `Gram`; `products` is the upper triangle of [1, ...columns], row by row
 * @throws MetricsError `INPUT_MISMATCH` when the number of products does not fit the columns, `ARGUMENT_INVALID` for counts or sums that no rows can have
 * @example
 * gramFromSums({ columns: ["nps"], rows: 3, n: 2, products: [2, 12, 90] }).exact // => true
 */
export function gramFromSums(
  sums: Pick<Gram, "columns" | "rows" | "n" | "products"> & Partial<Pick<Gram, "weightPlaces" | "sumSquaredWeights">>,
): Gram {
  const { columns, rows, n, products, weightPlaces = 0 } = sums;
  const empty = emptyGram(columns);
  if (products.length !== empty.products.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `gramFromSums: expected ${empty.products.length} products, got ${products.length}`,
      { columns },
    );
  }
  requireCount("gramFromSums", n);
  requireCount("gramFromSums", rows - n);
  requireCount("gramFromSums", weightPlaces);
  requireCount("gramFromSums", MOST_PLACES - weightPlaces);
  const weight = products[0]!;
  const sumSquaredWeights = sums.sumSquaredWeights ?? weight;
  const weighted = weight > 0 === sumSquaredWeights > 0 && weight >= 0 && sumSquaredWeights >= 0;
  if (!weighted || ![...products, sumSquaredWeights].every(isSum)) {
    throw new MetricsError("ARGUMENT_INVALID", "gramFromSums: expected sums up to 1e150 and weights of 0 or more", {
      columns,
    });
  }
  const exact = products.every(Number.isSafeInteger);
  return mergeGrams(empty, {
    columns: empty.columns,
    rows,
    n,
    weightPlaces,
    sumSquaredWeights,
    products: [...products],
    exact,
  });
}

/** Decimal places of a unit of weight that anybody may mean. */
const MOST_PLACES = 100;

/** Products of two sums must stay in the range of doubles. */
function isSum(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size >= 1e-150 && size <= 1e150);
}

function squares(cells: readonly GramCell[], places: number): number {
  return cells.reduce((sum, { ww }) => {
    const square = Number(ww);
    if (!(square >= 0 && Number.isFinite(square)))
      throw new MetricsError("WEIGHT_INVALID", `gramFromCells: expected ww of 0 or more, got ${ww}`, { ww });
    return sum + roundIfWhole(square * 10 ** (2 * places));
  }, 0);
}

/** A decimal times a power of ten is whole; its double may miss it by a rounding. */
function roundIfWhole(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.max(1, Math.abs(value)) ? whole : value;
}
