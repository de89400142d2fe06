import { MetricsError } from "../error.ts";

/** Answers and weights go up to here: products of weights and of squares of answers must stay in the range of doubles. */
export const LARGEST = 1e50;

/** Weights in units of 10^−places: whole numbers, or `places` is null and they are the weights themselves. */
export interface RowWeights {
  readonly units: Float64Array;
  readonly places: number | null;
}

/** Weights with more decimals than this are summed as doubles. */
const MOST_PLACES = 10;

/**
 * Weights in the coarsest decimal unit that holds them all.
 *
 * @param given - decimal places of weights that come as whole numbers already
 * @throws MetricsError `WEIGHT_INVALID`
 */
export function rowWeights(weights: ArrayLike<number>, given?: number): RowWeights {
  // A null of JSON would become 0.
  const values = Array.isArray(weights)
    ? Float64Array.from(weights, (weight: unknown) => (typeof weight === "number" ? weight : Number.NaN))
    : Float64Array.from(weights);
  for (const [row, weight] of values.entries()) {
    if (weight !== 0 && !(weight >= 1 / LARGEST && weight <= LARGEST)) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `answersOf: expected a weight of 0, or from ${1 / LARGEST} to ${LARGEST}, got ${weight} at ${row}`,
        { row },
      );
    }
  }
  if (given !== undefined) {
    if (
      !Number.isInteger(given) ||
      given < 0 ||
      given > MOST_PLACES ||
      values.some((value) => Math.floor(value) !== value)
    ) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `answersOf: expected whole weights with 0 to ${MOST_PLACES} places, got ${given} places`,
        { given },
      );
    }
    return { units: values, places: given };
  }
  for (let places = 0; places <= MOST_PLACES; places++) {
    const units = wholeUnits(values, 10 ** places);
    if (units !== null) return { units, places };
  }
  return { units: values, places: null };
}

/** Each weight as so many units, when it is the double nearest to that decimal: dividing two whole doubles rounds once. */
function wholeUnits(values: Float64Array, unit: number): Float64Array | null {
  const units = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const whole = Math.round(values[row]! * unit);
    if (whole / unit !== values[row] || whole > Number.MAX_SAFE_INTEGER) return null;
    units[row] = whole;
  }
  return units;
}
