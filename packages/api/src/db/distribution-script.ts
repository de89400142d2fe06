import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";

export interface TablePlaces {
  /** By organisation_id, each organisation on one node with all that is its own. */
  readonly spread: readonly string[];
  /** Whole, on every node. */
  readonly copied: readonly string[];
  /** On the coordinator, as they are. */
  readonly kept: readonly string[];
}

interface DistributionScript {
  readonly inTransaction: readonly string[];
  /** For sessions that begin from now on. */
  readonly afterwards: readonly string[];
}

/**
 * The statements that spread the tables over a Citus cluster.
 *
 * What Citus refuses of a table that is there already goes first and comes back last: foreign keys, because they may not cross from a
 * table that is placed to one that is not yet; triggers, because their functions can be sent to other nodes only when the tables are
 * there; and subqueries in policies, which become plain calls.
 */
export async function distributionScript(
  db: Kysely<Database>,
  places: TablePlaces,
  shards: number,
): Promise<DistributionScript> {
  const placed = [...places.copied, ...places.spread];
  const foreignKeys = await foreignKeysOf(db, [...placed, ...places.kept]);
  // Citus would take a table that refers to a copied one into its own hands; those that stay have rules that it refuses.
  const crossing = foreignKeys.filter(({ table, refersTo }) => placed.includes(table) || placed.includes(refersTo));
  const triggers = await triggersOf(db, placed);
  const functions = await functionsIn(db);
  const policies = await policiesOf(db, placed);
  const secured = [...new Set(policies.map(({ table }) => table))];
  const [anchor, ...others] = [...places.spread].sort((a, b) => Number(b === "response") - Number(a === "response"));
  return {
    inTransaction: [
      "set local citus.multi_shard_modify_mode = 'sequential'",
      "set local citus.enable_unsafe_triggers = on",
      `set local citus.shard_count = ${shards}`,
      ...triggers.map(({ name, table }) => `drop trigger ${name} on ${table}`),
      ...crossing.map(({ name, table }) => `alter table ${table} drop constraint ${name}`),
      ...policies.map(alterPolicy),
      // Its owner is under the policies of a table too, and would copy nothing.
      ...secured.map((table) => `alter table ${table} no force row level security`),
      ...functions.early.map((name) => `select create_distributed_function('${name}')`),
      ...places.copied.map((table) => `select create_reference_table('${table}')`),
      ...(anchor === undefined
        ? []
        : [
            `select create_distributed_table('${anchor}', 'organisation_id')`,
            ...others.map(
              (table) =>
                `select create_distributed_table('${table}', 'organisation_id', colocate_with => '${anchor === "response" ? anchor : "response"}')`,
            ),
          ]),
      ...placed.map((table) => `select truncate_local_data_after_distributing_table('${table}')`),
      ...crossing
        .filter(({ table }) => placed.includes(table))
        .map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
      ...functions.late.map((name) => `select create_distributed_function('${name}')`),
      ...triggers.map(({ definition }) => definition),
      ...secured.map((table) => `alter table ${table} force row level security`),
    ],
    afterwards: [
      "do $$ begin execute format('alter database %I set citus.enable_unsafe_triggers = on', current_database()); end $$",
      "do $$ begin execute format('alter database %I set citus.propagate_set_commands = ''local''', current_database()); end $$",
      // Nodes reach each other as the role that a request runs as.
      "alter role klik_api login",
    ],
  };
}

/** The same as a file for psql. */
export function scriptText({ inTransaction, afterwards }: DistributionScript): string {
  return ["begin", ...inTransaction, "commit", ...afterwards].map((statement) => `${statement};\n`).join("");
}

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly refersTo: string;
  readonly definition: string;
}

async function foreignKeysOf(db: Kysely<Database>, tables: readonly string[]): Promise<readonly ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select quote_ident(f.conname) as name, c.relname as table, r.relname as "refersTo", pg_get_constraintdef(f.oid) as definition
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid
    where f.contype = 'f' and c.relname = any(${tables}::text[]) and c.relnamespace = 'public'::regnamespace
    order by c.relname, f.conname
  `.execute(db);
  return rows;
}

interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly definition: string;
}

async function triggersOf(db: Kysely<Database>, tables: readonly string[]): Promise<readonly Trigger[]> {
  const { rows } = await sql<Trigger>`
    select quote_ident(t.tgname) as name, c.relname as table, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relname = any(${tables}::text[]) and c.relnamespace = 'public'::regnamespace
    order by c.relname, t.tgname
  `.execute(db);
  return rows;
}

/** Functions that need no table come first, because policies call them; the others need the tables in their arguments or variables. */
async function functionsIn(
  db: Kysely<Database>,
): Promise<{ readonly early: readonly string[]; readonly late: readonly string[] }> {
  const { rows } = await sql<{ name: string; isEarly: boolean }>`
    select p.oid::regprocedure::text as name, l.lanname = 'sql' as "isEarly"
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'public'::regnamespace and l.lanname in ('sql', 'plpgsql')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.oid
  `.execute(db);
  return {
    early: rows.filter(({ isEarly }) => isEarly).map(({ name }) => name),
    late: rows.filter(({ isEarly }) => !isEarly).map(({ name }) => name),
  };
}

interface Policy {
  readonly name: string;
  readonly table: string;
  readonly visible: string;
}

async function policiesOf(db: Kysely<Database>, tables: readonly string[]): Promise<readonly Policy[]> {
  const { rows } = await sql<Policy>`
    select quote_ident(p.polname) as name, c.relname as table, pg_get_expr(p.polqual, p.polrelid) as visible
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relname = any(${tables}::text[]) and c.relnamespace = 'public'::regnamespace
    order by c.relname, p.polname
  `.execute(db);
  return rows;
}

/** `(select klik_organisations())` is called once a statement on one server; Citus knows plain calls only. */
function alterPolicy({ name, table, visible }: Policy): string {
  const plain = visible.replaceAll(/\( SELECT (\w+\(\)) AS \w+\)/g, "$1");
  if (/\bselect\b/i.test(plain))
    throw new Error(`distribute: expected policy ${name} of ${table} without a subquery, got ${visible}`);
  return `alter policy ${name} on ${table} using (${plain})`;
}
