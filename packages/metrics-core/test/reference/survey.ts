import type { Scale } from "../../src/summary/scale.ts";
import { type Tally, tallyOf } from "../../src/summary/tally.ts";
import { readData } from "./data.ts";

/** Which rows and columns of a data file a reference case is about. */
export interface SurveyInput {
  readonly data: string;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly columns: { readonly score: string; readonly weight?: string };
}

/** The question of a reference case as a tally, without and with the weights of the file. */
export function surveyTally(
  { data, filter = {}, columns }: SurveyInput,
  scale: Scale,
): { plain: Tally; weighted: Tally } {
  const rows = readData(data.replace(/^.*\//, "")).filter((row) =>
    Object.entries(filter).every(([column, values]) => values.includes(row[column] ?? "")),
  );
  const answers = rows.map((row) => {
    const text = row[columns.score] ?? "";
    if (text === "") return null;
    return scale.codes === null ? Number(text) : text;
  });
  const { weight } = columns;
  return {
    plain: tallyOf(scale, answers, { invalid: "count" }),
    weighted: tallyOf(scale, answers, {
      invalid: "count",
      weights: rows.map((row) => (weight === undefined ? 1 : row[weight]!)),
    }),
  };
}
