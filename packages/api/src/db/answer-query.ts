import { MARK } from "@klik/metrics-core/columns";
import { type Kysely, sql } from "kysely";
import type { AnswerColumns, AnswerSource } from "../plan/answer-columns.ts";
import { groupKey, type Scope } from "../plan/scope.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf, weightOf } from "./scope-query.ts";

interface AnswerRow {
  readonly values: readonly (string | null)[];
  readonly rows: number;
  /** The bytes of the asked slots, response after response. */
  readonly bytes: Buffer;
  /** Weights in the same order, as text; `null` when all are 1. */
  readonly weights: readonly string[] | null;
}

/** Answers straight from the raw rows of Postgres. */
export function createAnswerSource(db: Kysely<Database>): AnswerSource {
  return {
    async answers(scope, slots) {
      const rows = await loadAnswers(db, scope, slots);
      return new Map(rows.map((row) => [groupKey(row.values), columnsOf(row, slots)]));
    },
  };
}

/** The bytes of some slots of all responses of a scope, one row a group. Both aggregates see the responses in one order, whichever it is. */
function loadAnswers(db: Kysely<Database>, scope: Scope, slots: readonly number[]): Promise<AnswerRow[]> {
  const groups = groupColumns(scope.by);
  // A response from before a question existed is shorter: what is cut off behind its end reads as missing.
  const bytes = slots.map(
    (slot) => sql`coalesce(nullif(substring(r.scores from ${slot + 1}::int for 1), ''::bytea), '\\xff'::bytea)`,
  );
  const weight = weightOf(scope);
  return responsesOf(db, scope)
    .select([
      sql<(string | null)[]>`array[${sql.join(groups)}]::text[]`.as("values"),
      sql<number>`count(*)::int`.as("rows"),
      sql<Buffer>`string_agg(${sql.join(bytes, sql` || `)}, ''::bytea)`.as("bytes"),
      sql<string[] | null>`case when bool_and(${weight} = 1) then null else array_agg(${weight}::text) end`.as(
        "weights",
      ),
    ])
    .where(weight, "is not", null)
    .$if(groups.length > 0, (query) => query.groupBy([...groups]))
    .having(sql<number>`count(*)`, ">", 0)
    .execute();
}

function columnsOf({ rows, bytes, weights }: AnswerRow, slots: readonly number[]): AnswerColumns {
  const width = slots.length;
  const codes = slots.map((slot, at) => {
    const column = new Uint8Array(rows).fill(MARK.MISSING);
    for (let row = 0; row < rows; row++) column[row] = bytes[row * width + at]!;
    return [slot, column] as const;
  });
  return { rows, codes: new Map(codes), weights: weights === null ? null : weightColumn(weights) };
}

/** Decimal texts as whole numbers of the smallest unit that any of them needs. */
function weightColumn(texts: readonly string[]): { readonly units: Float64Array; readonly places: number } {
  const places = texts.reduce(
    (most, text) => Math.max(most, text.includes(".") ? text.replace(/0+$/, "").length - text.indexOf(".") - 1 : 0),
    0,
  );
  // At most 6 digits before the point and 12 behind it: more than a double holds only for weights that no survey has.
  return { units: Float64Array.from(texts, (text) => Math.round(Number(text) * 10 ** places)), places };
}
