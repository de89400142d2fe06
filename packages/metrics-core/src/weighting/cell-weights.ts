import { MetricsError } from "../error.ts";
import { encodeCategories, type EncodedColumn, MISSING, rowsOf } from "./category-column.ts";
import { collapseToCells, type MissingPolicy } from "./margin-cells.ts";
import { weightsOrOnes } from "./require-weights.ts";
import { targetShares, type WeightingMargin } from "./targets.ts";
import { scaleToTotal, type WeightedRows, weightRows } from "./weighted-cells.ts";

/** What to post-stratify. */
export interface CellWeightRequest {
  /** The cells, their targets and the cell of each row; crossed categories are cells with names of their own (`"f|25-34"`). */
  readonly cells: WeightingMargin;
  /** Design weights. Default 1 for every row. */
  readonly startWeights?: ArrayLike<number>;
  /** Sum of the weights. Default: the sum of the start weights of the rows taking part. */
  readonly total?: number;
  /** Respondents below which a cell with a target counts as empty. Default 1. */
  readonly minimumRespondents?: number;
  /** Declared rule for empty cells: cell -> cell it joins. An empty cell that is not named here is refused. */
  readonly mergeEmpty?: Readonly<Record<string, string>>;
  /** Rows without a cell. Default `refuse`. */
  readonly missing?: MissingPolicy;
}

/** Cell weights and what was merged for them. */
export interface CellWeighted extends WeightedRows {
  readonly total: number;
  /** Cells that were empty, and the cell under whose name they were weighted. */
  readonly merged: readonly { readonly cell: string; readonly into: string }[];
}

const WHERE = "cellWeights";

/**
 * Cell weights (post-stratification): weight = start weight × target share / sample share of the row's cell.
 *
 * Unit: weights that sum to `total`. A cell with a target but without respondents (or with fewer than `minimumRespondents`,
 * or without start weight) is refused, or joins another cell by the declared rule, which is followed until the joint cell
 * is no longer empty. Cells that joined share one factor.
 *
 * @throws MetricsError `TARGET_UNREACHABLE` for an empty cell without rule, or whose rules end in a circle; for the rest as
 * `rake`
 * @see Holt & Smith 1979, Journal of the Royal Statistical Society A 142(1), 33-46 (post-stratification)
 * @example
 * [...cellWeights({ cells: { name: "age", categories: ["y", "y", "y", "o"], targets: { y: 0.5, o: 0.5 } } }).weights]
 * // => [0.6666666666666666, 0.6666666666666666, 0.6666666666666666, 2]
 */
export function cellWeights(request: CellWeightRequest): CellWeighted {
  const { cells: margin, missing = "refuse" } = request;
  const start = weightsOrOnes(WHERE, request.startWeights, rowsOf(margin.categories));
  const column = encodeCategories(WHERE, margin.categories, Object.keys(margin.targets));
  const shares = targetShares(WHERE, margin);
  const groups = mergeEmptyCells(request, column, shares, start);
  const targets = new Map<string, number>();
  groups.forEach((group, code) => {
    if (code < shares.length) targets.set(group, (targets.get(group) ?? 0) + shares[code]!);
  });
  const merged = column.labels.flatMap((cell, code) => (groups[code] === cell ? [] : [{ cell, into: groups[code]! }]));

  const joint: WeightingMargin = {
    name: margin.name,
    categories: { codes: Uint32Array.from(column.codes), labels: groups, missing: MISSING >>> 0 },
    targets: Object.fromEntries(targets),
  };
  const cells = collapseToCells(WHERE, [joint], start, missing);
  const { total, scale } = scaleToTotal(WHERE, cells, missing, request.total);
  const fitted = cells.startWeight.reduce((sum, weight) => sum + weight, 0);
  const [{ shares: wanted, categoryOf }] = cells.margins as [(typeof cells.margins)[number]];
  const factors = cells.startWeight.map((weight, cell) =>
    factorOf(scale * fitted * wanted[categoryOf[cell]!]!, weight),
  );
  return { ...weightRows(cells, factors, missing, scale), total, merged };
}

/** A cell without weight has no target here (`mergeEmptyCells` saw to it), and any factor leaves its rows at 0. */
const factorOf = (target: number, startWeight: number): number => (target === 0 ? 0 : target / startWeight);

/** The name under which each cell is weighted: its own, or that of the cell it joined. */
function mergeEmptyCells(
  { cells: { name }, minimumRespondents = 1, mergeEmpty = {} }: CellWeightRequest,
  { codes, labels }: EncodedColumn,
  shares: Float64Array,
  start: ArrayLike<number>,
): string[] {
  if (!(Number.isInteger(minimumRespondents) && minimumRespondents >= 1)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${WHERE}: expected at least 1 respondent a cell, got ${minimumRespondents}`,
      {
        minimumRespondents,
      },
    );
  }
  const n = new Float64Array(labels.length);
  const weight = new Float64Array(labels.length);
  codes.forEach((code, row) => {
    if (code === MISSING) return;
    n[code] = n[code]! + 1;
    weight[code] = weight[code]! + start[row]!;
  });
  const target = Float64Array.from(labels, (_, code) => shares[code] ?? 0);
  const rules = ruleCodes(mergeEmpty, labels.slice(0, shares.length));
  const group = labels.map((_, code) => code);
  // The smallest first, so that a small cell joins its neighbour before that neighbour is judged.
  const smallestEmpty = (): number | undefined =>
    group
      .filter(
        (root, code) => root === code && target[code]! > 0 && (n[code]! < minimumRespondents || weight[code] === 0),
      )
      .sort((a, b) => n[a]! - n[b]!)[0];

  for (let from = smallestEmpty(); from !== undefined; from = smallestEmpty()) {
    const rule = rules.get(from);
    const into = rule === undefined ? from : group[rule]!;
    if (into === from) {
      const why = rule === undefined ? "and no rule to merge it" : "and rules that merge it with itself";
      throw new MetricsError(
        "TARGET_UNREACHABLE",
        `${WHERE}: expected at least ${minimumRespondents} weighted respondents in cell ${labels[from]!} of ${name}, got ${n[from]!} ${why}`,
        { margin: name, category: labels[from]!, reason: "EMPTY_CELL", n: n[from]! },
      );
    }
    group.forEach((root, code) => {
      if (root === from) group[code] = into;
    });
    for (const sums of [n, weight, target]) sums[into] = sums[into]! + sums[from]!;
  }
  return group.map((code) => labels[code]!);
}

function ruleCodes(rules: Readonly<Record<string, string>>, cells: readonly string[]): ReadonlyMap<number, number> {
  return new Map(
    Object.entries(rules).map(([from, into]) => {
      const unknown = [from, into].find((cell) => !cells.includes(cell));
      if (unknown === undefined) return [cells.indexOf(from), cells.indexOf(into)];
      throw new MetricsError(
        "INPUT_MISMATCH",
        `${WHERE}: expected merge rules between cells with a target, got ${unknown}`,
        {
          cell: unknown,
        },
      );
    }),
  );
}
