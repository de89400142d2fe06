/**
 * Counts per name, from 1.
 *
 * @example
 * numbering()("bank") // => 1
 */
export function numbering(): (name: string) => number {
  const counts = new Map<string, number>();
  return (name) => {
    const next = (counts.get(name) ?? 0) + 1;
    counts.set(name, next);
    return next;
  };
}
