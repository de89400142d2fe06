import { type Kysely, sql } from "kysely";
import { poolOf } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import { type Instrument, loadInstrument } from "./store.ts";

interface Known {
  readonly fingerprint: string;
  readonly instrument: Instrument;
}

/** By database and code. A version never changes, so an instrument is the same as long as its labels and its list of versions are. */
const known = new WeakMap<object, Map<string, Known>>();

/** The newest version of an instrument, from memory where it is the one that is stored; `null`: there is none of that code. */
export async function findInstrument(db: Kysely<Database>, code: string): Promise<Instrument | null> {
  const pool = poolOf(db);
  const byCode = known.get(pool) ?? new Map<string, Known>();
  known.set(pool, byCode);
  const fingerprint = await fingerprintOf(db, code);
  if (fingerprint === null) return null;
  const found = byCode.get(code);
  if (found?.fingerprint === fingerprint) return found.instrument;
  const instrument = await loadInstrument(db, code);
  byCode.set(code, { fingerprint, instrument });
  return instrument;
}

async function fingerprintOf(db: Kysely<Database>, code: string): Promise<string | null> {
  const { rows } = await sql<{ fingerprint: string }>`
    select concat_ws(' ', i.id, i.unit, i.labels, string_agg(v.version || ' ' || v.definition_hash, ' ' order by v.version)) as fingerprint
    from instrument i join instrument_version v on v.instrument_id = i.id
    where i.code = ${code} group by i.id
  `.execute(db);
  return rows[0]?.fingerprint ?? null;
}
