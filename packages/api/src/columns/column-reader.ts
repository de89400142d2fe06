import { rowsByCode } from "@klik/metrics-core/columns";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import type { CodeColumn, Column, ColumnName } from "./block.ts";
import { decodeColumn } from "./column-bytes.ts";
import type { ColumnCache } from "./column-cache.ts";

/** One segment with the columns that were asked for; one that it lacks is `null`. */
interface ReadSegment {
  readonly organisationId: number;
  readonly columns: ReadonlyMap<ColumnName, Column | null>;
}

interface WantedSegment {
  readonly organisationId: number;
  readonly id: string;
  readonly rows: number;
}

/** A segment of the snapshot was replaced before its columns were read: take another snapshot. */
export class SegmentGone extends Error {
  override readonly name = "SegmentGone";
}

/** Bytes of columns that are fetched, and held, at once. */
const FETCH_BYTES = 16 * 1024 * 1024;
const FETCH_SEGMENTS = 1_000;

/** Is told of every column that a reader gives, for a trace. */
export type ColumnWitness = (column: Column, isCached: boolean) => void;

/** Columns of fewer values leave too many rows to every filter for an index of the rows of each. */
const INDEXED_VALUES = 8;

/**
 * Columns of segments, from the cache where it has them, in portions that fit in memory.
 *
 * @param filtered - those of them that are filtered on: they get an index where that helps
 * @throws SegmentGone
 */
export async function* readColumns(
  db: Kysely<Database>,
  cache: ColumnCache,
  segments: readonly WantedSegment[],
  names: readonly ColumnName[],
  filtered: ReadonlySet<ColumnName>,
  witness?: ColumnWitness,
): AsyncGenerator<readonly ReadSegment[]> {
  for (const portion of portionsOf(segments, names.length)) {
    const known = portion.map(
      ({ organisationId, id }) => new Map(names.map((name) => [name, cache.get(organisationId, id, name)])),
    );
    const missing = portion.filter((_, i) => [...known[i]!.values()].includes(undefined));
    const fetched = missing.length === 0 ? new Map<string, Column>() : await fetchColumns(db, missing, names);
    yield portion.map(({ organisationId, id }, i) => {
      const columns = new Map<ColumnName, Column | null>();
      for (const [name, column] of known[i]!) {
        if (column !== undefined) columns.set(name, column);
        else {
          const read = fetched.get(`${id} ${name}`) ?? null;
          cache.set(organisationId, id, name, read);
          columns.set(name, read);
        }
        const given = columns.get(name);
        if (given != null) witness?.(given, column !== undefined);
        const indexed = filtered.has(name) ? withIndex(given) : null;
        if (indexed === null) continue;
        cache.set(organisationId, id, name, indexed);
        columns.set(name, indexed);
      }
      return { organisationId, columns };
    });
  }
}

/** `null` where the column has its index, or one would not help. */
function withIndex(column: Column | null | undefined): CodeColumn | null {
  if (column?.kind !== "codes" || column.codes === null || column.rowsByCode !== undefined) return null;
  const { codes, values } = column;
  return values.length < INDEXED_VALUES ? null : { ...column, rowsByCode: rowsByCode(codes, values.length) };
}

function* portionsOf(segments: readonly WantedSegment[], columns: number): Generator<readonly WantedSegment[]> {
  let portion: WantedSegment[] = [];
  let bytes = 0;
  for (const segment of segments) {
    portion.push(segment);
    bytes += segment.rows * columns;
    if (bytes < FETCH_BYTES && portion.length < FETCH_SEGMENTS) continue;
    yield portion;
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}

interface StoredColumn {
  readonly id: string;
  readonly rows: number;
  readonly name: ColumnName | null;
  readonly data: Buffer | null;
}

/** By `id name`. A segment without any of the columns gives a row as well, so that one that is gone is noticed. */
async function fetchColumns(
  db: Kysely<Database>,
  segments: readonly WantedSegment[],
  names: readonly ColumnName[],
): Promise<ReadonlyMap<string, Column>> {
  const organisations = [...new Set(segments.map(({ organisationId }) => organisationId))];
  const { rows } = await sql<StoredColumn>`
    select s.id, s.rows, c.name, c.data
    from segment s
    left join segment_column c on c.organisation_id = s.organisation_id and c.segment_id = s.id and c.name = any(${names}::text[])
    where s.organisation_id = any(${organisations}::int[]) and s.id = any(${segments.map(({ id }) => id)}::uuid[])
  `.execute(db);
  const columns = new Map<string, Column>();
  const found = new Set<string>();
  for (const { id, rows: count, name, data } of rows) {
    found.add(id);
    if (name !== null && data !== null) columns.set(`${id} ${name}`, decodeColumn(data, count));
  }
  if (found.size < segments.length) throw new SegmentGone("segments: expected those of the snapshot, got fewer");
  return columns;
}
