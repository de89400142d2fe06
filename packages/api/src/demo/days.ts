import type { RandomSource } from "@klik/metrics-core/distributions";

const DAY_MS = 86_400_000;

/**
 * Random days of a period as ISO dates, `from` included and `until` not.
 *
 * @example
 * daysIn("2011-01-01", "2011-01-02", () => 0.5)() // => "2011-01-01"
 */
export function daysIn(from: string, until: string, random: RandomSource): () => string {
  const first = Date.parse(from);
  const days = (Date.parse(until) - first) / DAY_MS;
  const names = Array.from({ length: days }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
  return () => names[Math.floor(random() * days)] ?? from;
}
