import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { AUDIENCE_CODES } from "../db/scope-query.ts";
import type { Audience } from "../plan/scope.ts";
import { sizeOf } from "./column-bytes.ts";
import type { ColumnCache } from "./column-cache.ts";
import type { ColumnFilter, ColumnPlan } from "./column-plan.ts";
import { type ColumnWitness, readColumns } from "./column-reader.ts";
import { columnsOf, type Evaluation } from "./evaluate.ts";
import type { EvaluationTrace } from "./evaluation-trace.ts";
import type { Columns } from "./grouping.ts";
import type { Owner } from "./numbered.ts";
import type { MomentScope, Snapshot } from "./moment.ts";

/** Where a pass reads from, and who is told of it. */
export interface PassSource {
  readonly db: Kysely<Database>;
  readonly cache: ColumnCache;
  readonly trace: EvaluationTrace[] | undefined;
}

export type EvaluationOf<Plan, T> = (plan: Plan, filters: readonly ColumnFilter[]) => Evaluation<T>;

/** So long the process counts without looking at anything else. */
const SLICE_MILLISECONDS = 8;

export const isAsWide = (plan: ColumnPlan, { organisations, sectors }: MomentScope): boolean =>
  JSON.stringify([plan.organisations, plan.sectors]) === JSON.stringify([organisations, sectors]);

/**
 * One pass over the columns that any of some plans needs, and what each of them says.
 *
 * @param scope - what the snapshot is of: as wide as all plans together, or wider
 * @throws SegmentGone
 */
export async function passOver<Plan extends ColumnPlan, T>(
  { db, cache, trace }: PassSource,
  { organisations, tail }: Snapshot,
  scope: MomentScope,
  plans: readonly Plan[],
  evaluationOf: EvaluationOf<Plan, T>,
): Promise<readonly T[]> {
  const parts = await Promise.all(
    plans.map(async (plan) => {
      const members = isAsWide(plan, scope) ? null : await organisationsOf(db, plan);
      const filters = await withIds(db, plan.filters);
      const own = members === null ? [] : [{ column: "organisation" as const, in: Array.from(members, String) }];
      return { members, evaluation: evaluationOf(plan, [...own, ...filters]) };
    }),
  );
  const owners = new Map(organisations.map((one) => [one.organisationId, one]));
  const wanted = organisations
    .filter(({ organisationId }) => parts.some(({ members }) => members?.has(organisationId) ?? true))
    .flatMap(({ organisationId, segments }) => segments.map((segment) => ({ organisationId, ...segment })));
  let sliceEnd = performance.now() + SLICE_MILLISECONDS;
  const add = async (owner: Owner | null, columns: Columns): Promise<void> => {
    for (const { members, evaluation } of parts) {
      if (owner === null || (members?.has(owner.organisationId) ?? true)) evaluation.add(owner, columns);
      if (performance.now() < sliceEnd) continue;
      await setImmediate();
      sliceEnd = performance.now() + SLICE_MILLISECONDS;
    }
  };
  const totals = { cached: { columns: 0, bytes: 0 }, read: { columns: 0, bytes: 0 } };
  const witness: ColumnWitness = (column, isCached) => {
    const total = isCached ? totals.cached : totals.read;
    total.columns++;
    total.bytes += sizeOf(column);
  };
  for (const block of tail) await add(null, columnsOf(block));
  const columns = [...new Set(plans.flatMap((plan) => plan.columns))];
  const filtered = new Set(plans.flatMap(({ filters }) => filters.map(({ column }) => column)));
  const told = trace === undefined ? undefined : witness;
  const reading = readColumns(db, cache, wanted, columns, filtered, told);
  for await (const portion of reading) {
    for (const { organisationId, columns: own } of portion) await add(owners.get(organisationId)!, own);
  }
  const [plan, ...related] = plans;
  trace?.push({
    kernel: parts[0]!.evaluation.kernel,
    plan: { ...plan!, columns },
    related,
    segments: { count: wanted.length, rows: wanted.reduce((sum, { rows }) => sum + rows, 0) },
    tailRows: tail.reduce((sum, { runs }) => sum + runs.rows, 0),
    ...totals,
  });
  const results: T[] = [];
  for (const { evaluation } of parts) {
    await setImmediate();
    results.push(evaluation.result());
  }
  await setImmediate();
  return results;
}

/** Ids of those that a plan asks for by their codes, or by those of their sectors. */
async function organisationsOf(
  db: Kysely<Database>,
  { organisations, sectors }: ColumnPlan,
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from organisation
    where (${organisations}::text[] is null or code = any(${organisations}::text[]))
      and (${sectors}::text[] is null or sector_id in (select id from sector where code = any(${sectors}::text[])))
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Categories are stored by id. */
async function withIds(db: Kysely<Database>, filters: readonly ColumnFilter[]): Promise<readonly ColumnFilter[]> {
  return Promise.all(
    filters.map(async ({ column, in: codes }) => {
      if (column === "audience") return { column, in: codes.map((code) => String(AUDIENCE_CODES[code as Audience])) };
      if (column !== "channel" && column !== "touchpoint") return { column, in: codes };
      const { rows } = await sql<{ id: number }>`
        select id from ${sql.table(column)} where code = any(${codes}::text[])
      `.execute(db);
      return { column, in: rows.map(({ id }) => String(id)) };
    }),
  );
}
