import { MetricsError } from "../error.ts";

/** Group of each row: an id of a cluster or a stratum. */
export type GroupIds = ArrayLike<string | number>;

/** What to do with a stratum that has a single cluster, which says nothing about variation. Names as in R survey. */
export type LoneCluster =
  /** No variance (the default). */
  | "refuse"
  /** It was taken with certainty, so it adds nothing. */
  | "certainty"
  /** It is centred at the mean of all strata instead of its own. */
  | "adjust"
  /** It adds as much as the other strata on average. */
  | "average";

/** How rows were sampled. Clusters are drawn with replacement within strata. */
export interface SamplingDesign {
  readonly strata?: GroupIds;
  readonly clusters?: GroupIds;
  /** Whether a cluster id means one cluster everywhere, or counts again in every stratum. Default `unique`. */
  readonly clusterIds?: "unique" | "within-stratum";
  readonly loneCluster?: LoneCluster;
}

/** Rows numbered by cluster, clusters by stratum. */
interface NumberedDesign {
  readonly clusterOf: Int32Array;
  readonly stratumOf: readonly number[] | Int32Array;
  readonly strata: number;
}

/**
 * Numbers clusters and strata of a design. Without clusters every row is one; without strata there is one.
 *
 * @param rows - length of `strata` and `clusters`
 * @throws MetricsError `INPUT_MISMATCH` when a cluster lies in two strata (and ids are `unique`);
 * `ARGUMENT_INVALID` for an id that is missing or NaN; `NAME_UNKNOWN` for an unknown option
 */
export function numberDesign(where: string, design: SamplingDesign, rows: number): NumberedDesign {
  const { strata, clusters, clusterIds = "unique", loneCluster = "refuse" } = design;
  requireNames(where, clusterIds, loneCluster);
  const stratum = strata === undefined ? new Int32Array(rows) : numberGroups(where, "strata", strata, rows);
  const count = new Set(stratum).size;
  if (clusters === undefined) return { clusterOf: Int32Array.from(stratum.keys()), stratumOf: stratum, strata: count };
  const given = numberGroups(where, "clusters", clusters, rows);
  const stratumOf: number[] = [];
  const numberOf = new Map<number, number>();
  const clusterOf = given.map((id, row) => {
    const key = clusterIds === "unique" ? id : stratum[row]! * rows + id;
    const known = numberOf.get(key);
    if (known === undefined) {
      numberOf.set(key, stratumOf.length);
      return stratumOf.push(stratum[row]!) - 1;
    }
    if (stratumOf[known] !== stratum[row]) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `${where}: expected every cluster in one stratum (or clusterIds within-stratum), got one in two, the second time in row ${row}`,
        { row },
      );
    }
    return known;
  });
  return { clusterOf, stratumOf, strata: count };
}

function requireNames(where: string, clusterIds: "unique" | "within-stratum", loneCluster: LoneCluster): void {
  if (clusterIds !== "unique" && clusterIds !== "within-stratum") {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected clusterIds to be unique or within-stratum, got ${String(clusterIds satisfies never)}`,
      { clusterIds },
    );
  }
  if (!["refuse", "certainty", "adjust", "average"].includes(loneCluster)) {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected loneCluster to be refuse, certainty, adjust or average, got ${loneCluster}`,
      { loneCluster },
    );
  }
}

function numberGroups(where: string, what: string, ids: GroupIds, rows: number): Int32Array {
  const numberOf = new Map<string | number, number>();
  const numbers = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const id: unknown = ids[row];
    if (typeof id !== "string" && (typeof id !== "number" || Number.isNaN(id))) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `${where}: expected an id of ${what} in every row, got ${String(id)} in row ${row}`,
        {
          what,
          row,
        },
      );
    }
    let number = numberOf.get(id);
    if (number === undefined) {
      number = numberOf.size;
      numberOf.set(id, number);
    }
    numbers[row] = number;
  }
  return numbers;
}

/**
 * Variance of a sum over rows: per stratum of n clusters, n/(n-1) times the squared deviations of cluster sums from their
 * mean. `null` when a stratum with a single cluster forbids it. At least one stratum must have two clusters.
 *
 * @see R survey, svyrecvar
 */
export function varianceOfSum(design: NumberedDesign, parts: Float64Array, loneCluster: LoneCluster): number | null {
  const sums = new Float64Array(design.stratumOf.length);
  design.clusterOf.forEach((cluster, row) => (sums[cluster] = sums[cluster]! + parts[row]!));
  const clusters = new Float64Array(design.strata);
  const means = new Float64Array(design.strata);
  design.stratumOf.forEach((stratum, cluster) => {
    clusters[stratum] = clusters[stratum]! + 1;
    means[stratum] = means[stratum]! + sums[cluster]!;
  });
  let variance = 0;
  let adjusted = 0;
  design.stratumOf.forEach((stratum, cluster) => {
    const n = clusters[stratum]!;
    if (n === 1) adjusted += sums[cluster]! ** 2;
    else variance += (n / (n - 1)) * (sums[cluster]! - means[stratum]! / n) ** 2;
  });
  const lone = clusters.reduce((count, n) => count + (n === 1 ? 1 : 0), 0);
  if (lone > 0 && loneCluster === "refuse") return null;
  if (lone > 0 && loneCluster === "adjust") return variance + adjusted;
  if (lone > 0 && loneCluster === "average") return (variance * design.strata) / (design.strata - lone);
  return variance;
}
