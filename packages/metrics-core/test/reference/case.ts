import { type Answers, answersOfRows } from "../../src/summary/gram-answers.ts";
import { readData } from "./data.ts";

/** One case of a file of golden values. */
export interface ReferenceCase {
  readonly id: string;
  readonly input: {
    readonly data: string;
    readonly filter?: Readonly<Record<string, readonly string[]>>;
    readonly columns: {
      readonly outcome?: string;
      readonly drivers?: readonly string[];
      readonly weight?: string;
      readonly x?: string;
      readonly y?: string;
    };
    readonly options?: Readonly<Record<string, number>>;
  };
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The rows of a case, filtered, with some of their columns. */
export function loadAnswers({ data, filter = {}, columns }: ReferenceCase["input"], names: readonly string[]): Answers {
  const { weight } = columns;
  const read = weight === undefined ? names : [...names, weight];
  const rows = loadRows({ data, filter }).map((row) =>
    Object.fromEntries(read.map((name) => [name, toNumber(row[name])])),
  );
  return answersOfRows(rows, names, weight === undefined ? {} : { weight });
}

export function loadRows({
  data,
  filter = {},
}: Pick<ReferenceCase["input"], "data" | "filter">): Record<string, string>[] {
  return readData(data.replace("data/", "")).filter((row) =>
    Object.entries(filter).every(([column, values]) => values.includes(row[column] ?? "")),
  );
}

const toNumber = (text: string | undefined): number | null => (text === undefined || text === "" ? null : Number(text));
