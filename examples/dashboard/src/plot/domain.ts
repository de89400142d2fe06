interface DomainOptions {
  /** 0 belongs to it, and stands at the edge where all values are on one side. */
  readonly withZero?: boolean;
  /** The shortest scale that does not make much of little. */
  readonly span?: number;
  /** A line that must show. */
  readonly reference?: number | undefined;
}

/**
 * Ends of a scale that shows all values with some room around them.
 *
 * @example
 * domainOf([10, 20]) // => [9.5, 20.5]
 * domainOf([10, 20], { withZero: true }) // => [0, 21]
 */
export function domainOf(
  values: readonly number[],
  { withZero = false, reference, span = 0 }: DomainOptions = {},
): readonly [number, number] {
  const all = [...values, ...(withZero ? [0] : []), ...(reference === undefined ? [] : [reference])];
  if (all.length === 0) return [0, 1];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const short = Math.max(0, span - (highest - lowest)) / 2;
  const [low, high] = [lowest - short, highest + short];
  const room = (high - low) * 0.05 || 0.5;
  return [withZero && low === 0 ? 0 : low - room, withZero && high === 0 ? 0 : high + room];
}
