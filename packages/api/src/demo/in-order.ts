/**
 * Hands things out by rank: the first one to whoever has the lowest value. So a list with exact counts can go together with something else
 * without losing a count.
 *
 * @example
 * inOrder([0.3, -1, 2], ["low", "middle", "high"]) // => ["middle", "low", "high"]
 */
export function inOrder<T>(values: readonly number[], things: readonly T[]): readonly T[] {
  const ranked = Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]! || a - b);
  const given = new Array<T>(values.length);
  ranked.forEach((index, rank) => {
    given[index] = things[rank]!;
  });
  return given;
}
