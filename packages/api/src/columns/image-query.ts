import { type Expression, type RawBuilder, sql } from "kysely";
import type { LogTable } from "./owner.ts";

/**
 * Many signed images of responses in one row, column by column, because rows one by one would cost more to decode than to
 * count. Whole numbers are 4 bytes each, the highest first.
 */
export interface ImageRow {
  readonly rows: number;
  /** A byte per image: 1 for one that went. */
  readonly went: Buffer;
  /** Days since 1970-01-01. */
  readonly days: Buffer;
  /** Ids, 0 where there is none. */
  readonly channels: Buffer;
  readonly touchpoints: Buffer;
  readonly audiences: Buffer;
  /** Decimals with commas between; `null` when all are 1. */
  readonly weights: string | null;
  readonly scores: Buffer;
  /** Length of the scores of each image; `null` when all are as long as `longest`. */
  readonly lengths: Buffer | null;
  readonly longest: number;
  /** A JSON object per line; `null` when all are {}. */
  readonly attributes: string | null;
}

/**
 * Parts of the log of at most 16,384 images, to group by: however much is not folded, no part of it becomes too long for a
 * string or keeps the process from its other work for long.
 */
export const logPortion = (log: LogTable): RawBuilder<unknown> => sql`${sql.ref(`${log}.id`)} / 16384`;

type Select<T> = { readonly [K in keyof T]: RawBuilder<T[K]> };

/** The columns of an `ImageRow` over a relation with the columns of `change_log`. All aggregates see the images in one order. */
function imageColumns(from: string): Select<ImageRow> {
  const ref = (column: string): Expression<unknown> => sql.ref(`${from}.${column}`);
  const integers = (value: Expression<unknown>): RawBuilder<Buffer> =>
    sql<Buffer>`string_agg(int4send(${value}), ''::bytea)`;
  const id = (column: string): RawBuilder<Buffer> => integers(sql`coalesce(${ref(column)}, 0)`);
  const length = sql`length(${ref("scores")})`;
  return {
    rows: sql<number>`count(*)::int`,
    went: sql<Buffer>`string_agg(case when ${ref("sign")} > 0 then '\\x00'::bytea else '\\x01'::bytea end, ''::bytea)`,
    days: integers(sql`${ref("day")} - date '1970-01-01'`),
    channels: id("channel_id"),
    touchpoints: id("touchpoint_id"),
    audiences: id("audience"),
    weights: sql<string | null>`case when bool_and(${ref("weight")} = 1) then null
      else string_agg(trim_scale(${ref("weight")})::text, ',') end`,
    scores: sql<Buffer>`string_agg(${ref("scores")}, ''::bytea)`,
    lengths: sql<Buffer | null>`case when min(${length}) = max(${length}) then null else ${integers(length)} end`,
    longest: sql<number>`max(${length})`,
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
