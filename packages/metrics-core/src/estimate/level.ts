import { MetricsError } from "../error.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import { studentTQuantile } from "../numeric/student-t.ts";

/** @throws MetricsError `ARGUMENT_INVALID` for a confidence level that is not between 0 and 1 */
export function requireLevel(where: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${where}: expected a level between 0 and 1, such as 0.95, got ${level}`,
      { level },
    );
  }
}

/** Two-sided quantile z of a level: 1.959964 at 0.95. */
export function normalDeviate(level: number): number {
  return -normalQuantile((1 - level) / 2);
}

/** Two-sided quantile of Student's t; the normal one at infinite degrees of freedom. */
export function studentDeviate(level: number, degreesOfFreedom: number): number {
  return -studentTQuantile((1 - level) / 2, degreesOfFreedom);
}
