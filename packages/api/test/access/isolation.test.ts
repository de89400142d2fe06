import { type Kysely, sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { bound } from "../../src/access/bound-database.ts";
import { bindingOf } from "../../src/access/viewer.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { createAnswerSource } from "../../src/db/answer-query.ts";
import type { Database } from "../../src/db/database.ts";
import { createSummarySource } from "../../src/db/summary-source.ts";
import { describeOnDatabases } from "../database.ts";
import { seedTenants, type Tenants } from "./tenants.ts";
import { TELLER } from "./teller.ts";

/** Tables of Kysely's own, about the schema. */
const OF_MIGRATIONS = ["kysely_migration", "kysely_migration_lock"];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isForced: boolean;
  readonly policies: number;
  readonly owner: string;
}

async function tablesOf(db: Kysely<Database>): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced", c.relowner::regrole::text as owner,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c
    where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace = 'public'::regnamespace and c.relname <> all(${OF_MIGRATIONS}::text[])
    order by 1
  `.execute(db);
  return rows;
}

describeOnDatabases("the database keeps organisations apart", (database) => {
  let tenants: Tenants;
  let tables: readonly Table[];
  beforeAll(async () => {
    tenants = await seedTenants(database().db);
    tables = await tablesOf(database().db);
  });

  const as = (organisations: readonly number[] | "all"): Kysely<Database> =>
    bound(database().db, bindingOf({ id: "test", organisations, scopes: new Set() }));

  test("every table is under row-level security, also for whoever owns it", () => {
    expect(tables.length).toBeGreaterThan(18);
    for (const table of tables) {
      expect(table, table.name).toMatchObject({ isForced: true });
      expect(table.policies, table.name).toBeGreaterThan(0);
    }
  });

  test("the role of requests owns nothing, cannot log in, bypasses nothing and is a member of nothing", async () => {
    const { db } = database();
    const { rows } = await sql<object>`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owned,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = 'klik_api'
    `.execute(db);
    const none = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(rows).toEqual([{ ...none, owned: 0, memberships: 0 }]);
    for (const { owner } of tables) expect(owner).not.toBe("klik_api");
  });

  test("nobody bound sees nothing of any organisation", async () => {
    const nobody = as([]);
    for (const { name, columns } of tables.filter(ofOrganisations)) {
      const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(nobody);
      expect(rows, `${name} (${columns.join()})`).toEqual([]);
    }
  });

  test("there is something of both organisations to see in every table that is theirs", async () => {
    for (const name of [
      "api_key",
      "change_log",
      "weight_log",
      "response",
      "response_number",
      "response_text",
      "response_weight",
      "segment",
      "segment_column",
      "tombstone",
      "import_rejection",
    ]) {
      const { rows } = await sql<{ id: number }>`
        select distinct organisation_id as id from ${sql.table(name)} where organisation_id is not null order by 1
      `.execute(as("all"));
      expect(rows, name).toEqual([{ id: tenants.alpha.id }, { id: tenants.beta.id }]);
      expect((await sql`select from ${sql.table(name)}`.execute(as([tenants.alpha.id]))).rows, name).not.toEqual([]);
    }
    for (const name of ["import_run", "idempotent_request"]) {
      const { rows } = await sql`select from ${sql.table(name)}`.execute(as([tenants.alpha.id]));
      expect(rows, name).toHaveLength(1);
    }
  });

  /** Rows of B that a statement gave or touched; a refusal is none. Nothing is kept. */
  async function rowsOfBeta(db: Kysely<Database>, text: string): Promise<number> {
    try {
      return await db.transaction().execute(async (trx) => {
        await sql.raw(TELLER).execute(trx);
        const { rows } = await sql.raw(text).execute(trx);
        throw new Undone(rows.filter((row) => isOf(row, tenants.beta.id)).length);
      });
    } catch (error) {
      if (error instanceof Undone) return error.rows;
      const { code } = error as { readonly code?: string };
      if (REFUSALS.has(code ?? "")) return 0;
      throw error;
    }
  }

  test("no statement bound to A gives, changes or deletes a row of B: every table, every way", async () => {
    const alpha = as([tenants.alpha.id]);
    let probes = 0;
    for (const table of tables) {
      for (const attack of ATTACKS) {
        const text = attack(table);
        expect(await rowsOfBeta(alpha, text), text).toBe(0);
        probes++;
      }
    }
    expect(probes).toBeGreaterThanOrEqual(9 * 19);
  });

  test("no statement bound to A makes a row of B, or one of the operator's", async () => {
    const { alpha, beta, survey } = tenants;
    const own = as([alpha.id]);
    const values = { organisation_id: beta.id, instrument_id: survey.id };
    const inserts = [
      own.insertInto("tombstone").values({ organisation_id: beta.id, hash: Buffer.from("x") }),
      own.insertInto("segment").values({
        ...values,
        id: crypto.randomUUID(),
        rows: 1,
        taken: 0,
        first_day: "2024-01-01",
        last_day: "2024-01-01",
      }),
      own.insertInto("api_key").values(keyRow("aaaaaaaa", beta.id)),
      own.insertInto("api_key").values(keyRow("aaaaaaab", null)),
      own.insertInto("organisation").values({ code: "gamma" }),
      own.insertInto("sector").values({ code: "gamma" }),
      own.insertInto("channel").values({ code: "gamma" }),
      own.insertInto("instrument").values({ code: "gamma", unit: "response" }),
      own.insertInto("import_run").values({ instrument_id: survey.id, source: "x", organisations: [beta.id] }),
      own.insertInto("import_run").values({ instrument_id: survey.id, source: "x", organisations: null }),
      own
        .insertInto("response_text")
        .columns(["organisation_id", "response_id", "slot", "body"])
        .expression(sql`select ${beta.id}::int, 1::bigint, 9::smallint, 'x'`),
      own.updateTable("response").set({ organisation_id: beta.id }),
      own
        .updateTable("organisation")
        .set({ id: beta.id as never })
        .where("id", "=", alpha.id),
    ];
    for (const insert of inserts)
      await expect(insert.execute(), insert.compile().sql).rejects.toThrow(/row-level security|updated to DEFAULT/);
    const shared = await own.updateTable("instrument").set({ code: "taken" }).executeTakeFirstOrThrow();
    expect(shared.numUpdatedRows).toBe(0n);
  });

  test("the binding is the only way in: other text in it is no wildcard", async () => {
    const { db } = database();
    for (const text of ["", " ", "0", "-1", "NULL", "null", "'*'", "**", "1 or 1=1"]) {
      const seen = await db
        .transaction()
        .execute(async (trx) => {
          await sql`select set_config('role', 'klik_api', true), set_config('klik.organisations', ${text}, true)`.execute(
            trx,
          );
          return sql`select from organisation`.execute(trx).then(
            ({ rows }) => rows.length,
            (error: Error) => error.message,
          );
        })
        .catch((error: Error) => error.message);
      expect(seen === 0 || /invalid input syntax|aborted/.test(String(seen)), `${text}: ${seen}`).toBe(true);
    }
  });

  test("and where nothing keeps them apart, statements ask for the visible ones only", async () => {
    // The superuser of these databases is under no policy.
    const { db } = database();
    const { alpha, survey } = tenants;
    const scope = { instrumentId: survey.id, visible: [alpha.id], where: {}, by: [BY_ORGANISATION] } as const;
    const question = { slot: 0, scale: survey.questions[0]!.scale! };
    for (const source of [{ ...createSummarySource(db), ...createAnswerSource(db) }, new ColumnStore(db).source()]) {
      expect((await source.segments(scope)).map(({ values }) => values)).toEqual([[String(alpha.id)]]);
      expect([...(await source.tallies(scope, [question])).keys()]).toEqual([`["${alpha.id}"]`]);
      expect([...(await source.answers(scope, [0])).keys()]).toEqual([`["${alpha.id}"]`]);
      expect(await source.segments({ ...scope, visible: [] })).toEqual([]);
    }
  });

  describe("requests", () => {
    test("of an organisation have no rights beyond rows: no tables, no roles, no other schema", async () => {
      const own = as([tenants.alpha.id]);
      for (const text of [
        "create table mine (id int)",
        "drop table response",
        "alter table response disable row level security",
        "alter table response no force row level security",
        "truncate response",
        "create role other",
        "alter role klik_api bypassrls",
        "create policy open on response using (true)",
        "copy response to program 'cat'",
        "select pg_read_file('/etc/passwd')",
        "update operator set respondent_salt = ''",
        "select * from pg_authid",
        "create function f() returns int language sql as 'select 1'",
      ])
        await expect(sql.raw(text).execute(own), text).rejects.toThrow(/permission denied|must be|only|denied/i);
    });
  });
});

/** Ways in which a statement that is bound to A could reach for what is of B. */
const ATTACKS: readonly ((table: Table) => string)[] = [
  ({ name }) => `select * from ${name}`,
  ({ name }) => `select * from ${name} where false or true`,
  ({ name }) => `table ${name} union all table ${name}`,
  ({ name }) => `select row_to_json(t) from ${name} t`,
  ({ name }) => `select * from ${name} for update`,
  ({ name }) => `select * from ${name} t where pg_temp.told(t::text)`,
  ({ name }) => `select a.* from ${name} a left join lateral (select b.* from ${name} b) b on true limit 5000`,
  ({ name }) => `with gone as (delete from ${name} returning *) select * from gone`,
  ({ name, columns }) => {
    const column = columns.find((one) => !["id", "import_id"].includes(one));
    return `update ${name} set "${column}" = "${column}" returning *`;
  },
];

/** No right to it, not possible there, or something of the same organisation still refers to it. */
const REFUSALS = new Set(["42501", "0A000", "23503"]);

const BY_ORGANISATION = { kind: "dimension", dimension: "ORGANISATION" } as const;

class Undone extends Error {
  readonly rows: number;

  constructor(rows: number) {
    super("undone");
    this.rows = rows;
  }
}

const ofOrganisations = ({ name, columns }: Table): boolean =>
  name === "organisation" ||
  columns.includes("organisation_id") ||
  columns.includes("organisations") ||
  columns.includes("import_id");

/** Whatever names B: by id, by a list of ids, or in any text. */
function isOf(row: unknown, id: number): boolean {
  const { organisation_id: of, organisations } = row as { organisation_id?: unknown; organisations?: unknown };
  if (of === id || (Array.isArray(organisations) && organisations.includes(id))) return true;
  return /beta/i.test(JSON.stringify(row));
}

const keyRow = (prefix: string, organisationId: number | null) => ({
  prefix,
  hash: Buffer.alloc(32),
  organisation_id: organisationId,
  scopes: ["read" as const],
  label: null,
  expires_at: null,
});
