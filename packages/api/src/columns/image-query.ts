import { type Expression, type RawBuilder, sql } from "kysely";

/** Many signed images of responses in one row: a text per column, because rows one by one would cost more to decode than to count. */
export interface ImageRow {
  readonly rows: number;
  /** "+" or "-" per image. */
  readonly signs: string;
  /** Days since 1970-01-01. */
  readonly days: string;
  /** Ids, "" where there is none. */
  readonly channels: string;
  readonly touchpoints: string;
  readonly audiences: string;
  /** `null` when all are 1. */
  readonly weights: string | null;
  readonly scores: Buffer;
  /** Length of the scores of each image; `null` when all are as long as `longest`. */
  readonly lengths: string | null;
  readonly longest: number;
  /** A JSON object per line; `null` when all are {}. */
  readonly attributes: string | null;
}

type Select<T> = { readonly [K in keyof T]: RawBuilder<T[K]> };

/** The columns of an `ImageRow` over a relation with the columns of `change_log`. All aggregates see the images in one order. */
export function imageColumns(from: string): Select<ImageRow> {
  const ref = (column: string): Expression<unknown> => sql.ref(`${from}.${column}`);
  const joined = (value: RawBuilder<unknown>): RawBuilder<string> => sql<string>`string_agg(${value}, ',')`;
  const id = (column: string): RawBuilder<string> => joined(sql`coalesce(${ref(column)}::text, '')`);
  return {
    rows: sql<number>`count(*)::int`,
    signs: sql<string>`string_agg(case when ${ref("sign")} > 0 then '+' else '-' end, '')`,
    days: joined(sql`(${ref("day")} - date '1970-01-01')::text`),
    channels: id("channel_id"),
    touchpoints: id("touchpoint_id"),
    audiences: id("audience"),
    weights: sql<string | null>`case when bool_and(${ref("weight")} = 1) then null
      else ${joined(sql`trim_scale(${ref("weight")})::text`)} end`,
    scores: sql<Buffer>`string_agg(${ref("scores")}, ''::bytea)`,
    lengths: sql<string | null>`case when min(length(${ref("scores")})) = max(length(${ref("scores")})) then null
      else ${joined(sql`length(${ref("scores")})::text`)} end`,
    longest: sql<number>`max(length(${ref("scores")}))`,
    attributes: sql<string | null>`case when bool_and(${ref("attributes")} = '{}') then null
      else string_agg(${ref("attributes")}::text, e'\n') end`,
  };
}

/** The same as a list for a select. */
export function selectImages(from: string): RawBuilder<ImageRow> {
  const columns = Object.entries(imageColumns(from)).map(
    ([name, expression]) => sql`${expression} as ${sql.ref(name)}`,
  );
  return sql<ImageRow>`${sql.join(columns)}`;
}
