import { MetricsError } from "../error.ts";
import { LEAST_PIVOT } from "./lmg-pivot.ts";

/** A table of 2^20 numbers takes 8 MB. */
const MOST_PLAYERS = 20;

/**
 * R² of all models that can be made of some players, each a driver or a group of drivers that enters as one.
 *
 * @param correlation - of the drivers and last the outcome, row-major
 * @param players - the drivers of each, by place; a driver belongs to at most one
 * @returns R² by the set of players, player i being bit i
 * @throws MetricsError `ARGUMENT_INVALID` for more than 20 players
 */
export function subsetRSquared(
  correlation: Float64Array,
  drivers: number,
  players: readonly (readonly number[])[],
): Float64Array {
  if (players.length > MOST_PLAYERS) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `subsetRSquared: expected at most ${MOST_PLAYERS} drivers or groups, got ${players.length}`,
      { players: players.length },
    );
  }
  const places = [...players.flat(), drivers];
  const stride = places.length;
  // One buffer per depth; what is left of the correlations keeps its place in it. The outcome's own variance starts at 0, so that −R² stands there.
  const buffers = Array.from({ length: players.length + 1 }, () => new Float64Array(stride * stride));
  places.forEach((from, i) => {
    places.forEach((to, j) => {
      buffers[0]![i * stride + j] = from === drivers && to === drivers ? 0 : correlation[from * (drivers + 1) + to]!;
    });
  });
  const table = new Float64Array(2 ** players.length);
  const visit = (player: number, set: number, driver: number, depth: number): void => {
    const matrix = buffers[depth]!;
    const group = players[player];
    if (group === undefined) {
      table[set] = Math.max(0, -matrix[stride * stride - 1]!);
      return;
    }
    visit(player + 1, set, driver + group.length, depth);
    const next = buffers[depth + 1]!;
    next.set(matrix.subarray(driver * stride), driver * stride);
    for (let i = 0; i < group.length; i++) eliminate(next, driver + i, stride);
    visit(player + 1, set | (1 << player), driver + group.length, depth + 1);
  };
  visit(0, 0, 0, 0);
  return table;
}

/** What is left of the correlations behind a driver, once it is known. */
function eliminate(m: Float64Array, driver: number, stride: number): void {
  const row = driver * stride;
  const pivot = m[row + driver]!;
  const inverse = pivot > LEAST_PIVOT ? 1 / pivot : 0;
  for (let i = driver + 1; i < stride; i++) {
    const factor = m[row + i]! * inverse;
    for (let j = i; j < stride; j++) m[i * stride + j]! -= factor * m[row + j]!;
  }
}
