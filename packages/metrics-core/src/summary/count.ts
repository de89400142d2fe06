import { MetricsError } from "../error.ts";

/** @throws MetricsError `ARGUMENT_INVALID` for what is no whole number of 0 or more that a double holds exactly */
export function requireCount(where: string, count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a count of 0 or more, got ${count}`, { count });
  }
  return count;
}
