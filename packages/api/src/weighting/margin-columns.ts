import { MARK } from "@klik/metrics-core/columns";
import type { CodedCategories } from "@klik/metrics-core/weighting";
import { type Expression, type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { AUDIENCE_CODES, responsesOf } from "../db/scope-query.ts";
import type { Question } from "../instrument/question.ts";
import type { Scope } from "../plan/scope.ts";
import { pointCodes } from "./point-codes.ts";

/** What a margin is read from; a question by its slot and points. */
export type MarginSource =
  | { readonly kind: "dimension"; readonly dimension: keyof typeof DIMENSION_CODES }
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "question"; readonly question: Question };

/** The responses to weight, column by column. */
export interface MarginColumns {
  readonly organisations: readonly number[];
  readonly ids: readonly string[];
  readonly weights: Float64Array;
  /** One per margin. */
  readonly categories: readonly CodedCategories[];
}

/** Responses that are read at once. */
const PORTION = 20_000;

/** Reads the responses of a scope in the order of their key, in portions that take less than a statement may. */
export async function loadMarginColumns(
  db: Kysely<Database>,
  scope: Scope,
  sources: readonly MarginSource[],
): Promise<MarginColumns> {
  const values = sources.map(valueOf);
  const columns = sources.map((source) => new CategoryNumbers(source));
  const organisations: number[] = [];
  const ids: string[] = [];
  const weights: number[] = [];
  let last: { readonly organisation: number; readonly id: string } = { organisation: 0, id: "0" };
  for (;;) {
    const rows = await responsesOf(db, scope)
      .select([
        "r.organisation_id as organisation",
        "r.id",
        sql<number>`r.weight::float8`.as("weight"),
        sql<(string | null)[]>`array[${sql.join(values)}]::text[]`.as("values"),
      ])
      .where(sql<boolean>`(r.organisation_id, r.id) > (${last.organisation}::int, ${last.id}::bigint)`)
      .orderBy("r.organisation_id")
      .orderBy("r.id")
      .limit(PORTION)
      .execute();
    for (const row of rows) {
      organisations.push(row.organisation);
      ids.push(row.id);
      weights.push(row.weight);
      row.values.forEach((value, margin) => columns[margin]!.add(value));
    }
    if (rows.length < PORTION) break;
    last = rows.at(-1)!;
  }
  return {
    organisations,
    ids,
    weights: Float64Array.from(weights),
    categories: columns.map((column) => column.coded()),
  };
}

/** Numbers the values of a margin as they come. */
class CategoryNumbers {
  readonly #codeOf: (value: string) => string | null;
  readonly #numbers = new Map<string, number>();
  readonly #labels: string[] = [];
  readonly #rows: number[] = [];

  constructor(source: MarginSource) {
    if (source.kind !== "question") this.#codeOf = (value) => value;
    else {
      const codes = pointCodes(source.question);
      this.#codeOf = (byte) => codes[Number(byte)] ?? null;
    }
  }

  add(value: string | null): void {
    const code = value === null ? null : this.#codeOf(value);
    if (code === null) {
      this.#rows.push(MISSING);
      return;
    }
    const number = this.#numbers.get(code) ?? this.#labels.length;
    if (number === this.#labels.length) {
      this.#labels.push(code);
      this.#numbers.set(code, number);
    }
    this.#rows.push(number);
  }

  coded(): CodedCategories {
    return { codes: Uint32Array.from(this.#rows), labels: this.#labels, missing: MISSING };
  }
}

const MISSING = 0xff_ff_ff_ff;

function valueOf(source: MarginSource): Expression<string | null> {
  switch (source.kind) {
    case "dimension":
      return DIMENSION_CODES[source.dimension];
    case "attribute":
      return sql<string | null>`r.attributes ->> ${source.name}`;
    case "question": {
      const { slot } = source.question;
      return sql<string>`(case when ${slot}::int < length(r.scores) then get_byte(r.scores, ${slot}::int) else ${sql.lit(MARK.MISSING)} end)::text`;
    }
    default:
      return source satisfies never;
  }
}

const DIMENSION_CODES = {
  ORGANISATION: sql<string>`o.code`,
  SECTOR: sql<string | null>`(select code from sector where id = o.sector_id)`,
  CHANNEL: sql<string | null>`(select code from channel where id = r.channel_id)`,
  TOUCHPOINT: sql<string | null>`(select code from touchpoint where id = r.touchpoint_id)`,
  AUDIENCE: sql<string>`case r.audience ${sql.join(
    Object.entries(AUDIENCE_CODES).map(([code, stored]) => sql`when ${sql.lit(stored)} then ${sql.lit(code)}`),
    sql` `,
  )} end`,
};
