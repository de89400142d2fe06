import type { GroupBy } from "../plan/scope.ts";
import type { ColumnName } from "./block.ts";
import { dateOf, periodOf } from "./calendar.ts";
import { columnOf } from "./column-plan.ts";

/** Whose rows they are. */
export interface Owner {
  readonly organisationId: number;
  readonly sectorId: number | null;
}

/** The number of a value for the rows of a day, and the day before which it holds. */
export interface DayPart {
  readonly part: number;
  readonly until: number;
}

/** One thing to group by, with numbers for its values, the same in all blocks. */
export class Numbered {
  readonly group: GroupBy;
  /** Of its values in the answer. */
  readonly position: number;
  /** Where its values stand; `null`: they go by owner or by day. */
  readonly column: ColumnName | null;
  readonly #numbers = new Map<string | null, number>();
  readonly #values: (string | null)[] = [];
  readonly #days = new Map<number, DayPart>();

  constructor(group: GroupBy, position: number) {
    this.group = group;
    this.position = position;
    this.column = columnOf(group);
  }

  numberOf(value: string | null): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }

  valueOf(part: number): string | null {
    return this.#values[part]!;
  }

  /** Where organisation or sector stand when they are columns. */
  get ownerColumn(): "organisation" | "sector" {
    return this.group.kind === "dimension" && this.group.dimension === "SECTOR" ? "sector" : "organisation";
  }

  /** For organisation and sector. */
  partOfOwner({ organisationId, sectorId }: Owner): number {
    const id = this.ownerColumn === "sector" ? sectorId : organisationId;
    return this.numberOf(id === null ? null : String(id));
  }

  /** For periods. */
  partOfDay(day: number): DayPart {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const { from, until } = periodOf(this.group.kind === "period" ? this.group.grain : "DAY", day);
    const part = { part: this.numberOf(dateOf(from)), until };
    this.#days.set(day, part);
    return part;
  }
}
