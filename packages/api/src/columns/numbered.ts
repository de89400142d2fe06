import type { Grain, GroupBy } from "../plan/scope.ts";
import type { ColumnName } from "./block.ts";
import { dateOf } from "./calendar.ts";
import { columnOf } from "./column-plan.ts";

/** Whose rows they are. */
export interface Owner {
  readonly organisationId: number;
  readonly sectorId: number | null;
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
  readonly #periods = new Map<number, number>();

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

  /** For periods, by their first day. */
  partOfPeriod(firstDay: number): number {
    const known = this.#periods.get(firstDay) ?? this.numberOf(dateOf(firstDay));
    this.#periods.set(firstDay, known);
    return known;
  }

  get grain(): Grain {
    return this.group.kind === "period" ? this.group.grain : "DAY";
  }
}
