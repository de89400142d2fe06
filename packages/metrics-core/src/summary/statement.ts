import { MetricsError } from "../error.ts";
import { scaleSize, type Scale } from "./scale.ts";

/** One statement of a dimension. Its direction says which end of the scale is best. */
export interface Statement {
  readonly code: string;
  readonly scale: Scale;
}

/** Statements that are averaged per person: functional, emotional. */
export interface Dimension {
  readonly code: string;
  readonly statements: readonly Statement[];
}

/**
 * In how many whole units the indexes of a dimension are counted, so that the mean of any number of its statements is
 * whole.
 */
export function indexUnits({ statements }: Dimension): number {
  return statementUnits(statements) * personUnits(statements.length);
}

/** Every point of every statement is a whole number of these units; the whole scale is all of them. */
export function statementUnits(statements: readonly Statement[]): number {
  return statements.reduce((units, { scale }) => leastCommonMultiple(units, scaleSize(scale) - 1), 1);
}

/** Divisible by every number of statements that makes an index: half of them to all. */
export function personUnits(statements: number): number {
  let units = 1;
  for (let answered = Math.ceil(statements / 2); answered <= statements; answered++) {
    units = leastCommonMultiple(units, answered);
  }
  return units;
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

/** @throws MetricsError `SCALE_INVALID` */
export function requireDimensions(dimensions: readonly Dimension[]): void {
  const codes = dimensions.map(({ code }) => code);
  for (const dimension of dimensions) {
    const { code, statements } = dimension;
    const different = new Set(statements.map((statement) => statement.code)).size === statements.length;
    if (statements.length === 0 || !different || indexUnits(dimension) > Number.MAX_SAFE_INTEGER) {
      throw new MetricsError(
        "SCALE_INVALID",
        `batteryOf: expected different statements in ${code}, at least 1 and few enough for an exact mean, got ${statements.length}`,
        { code, statements: statements.map((statement) => statement.code) },
      );
    }
  }
  if (new Set(codes).size !== codes.length) {
    throw new MetricsError("SCALE_INVALID", `batteryOf: expected different dimensions, got ${codes.join(", ")}`, {
      codes,
    });
  }
}
