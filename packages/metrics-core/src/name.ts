import { MetricsError } from "./error.ts";

/**
 * Refuses a name that is not in a closed list. Types keep such names out of TypeScript; a caller in JavaScript or behind JSON has none.
 *
 * @throws MetricsError `NAME_UNKNOWN`
 */
export function requireName<Name extends string>(
  where: string,
  what: string,
  name: Name,
  names: readonly Name[],
): asserts name is Name {
  if (!names.includes(name)) {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected a ${what} out of ${names.join(", ")}, got ${String(name)}`,
      { what, name },
    );
  }
}
