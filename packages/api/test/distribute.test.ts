import { type Kysely, sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { bindAsCluster, bound } from "../src/access/bound-database.ts";
import { OPEN_VIEWER, type Viewer } from "../src/access/viewer.ts";
import { connect } from "../src/db/connect.ts";
import type { Database } from "../src/db/database.ts";
import { distribute, placesOfTables } from "../src/db/distribute.ts";
import { distributionScript, scriptText } from "../src/db/distribution-script.ts";
import { findResponses } from "../src/db/response-page-query.ts";
import type { ResponseKey, StoredResponse } from "../src/plan/entities.ts";
import { describeOnDatabases } from "./database.ts";

/*
 * There is no Citus here: what its functions do is theirs. What stands around them is plain Postgres, and must leave every table as it was.
 */
const CITUS_FUNCTIONS = sql`
  create table placed (place serial, call text);
  create function create_reference_table(name regclass) returns void language sql as
    $f$ insert into placed (call) values ('copied ' || name) $f$;
  create function create_distributed_table(name regclass, key text, colocate_with text default 'default') returns void language sql as
    $f$ insert into placed (call) values ('spread ' || name || ' by ' || key || ' with ' || colocate_with) $f$;
  create function create_distributed_function(name regprocedure) returns void language sql as
    $f$ insert into placed (call) values ('function ' || name) $f$;
  create function truncate_local_data_after_distributing_table(name regclass) returns void language sql as
    $f$ insert into placed (call) values ('truncated ' || name) $f$;
`;

/** Two organisations with five and ten responses. */
const RESPONSES = sql`
  insert into organisation (code) values ('one'), ('two');
  insert into instrument (code, unit) values ('cx', 'response');
  insert into instrument_version (instrument_id, version, definition_hash) values (1, 1, '-');
  insert into response (organisation_id, instrument_id, version, external_id, responded_at, day, audience, scores, content_hash)
    select 1 + n % 3 / 2, 1, 1, n::text, now(), '2026-01-01', 1, '\\x09', '\\x00' from generate_series(1, 15) n;
`;

const CATALOGUE = sql<{ what: string }>`
  select 'foreign key ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as what
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'policy ' || polrelid::regclass || ' ' || polname from pg_policy
  union all select 'forced ' || oid::regclass from pg_class where relforcerowsecurity
  order by 1
`;

describeOnDatabases("the tables of a cluster", (database) => {
  let script: Awaited<ReturnType<typeof distributionScript>>;
  beforeAll(async () => {
    const { db } = database();
    await RESPONSES.execute(db);
    script = await distributionScript(db, await placesOfTables(db), 16);
  });

  test("are spread by organisation, copied, or kept; those that are spread have the organisation in every key", async () => {
    const { db } = database();
    const { spread, copied, kept } = await placesOfTables(db);
    const { rows } = await sql<{ name: string; organised: boolean }>`
      select c.relname as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and a.attnotnull) as organised
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
    `.execute(db);
    expect([...spread, ...copied, ...kept].sort()).toEqual(rows.map(({ name }) => name).sort());
    // What is of an organisation is spread: a new table with another key would be copied to every node.
    expect(
      rows
        .filter(({ organised }) => organised)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...spread].sort());
    expect(spread).toContain("response");
    expect(copied).toContain("organisation");
  });

  test("refer only to where the row is: to a copied table, or within an organisation", async () => {
    const { spread, copied, kept } = await placesOfTables(database().db);
    const added = script.inTransaction.filter((statement) => statement.includes("FOREIGN KEY"));
    expect(added.length).toBeGreaterThan(8);
    for (const statement of added) {
      const [, table = "", columns = "", other = "", referred = ""] =
        /alter table (\w+) add constraint \w+ FOREIGN KEY \(([^)]*)\) REFERENCES (\w+)\(([^)]*)\)/.exec(statement) ??
        [];
      expect(kept).not.toContain(table);
      if (copied.includes(other)) continue;
      expect(spread).toContain(table);
      expect(spread).toContain(other);
      expect([columns, referred].every((list) => list.startsWith("organisation_id,"))).toBe(true);
      expect(statement).not.toContain("SET NULL");
    }
  });

  test("have identities, defaults and policies that Citus takes", async () => {
    const { db } = database();
    const { spread } = await placesOfTables(db);
    const { rows } = await sql<{ column: string }>`
      select c.relname || '.' || a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relname = any(${spread}::text[]) and a.attnum > 0 and a.attidentity <> '' and a.atttypid <> 'bigint'::regtype
    `.execute(db);
    expect(rows).toEqual([]);
    const policies = script.inTransaction.filter((statement) => statement.startsWith("alter policy"));
    expect(policies.length).toBeGreaterThan(10);
    expect(policies.filter((statement) => /select/i.test(statement))).toEqual([]);
  });

  test("have triggers that insert from an array, as a cluster must, not from the rows of the statement", async () => {
    const { spread } = await placesOfTables(database().db);
    const { rows } = await sql<{ name: string; body: string }>`
      select p.proname as name, p.prosrc as body from pg_trigger t join pg_proc p on p.oid = t.tgfoid
      where t.tgrelid::regclass::text = any(${spread}::text[]) and not t.tgisinternal
    `.execute(database().db);
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(body).not.toMatch(/insert\s+into/i);
  });

  test("are as they were when the script has run, but for what it says", async () => {
    const { db } = database();
    const before = (await CATALOGUE.execute(db)).rows.map(({ what }) => what);
    await CITUS_FUNCTIONS.execute(db);
    await db.transaction().execute(async (trx) => {
      for (const statement of script.inTransaction) await sql.raw(statement).execute(trx);
    });
    const after = (await CATALOGUE.execute(db)).rows.map(({ what }) => what);
    const { kept } = await placesOfTables(db);
    const gone = before.filter((what) => !after.includes(what));
    expect(after.filter((what) => !before.includes(what))).toEqual([]);
    // A table that stays on the coordinator cannot refer to one that does not.
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.filter((what) => !kept.some((table) => what.startsWith(`foreign key ${table} `)))).toEqual([]);

    const { rows } = await sql<{ call: string }>`select call from placed order by place`.execute(db);
    const calls = rows.map(({ call }) => call);
    const place = (call: string): number => calls.indexOf(call);
    expect(place("copied organisation")).toBeLessThan(place("spread response by organisation_id with default"));
    expect(place("function klik_sees_all()")).toBeLessThan(place("copied organisation"));
    expect(place("spread change_log by organisation_id with response")).toBeGreaterThan(
      place("spread response by organisation_id with default"),
    );
    expect(place("function append_change_log(change_log[])")).toBeGreaterThan(place("truncated change_log"));
  });

  test("keep logging, and keep organisations apart, also when requests are bound by commands", async () => {
    const { address } = database();
    const db = connect(address);
    try {
      bindAsCluster(db);
      const all = bound(db, { organisations: "all", role: "klik_api", statementMs: 5_000 });
      const { rows: organisations } = await sql<{ id: number; n: number }>`
        select organisation_id as id, count(*)::int as n from response group by 1 order by 1
      `.execute(all);
      expect(organisations.length).toBeGreaterThan(1);
      const { id, n } = organisations[0]!;
      const one = bound(db, { organisations: [id], role: "klik_api", statementMs: null });
      const count = sql<{ n: number; who: string }>`select count(*)::int as n, current_user as who from response`;
      expect((await count.execute(one)).rows).toEqual([{ n, who: "klik_api" }]);
      const inside = await one.transaction().execute(async (trx) => (await count.execute(trx)).rows);
      expect(inside).toEqual([{ n, who: "klik_api" }]);
      const nobody = bound(db, { organisations: [], role: "klik_api", statementMs: null });
      expect((await count.execute(nobody)).rows[0]?.n).toBe(0);

      // Pages of single responses are put together without a lateral join there, and are the same.
      const pages = async (asker: Kysely<Database>, viewer: Viewer): Promise<readonly (readonly string[])[]> => {
        const found: string[][] = [];
        let after: ResponseKey | null = null;
        for (let page = 0; page < 3; page++) {
          const rows: readonly StoredResponse[] = await findResponses(
            asker,
            viewer,
            { instrumentId: 1, where: { from: "2000-01-01" } },
            { after, limit: 4 },
          );
          found.push(rows.map(({ day, organisation, externalId }) => `${day} ${organisation} ${externalId}`));
          after = rows.at(-1) ?? null;
        }
        return found;
      };
      const sees = (viewed: Viewer["organisations"]): Viewer => ({ ...OPEN_VIEWER, organisations: viewed });
      const expected = await pages(database().db, sees("all"));
      expect(new Set(expected.flat()).size).toBe(12);
      expect(await pages(all, sees("all"))).toEqual(expected);
      expect(await pages(one, sees([id]))).toEqual(await pages(database().db, sees([id])));
      expect(await pages(nobody, sees([]))).toEqual([[], [], []]);

      const logged = sql<{ n: number }>`select count(*)::int as n from change_log where sign = -1`;
      await sql`delete from response where organisation_id = ${id}`.execute(one);
      expect((await logged.execute(one)).rows[0]?.n).toBe(n);
      // A failed statement leaves nothing open behind it.
      await expect(sql`select 1 / 0`.execute(one)).rejects.toThrow("division by zero");
      expect((await count.execute(one)).rows[0]?.n).toBe(0);
    } finally {
      await db.destroy();
    }
  });

  test("are refused where there is no Citus", async () => {
    await expect(distribute(database().db, 32)).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
      message: expect.stringContaining("a server without Citus"),
    });
    expect(scriptText(script)).toMatch(/^begin;\n[\s\S]*\ncommit;\n/);
  });
});
