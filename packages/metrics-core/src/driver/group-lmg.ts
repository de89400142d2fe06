import { MetricsError } from "../error.ts";
import { conditionalOf } from "./dominance.ts";
import type { DriverModel } from "./driver-model.ts";
import { subsetRSquared } from "./subset-r-squared.ts";

/** Drivers that belong together: statements about one theme, or drivers too alike to be told apart. */
export interface DriverGroup {
  readonly name: string;
  readonly drivers: readonly string[];
}

export interface GroupImportance {
  readonly group: string;
  /** Adds up to R² over the groups. */
  readonly lmg: number;
  /** The same as a share of R²; `null` when that is 0. */
  readonly share: number | null;
}

/**
 * LMG importance of groups of drivers, each group entering the model as one. Drivers in no group are groups of their own. Adds up to R².
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for a driver in two groups, or more than 20 groups
 * @see Grömping 2006, J. Stat. Software 17(1), argument `groups` of relaimpo
 */
export function groupLmg(model: DriverModel, groups: readonly DriverGroup[]): readonly GroupImportance[] {
  const named = groups.flatMap(({ drivers }) => drivers);
  const unknown = named.find((driver) => !model.drivers.includes(driver) && !model.constant.includes(driver));
  if (unknown !== undefined) {
    throw new MetricsError("NAME_UNKNOWN", `groupLmg: expected one of ${model.drivers.join(", ")}, got ${unknown}`, {
      driver: unknown,
    });
  }
  if (new Set(named).size !== named.length)
    throw new MetricsError("ARGUMENT_INVALID", "groupLmg: expected each driver in at most one group");
  const alone = model.drivers
    .filter((driver) => !named.includes(driver))
    .map((driver) => ({ name: driver, drivers: [driver] }));
  // A constant driver adds nothing to its group.
  const varying = groups.map(({ name, drivers }) => ({
    name,
    drivers: drivers.filter((driver) => model.drivers.includes(driver)),
  }));
  const players = [...varying.filter(({ drivers }) => drivers.length > 0), ...alone];
  const places = players.map(({ drivers }) => drivers.map((driver) => model.drivers.indexOf(driver)));
  const gains = conditionalOf(subsetRSquared(model.correlation, model.drivers.length, places), players.length);
  return players.map(({ name }, i) => {
    const value = gains[i]!.reduce((sum, gain) => sum + gain, 0) / players.length;
    return { group: name, lmg: value, share: model.rSquared > 0 ? value / model.rSquared : null };
  });
}
