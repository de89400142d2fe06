import { MetricsError } from "../error.ts";
import { type Answers, requireColumn, withScore } from "../summary/gram-answers.ts";

/** Which answers are low and which are high; those between are the reference. */
export interface ContrastLevels {
  /** Answers up to this one are low. */
  readonly lowMax: number;
  /** Answers from this one on are high. */
  readonly highMin: number;
}

/** Rows of a driver by level, unweighted. */
export interface LevelCounts {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** One for all drivers, or one for each by name. */
export type LevelsByDriver = ContrastLevels | Readonly<Record<string, ContrastLevels>>;

/** The column that is 1 for low answers to a driver. */
export function lowColumn(driver: string): string {
  return `${driver}:low`;
}

/** The column that is 1 for high answers to a driver. */
export function highColumn(driver: string): string {
  return `${driver}:high`;
}

/**
 * The columns of a contrast analysis, in the order in which a stored Gram should have them.
 *
 * @example
 * contrastColumns(["wait"]) // => ["wait:low", "wait:high"]
 */
export function contrastColumns(drivers: readonly string[]): readonly string[] {
  return drivers.flatMap((driver) => [lowColumn(driver), highColumn(driver)]);
}

/** The drivers of contrast columns, each once. */
export function contrastedDrivers(columns: readonly string[]): readonly string[] {
  return [...new Set(columns.map((column) => column.replace(/:(low|high)$/, "")))];
}

/**
 * The same table with a low and a high column for every driver, each 1 or 0.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a driver without a column or levels, `ARGUMENT_INVALID` unless lowMax is below highMin
 * @example
 * [...withContrasts(answersOf({ wait: [1, 3, 5] }), ["wait"], { lowMax: 2, highMin: 5 }).columns.keys()] // => ["wait", "wait:low", "wait:high"]
 */
export function withContrasts(answers: Answers, drivers: readonly string[], levels: LevelsByDriver): Answers {
  return drivers.reduce((table, driver) => {
    const { lowMax, highMin } = levelsOf(driver, levels);
    const low = withScore(table, lowColumn(driver), driver, (answer) => (answer <= lowMax ? 1 : 0));
    return withScore(low, highColumn(driver), driver, (answer) => (answer >= highMin ? 1 : 0));
  }, answers);
}

/** The levels of a driver. */
function levelsOf(driver: string, levels: LevelsByDriver): ContrastLevels {
  const own = isForAll(levels) ? levels : levels[driver];
  if (own === undefined) {
    throw new MetricsError("NAME_UNKNOWN", `levelsOf: expected levels for ${driver}`, { driver });
  }
  if (!(own.lowMax < own.highMin)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `levelsOf: expected lowMax below highMin for ${driver}, got ${own.lowMax} and ${own.highMin}`,
      { driver, ...own },
    );
  }
  return own;
}

/** Rows by level among the rows of an index (null for all). */
export function levelCounts(answers: Answers, driver: string, index: Int32Array | null): LevelCounts {
  const [low, high] = [lowColumn(driver), highColumn(driver)].map((name) => {
    const { values, offset, step } = requireColumn("levelCounts", answers, name);
    const rows = index?.length ?? answers.length;
    let count = 0;
    for (let i = 0; i < rows; i++) count += offset + step * values[index?.[i] ?? i]!;
    return count;
  });
  return { low: low!, middle: (index?.length ?? answers.length) - low! - high!, high: high! };
}

function isForAll(levels: LevelsByDriver): levels is ContrastLevels {
  return typeof levels.lowMax === "number";
}
