import { type Problem, problem } from "./problem.ts";
import type { ValueMapping } from "./mapping.ts";

export type Cells = readonly string[];

/** Reads one value of a row: the text ("" when there is none), or `null` after it has reported a problem. */
export interface ValueReader {
  /** `null` when the value is the same for all rows. */
  readonly column: string | null;
  read(cells: Cells, problems: Problem[]): string | null;
}

/** Finds columns and notes which were used, so that what nobody reads can be reported. */
export class ColumnIndex {
  readonly columns: readonly string[];
  readonly used = new Set<string>();
  readonly absent: string[] = [];
  readonly #index: ReadonlyMap<string, number>;

  constructor(columns: readonly string[]) {
    this.columns = columns;
    this.#index = new Map(columns.map((column, index) => [column, index]));
  }

  /** Place of a column; -1 when it is not there, which is noted unless it may be absent. */
  find(column: string, optional = false): number {
    const index = this.#index.get(column);
    if (index === undefined) {
      if (!optional) this.absent.push(column);
      return -1;
    }
    this.used.add(column);
    return index;
  }
}

/** A reader of trimmed values, translated when the mapping says so. A column that is not there reads as empty. */
export function valueReader(source: ValueMapping | undefined, columns: ColumnIndex, secret = false): ValueReader {
  if (source === undefined) return { column: null, read: () => "" };
  if ("constant" in source) return { column: null, read: () => source.constant };
  const { column, values } = source;
  const index = columns.find(column, source.optional);
  const translate = values === undefined ? null : new Map(Object.entries(values));
  return {
    column,
    read(cells, problems) {
      const cell = cells[index]?.trim() ?? "";
      if (translate === null) return cell;
      const value = translate.get(cell) ?? (cell === "" ? "" : null);
      if (value === null)
        problems.push(problem(column, "VALUE_UNKNOWN", "a value that the mapping lists", secret ? null : cell));
      return value;
    },
  };
}

/**
 * Reads "{year}-{respondent}": the values of columns in a text; empty when one of them is. A text that is longer than `most` is cut right
 * after that, so that a long template over long values costs no more than a short one.
 */
export function templateReader(template: string, columns: ColumnIndex, most: number): ValueReader {
  const parts = template.split(/\{([^{}]+)\}/);
  const indexes = parts.map((part, position) => (position % 2 === 1 ? columns.find(part) : null));
  return {
    column: parts[1] ?? null,
    read(cells) {
      let text = "";
      for (const [position, part] of parts.entries()) {
        const index = indexes[position] ?? null;
        const value = index === null ? part : (cells[index]?.trim() ?? "");
        if (index !== null && value === "") return "";
        text += value.slice(0, most + 1);
        if (text.length > most) return text;
      }
      return text;
    },
  };
}
