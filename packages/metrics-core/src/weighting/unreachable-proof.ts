import type { FittingTable } from "./proportional-fitting.ts";

/**
 * Whether a direction proves that no weights at all can meet the targets (Farkas' lemma).
 *
 * Any allowed weights w_k lie between known limits, and Σ_k w_k · u_k = Σ_c direction_c · target_c must hold, where u_k is
 * the sum of the directions of the categories of cell k. If the right side is above the largest possible left side, there
 * are no such weights. When targets cannot be met, the factors of raking drift apart for ever, and what they grow by is such
 * a direction.
 *
 * @param directions - per margin, one number per category
 */
export function provesUnreachable(table: FittingTable, directions: readonly Float64Array[]): boolean {
  const size = Math.max(...directions.map((direction) => direction.reduce((max, x) => Math.max(max, Math.abs(x)), 0)));
  let needed = 0;
  table.margins.forEach(({ targets }, m) => targets.forEach((target, c) => (needed += directions[m]![c]! * target)));
  let possible = 0;
  let total = 0;
  for (let cell = 0; cell < table.start.length; cell++) {
    const start = table.start[cell]!;
    let direction = 0;
    let most = start * table.bounds.upper;
    table.margins.forEach(({ targets, categoryOf }, m) => {
      const category = categoryOf[cell]!;
      direction += directions[m]![category]!;
      most = Math.min(most, targets[category]!);
    });
    possible += direction * (direction > 0 ? most : start * table.bounds.lower);
    total += start;
  }
  // Far above the rounding of the sums: a proof must not rest on it.
  return needed - possible > 1e-7 * size * total;
}
