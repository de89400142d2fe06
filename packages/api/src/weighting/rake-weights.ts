import { MetricsError } from "@klik/metrics-core";
import { rake, trimWeights, type WeightingMargin, type WeightReport, weightReport } from "@klik/metrics-core/weighting";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import { holdOffErasure } from "../ingest/erased.ts";
import { InputError } from "../input-error.ts";
import { type Instrument, loadInstrument } from "../instrument/store.ts";
import type { Weighting } from "../plan/entities.ts";
import { loadMarginColumns, type MarginColumns } from "./margin-columns.ts";
import { marginName, readMargins } from "./read-margins.ts";
import { type Raked, type Raking, UNREACHABLE, type Unreachable } from "./raking.ts";

/**
 * Rakes the responses of a filter to known margins and stores their weights under a name, in place of those that it had; all or
 * nothing. Responses that come later have no weight in it until it is raked again.
 *
 * @throws InputError `INSTRUMENT_UNKNOWN`, `INPUT_INVALID`
 */
export async function rakeWeights(db: Kysely<Database>, raking: Raking): Promise<Raked | Unreachable> {
  const instrument = await loadInstrument(db, raking.instrument);
  try {
    return await db.transaction().execute((trx) => rakeIn(trx, instrument, raking));
  } catch (error) {
    if (!(error instanceof MetricsError)) throw error;
    const { reason = null, margin = null, category = null } = error.details as Readonly<Record<string, string | null>>;
    const known = UNREACHABLE.find((one) => one === reason);
    if (error.code !== "TARGET_UNREACHABLE" || known === undefined)
      throw new InputError("INPUT_INVALID", error.message);
    return { kind: "unreachable", reason: known, margin, category, message: error.message };
  }
}

async function rakeIn(trx: Transaction<Database>, instrument: Instrument, raking: Raking): Promise<Raked> {
  await holdOffErasure(trx);
  await allowManyRows(trx);
  await holdOffCorrections(trx, instrument);
  const weighting = await nameWeighting(trx, instrument, raking.name);
  const scope = { instrumentId: instrument.id, visible: "all", where: raking.where, by: [] } as const;
  const sources = await readMargins(trx, instrument, raking.margins);
  const columns = await loadMarginColumns(trx, scope, sources);
  const { weights, report } = weigh(raking, columns);
  await storeWeights(trx, weighting, columns, weights);
  return { kind: "raked", weighting, report };
}

/** Raking that has not converged after so many sweeps has weights on their way to 0. */
const MAX_SWEEPS = 1_000;

function weigh(
  { margins, start, total, bounds, missing, trim }: Raking,
  columns: MarginColumns,
): { readonly weights: Float64Array; readonly report: WeightReport } {
  const known = margins.map(
    ({ of, targets, unit }, at): WeightingMargin => ({
      name: marginName(of),
      categories: columns.categories[at]!,
      targets: Object.fromEntries(targets.map(({ code, target }) => [code, target])),
      unit,
    }),
  );
  const startWeights = start === "response" ? columns.weights : new Float64Array(columns.ids.length).fill(1);
  const raked = rake({
    margins: known,
    startWeights,
    bounds,
    missing,
    maxIterations: MAX_SWEEPS,
    ...(total === null ? {} : { total }),
  });
  const trimmed =
    trim === null ? null : trimWeights({ weights: raked.weights, ...trim, margins: known, breakMargins: true });
  const weights = trimmed?.weights ?? raked.weights;
  return {
    weights,
    report: weightReport({ weights, startWeights, margins: known, raked, ...(trimmed === null ? {} : { trimmed }) }),
  };
}

/** A new row for the weighting, in place of the one that had its name: that goes with its weights, and with the columns made of them. */
async function nameWeighting(trx: Transaction<Database>, instrument: Instrument, name: string): Promise<Weighting> {
  await trx.deleteFrom("weighting").where("instrument_id", "=", instrument.id).where("name", "=", name).execute();
  return trx
    .insertInto("weighting")
    .values({ instrument_id: instrument.id, name })
    .returning(["id", "name", "raked_at as rakedAt"])
    .executeTakeFirstOrThrow();
}

/** One raking of an instrument after the other; its responses are not corrected meanwhile. The triggers of weights take the same lock. */
async function holdOffCorrections(trx: Transaction<Database>, { id }: Instrument): Promise<void> {
  await sql`select pg_advisory_xact_lock(1802266989, ${id})`.execute(trx);
}

/** Rows that are stored at once. */
const PORTION = 20_000;
/** As many decimals as a weight keeps. */
const PLACES = 12;
const TOO_LARGE = 1e6;

/** @throws InputError `INPUT_INVALID` for a weight that cannot be stored */
async function storeWeights(
  trx: Transaction<Database>,
  { id }: Weighting,
  { organisations, ids }: MarginColumns,
  weights: Float64Array,
): Promise<void> {
  const largest = weights.reduce((a, b) => Math.max(a, b), 0);
  if (largest >= TOO_LARGE) {
    throw new InputError(
      "INPUT_INVALID",
      `weights: expected all of them below ${TOO_LARGE}, got ${largest}: give a smaller total`,
    );
  }
  for (let from = 0; from < ids.length; from += PORTION) {
    const part = <T>(list: readonly T[]): readonly T[] => list.slice(from, from + PORTION);
    const texts = Array.from(weights.subarray(from, from + PORTION), (weight) => weight.toFixed(PLACES));
    // There are no conflicts: as in `response-statements.ts`, the clause is for a cluster.
    await sql`
      insert into response_weight (organisation_id, response_id, weighting_id, weight)
      select organisation_id, id, ${id}, weight
      from unnest(${part(organisations)}::int[], ${part(ids)}::bigint[], ${texts}::numeric[]) as made (organisation_id, id, weight)
      on conflict do nothing
    `.execute(trx);
  }
}

/** Whether there was one. @throws InputError `INSTRUMENT_UNKNOWN` */
export async function deleteWeighting(db: Kysely<Database>, instrument: string, name: string): Promise<boolean> {
  const { id } = await loadInstrument(db, instrument);
  return db.transaction().execute(async (trx) => {
    await allowManyRows(trx);
    const { numDeletedRows } = await trx
      .deleteFrom("weighting")
      .where("instrument_id", "=", id)
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  });
}

/** Many rows take longer than the statement of a question may. */
async function allowManyRows(trx: Transaction<Database>): Promise<void> {
  await sql`select set_config('statement_timeout', '10min', true)`.execute(trx);
}
