import { fixed, grouped, signed } from "../driver-impact/format.mjs";

/** How numbers of a unit are written: with the digits of the committed answers, which are rounded already. */
const FORMATS = {
  percent: (value) => `${fixed(100 * value, 1)}%`,
  points: (value) => signed(value, 1),
  mark: (value) => fixed(value, 2),
  index: (value) => fixed(value, 1),
  ratio: (value) => `${fixed(value, 2)}×`,
};

/** How round numbers are written on an axis. */
const TICKS = {
  percent: (value) => `${fixed(100 * value, 0)}%`,
  points: (value) => signed(value, 0),
  mark: (value) => fixed(value, 1),
  index: (value) => fixed(value, 0),
};

export const written = (value, unit) => FORMATS[unit](value);
export const ticked = (value, unit) => TICKS[unit](value);

/** An estimate as a line of a table: value, interval, base. */
export function cellsOf({ value, interval, base }, unit) {
  const range = interval === null ? "–" : `${written(interval.low, unit)} to ${written(interval.high, unit)}`;
  return [written(value, unit), range, grouped(base.valid)];
}
