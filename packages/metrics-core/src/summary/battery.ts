import { MetricsError } from "../error.ts";
import { type IndexSums, mergeIndexSums, subtractIndexSums } from "./index-sums.ts";
import { scaleName } from "./scale.ts";
import type { Dimension } from "./statement.ts";
import type { Unanswered } from "./tally.ts";

/**
 * Statements of some dimensions, answered by the same people, as exact sums of each person's index and of every pair of
 * indexes.
 *
 * A person's index is the mean of the answered statements, each rescaled to 0 (worst) to 1 (best). It exists for who
 * answered at least half of the statements; statements without an answer are not imputed.
 */
export interface Battery {
  readonly dimensions: readonly Dimension[];
  /** Per dimension: people with an index; 1 is `indexUnits` of the dimension. */
  readonly indexes: readonly IndexSums[];
  /** Per dimension: people without an index. */
  readonly unanswered: readonly Unanswered[];
  /** People with both indexes, per pair of dimensions i < j, row after row: `pairIndex` says where. */
  readonly pairs: readonly IndexSums[];
  /** Everybody who was counted. */
  readonly people: number;
}

/** Where the pair of dimensions i < j stands in `pairs`. */
export function pairIndex({ dimensions }: Pick<Battery, "dimensions">, i: number, j: number): number {
  return i * dimensions.length - (i * (i + 1)) / 2 + (j - i - 1);
}

/** The place of a dimension. @throws MetricsError `NAME_UNKNOWN` */
export function requireDimension(where: string, { dimensions }: Pick<Battery, "dimensions">, code: string): number {
  const index = dimensions.findIndex((dimension) => dimension.code === code);
  if (index >= 0) return index;
  throw new MetricsError(
    "NAME_UNKNOWN",
    `${where}: expected one of ${dimensions.map((dimension) => dimension.code).join(", ")}, got ${code}`,
    { code },
  );
}

/**
 * Adds two batteries of the same statements. Associative and commutative; `emptyBattery` changes nothing.
 *
 * @example
 * const dimensions = [{ code: "functional", statements: [{ code: "easy", scale: ONE_TO_FIVE }] }];
 * experienceIndex(mergeBatteries(batteryOf(dimensions, [{ easy: 5 }]), batteryOf(dimensions, [{ easy: 3 }])), "functional") // => { value: 75 }
 */
export function mergeBatteries(a: Battery, b: Battery): Battery {
  requireSameStatements("mergeBatteries", a, b);
  return combine(a, b, 1, mergeIndexSums);
}

/**
 * Takes a part out of a battery. The inverse of `mergeBatteries`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * const dimensions = [{ code: "functional", statements: [{ code: "easy", scale: ONE_TO_FIVE }] }];
 * const all = batteryOf(dimensions, [{ easy: 5 }, { easy: 3 }]);
 * experienceIndex(subtractBatteries(all, batteryOf(dimensions, [{ easy: 5 }])), "functional") // => { value: 50 }
 */
export function subtractBatteries(whole: Battery, part: Battery): Battery {
  requireSameStatements("subtractBatteries", whole, part);
  return combine(whole, part, -1, subtractIndexSums);
}

function combine(a: Battery, b: Battery, sign: 1 | -1, each: (a: IndexSums, b: IndexSums) => IndexSums): Battery {
  return {
    dimensions: a.dimensions,
    indexes: a.indexes.map((sums, d) => each(sums, b.indexes[d]!)),
    unanswered: a.unanswered.map(({ missing, notApplicable, invalid }, d) => {
      const other = b.unanswered[d]!;
      return {
        missing: requireCount(missing + sign * other.missing),
        notApplicable: requireCount(notApplicable + sign * other.notApplicable),
        invalid: requireCount(invalid + sign * other.invalid),
      };
    }),
    pairs: a.pairs.map((sums, p) => each(sums, b.pairs[p]!)),
    people: requireCount(a.people + sign * b.people),
  };
}

function requireCount(count: number): number {
  if (count >= 0) return count;
  throw new MetricsError("ARGUMENT_INVALID", "subtractBatteries: expected a part of the whole, got more people", {
    count,
  });
}

function requireSameStatements(where: string, a: Battery, b: Battery): void {
  if (a.dimensions === b.dimensions) return;
  const name = ({ dimensions }: Battery): string =>
    dimensions
      .map(({ code, statements }) => `${code}: ${statements.map((s) => `${s.code} ${scaleName(s.scale)}`).join(", ")}`)
      .join("; ");
  if (name(a) !== name(b)) {
    throw new MetricsError("SCALE_MISMATCH", `${where}: expected ${name(a)}, got ${name(b)}`, {
      expected: a.dimensions,
      got: b.dimensions,
    });
  }
}
