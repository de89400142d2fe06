import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bindAsCluster, bound, maintenance } from "../../src/access/bound-database.ts";
import { createReader, listReaders, removeReader } from "../../src/access/reader.ts";
import { bindingOf, OPEN_VIEWER } from "../../src/access/viewer.ts";
import { addReport } from "../../src/bi/report.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import { migrateToLatest } from "../../src/db/migrate.ts";
import { seedTenants, type Tenants } from "../access/tenants.ts";
import { openTestDatabase, type TestDatabase } from "../database.ts";
import { asReader, uniqueName } from "./reader-session.ts";
import { TELLER } from "../access/teller.ts";

const VIEWS = ["responses", "answers", "metrics", "metrics_wide"] as const;

interface Opened {
  readonly database: TestDatabase;
  /** Of the owner of the tables, bound to all organisations. */
  readonly owner: Kysely<Database>;
  close(): Promise<void>;
}

const plain = async (engine: TestDatabase["engine"]): Promise<Opened> => {
  const database = await openTestDatabase(engine);
  return { database, owner: maintenance(database.db), close: () => database.close() };
};

/** As on a server of a provider, where nobody is a superuser: row-level security holds for the owner of the views too. */
async function owned(): Promise<Opened> {
  const database = await openTestDatabase("server", "empty");
  const name = `klik_owner_${uniqueName()}`;
  const { db } = database;
  await sql`create role ${sql.id(name)} login createrole`.execute(db);
  await sql`grant klik_api to ${sql.id(name)}`.execute(db);
  await sql`do $$ begin create role klik_bi nologin; exception when duplicate_object then null; end $$`.execute(db);
  await sql`grant klik_bi to ${sql.id(name)} with admin option`.execute(db);
  await sql`alter schema public owner to ${sql.id(name)}`.execute(db);
  await sql`do $$ begin execute format('grant create on database %I to ${sql.id(name)}', current_database()); end $$`.execute(
    db,
  );
  const pool = connect({ ...database.address, user: name, max: 3 });
  const owner = maintenance(pool);
  await migrateToLatest(owner);
  return {
    database,
    owner,
    async close() {
      await pool.destroy();
      await database.close();
    },
  };
}

describe.each([
  ["embedded", () => plain("embedded")],
  ["server", () => plain("server")],
  ["server, owned by no superuser", owned],
] as const)("readers (%s)", (_, open) => {
  let opened: Opened;
  let tenants: Tenants;
  const names = { alpha: uniqueName(), operator: uniqueName() };
  const alpha = `klik_reader_${names.alpha}`;
  const operator = `klik_reader_${names.operator}`;

  beforeAll(async () => {
    opened = await open();
    const { owner: db } = opened;
    tenants = await seedTenants(db);
    const source = { db, columns: new ColumnStore(db) };
    const request = "instrument=tenants&metrics=nps,shares&by=organisation,channel,attribute.owner";
    for (const organisation of [null, "alpha", "beta"])
      await addReport(source, { name: `of-${organisation ?? "all"}`, organisation, request });
    await createReader(db, { name: names.alpha, organisations: ["alpha"], statementMs: 500 });
    await createReader(db, { name: names.operator, organisations: null, statementMs: 60_000 });
  });
  afterAll(async () => {
    for (const { login } of await listReaders(opened.owner))
      await removeReader(opened.owner, login.replace("klik_reader_", ""));
    await opened.close();
  });

  const as = <T>(login: string, run: (session: Kysely<Database>) => Promise<T>): Promise<T> =>
    asReader(opened.database, login, run);
  const everything = async (session: Kysely<Database>): Promise<string> => {
    const seen: unknown[] = [];
    for (const view of VIEWS) seen.push((await sql`select * from ${sql.id("bi", view)}`.execute(session)).rows);
    return JSON.stringify(seen);
  };

  test("are listed with what they see", async () => {
    const readers = await listReaders(opened.owner);
    expect(readers).toEqual(
      [
        { login: alpha, organisations: ["alpha"], createdAt: expect.any(Date) },
        { login: operator, organisations: null, createdAt: expect.any(Date) },
      ].sort((a, b) => (a.login < b.login ? -1 : 1)),
    );
  });

  test("of an organisation see its rows in every view; those of the operator see all", async () => {
    for (const view of VIEWS) {
      const organisations = async (login: string): Promise<readonly (string | null)[]> => {
        const { rows } = await as(login, (session) =>
          sql<{ code: string }>`select distinct organisation as code from ${sql.id("bi", view)} order by 1`.execute(
            session,
          ),
        );
        return rows.map(({ code }) => code);
      };
      expect(await organisations(alpha), view).toEqual(["alpha"]);
      expect(await organisations(operator), view).toEqual(["alpha", "beta"]);
    }
    const reports = (login: string) =>
      as(login, (session) =>
        sql<object>`select distinct report, report_organisation from bi.metrics order by 1`.execute(session),
      );
    expect((await reports(alpha)).rows).toEqual([{ report: "of-alpha", report_organisation: "alpha" }]);
    expect((await reports(operator)).rows).toEqual([
      { report: "of-all", report_organisation: null },
      { report: "of-alpha", report_organisation: "alpha" },
      { report: "of-beta", report_organisation: "beta" },
    ]);
  });

  test.each<readonly [string, (beta: number) => string]>([
    ["bound to everything", () => "set klik.organisations = '*'"],
    ["bound to another", (beta) => `set klik.organisations = '${beta}'`],
    ["bound to the other by function", (beta) => `select set_config('klik.organisations', '${beta}', false)`],
    ["as the group of readers", () => "set role klik_bi"],
    ["without policies", () => "set row_security = off"],
    ["writing", () => "set default_transaction_read_only = off"],
  ])("see no more %s", async (_, prelude) => {
    const seen = await as(alpha, async (session) => {
      await sql.raw(prelude(tenants.beta.id)).execute(session);
      return everything(session).catch((error: Error) => error.message);
    });
    expect(seen).not.toMatch(/beta/i);
    expect(seen).toMatch(/alpha|row-level security|\[\],\[\]/);
  });

  test("find nothing out by functions, prepared statements and temporary objects", async () => {
    const leaks = (view: string): readonly string[] => [
      `select * from bi.${view} t where pg_temp.told(t::text)`,
      `select count(*) from bi.${view} t where pg_temp.told(t.organisation) or t.organisation = 'beta' having count(*) > 1000000`,
      `select t.* from bi.${view} t join bi.${view} u on pg_temp.told(u.organisation) and u.organisation = 'beta'`,
      `select 1 / (case when organisation = 'beta' then 0 else 1 end) from bi.${view}`,
      `prepare asked as select * from bi.${view} where organisation = $1; execute asked('beta'); deallocate asked`,
      `create temp view mine as select * from bi.${view} where organisation = 'beta'; select * from mine; drop view mine`,
      `create temp table copied as select * from bi.${view} where organisation = 'beta'; select * from copied; drop table copied`,
    ];
    await as(alpha, async (session) => {
      await sql`set default_transaction_read_only = off`.execute(session);
      await sql.raw(TELLER).execute(session);
      // What it is told of its own rows does not raise: the function works.
      const { rows: own } = await sql`select from bi.responses t where pg_temp.told(t::text)`.execute(session);
      expect(own.length).toBeGreaterThan(10);
      await sql`set klik.organisations = '*'`.execute(session);
      for (const text of VIEWS.flatMap(leaks)) {
        const answer = await sql
          .raw(text)
          .execute(session)
          .then(
            (result) => JSON.stringify(result),
            (error: Error) => error.message,
          );
        expect(answer, text).not.toMatch(/beta|division by zero/i);
      }
    });
  });

  test("have no right to anything but the views", async () => {
    const { owner } = opened;
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by 1
    `.execute(owner);
    expect(tables.length).toBeGreaterThan(25);
    await as(alpha, async (session) => {
      await sql`set default_transaction_read_only = off`.execute(session);
      await sql`set klik.organisations = '*'`.execute(session);
      const refused = [
        ...tables.map(({ name }) => `select * from public.${name}`),
        ...VIEWS.flatMap((view) => [
          `delete from bi.${view}`,
          `drop view bi.${view}`,
          `alter view bi.${view} owner to ${alpha}`,
        ]),
        "update public.reader set organisation_id = null",
        "select public.append_change_log(array[]::public.change_log[])",
        "set role klik_api",
        "set role pg_read_all_data",
        // On the embedded database the session has it from a superuser, who may take it back.
        ...(opened.database.engine === "embedded" ? [] : ["set session authorization postgres"]),
        `alter role ${alpha} createrole`,
        `grant klik_api to ${alpha}`,
        `alter role ${alpha} valid until 'infinity' connection limit -1`,
        `alter role ${alpha} set klik.organisations = '*'`,
        "create table bi.mine (id int)",
        "create table public.mine (id int)",
        "create schema mine",
        "create function bi.mine() returns int language sql as 'select 1'",
        "copy (select 1) to program 'cat'",
        "select pg_read_file('/etc/passwd')",
        "select * from pg_authid",
      ];
      for (const text of refused)
        await expect(sql.raw(text).execute(session), text).rejects.toThrow(
          /permission denied|must be|must have|only|denied|does not exist|cannot delete/i,
        );
      const { rows: statistics } = await sql`select * from pg_stats where schemaname in ('public', 'bi')`.execute(
        session,
      );
      expect(statistics).toEqual([]);
    });
  });

  test("are nobody for the API, and widen what no request sees", async () => {
    const { owner } = opened;
    const own = bound(owner, bindingOf({ ...OPEN_VIEWER, organisations: [tenants.alpha.id] }));
    for (const table of ["organisation", "response", "report"] as const) {
      const rows = await own.selectFrom(table).selectAll().execute();
      expect(rows.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(rows), table).not.toMatch(/beta/i);
    }
    expect(
      await bound(owner, bindingOf({ ...OPEN_VIEWER, organisations: [] }))
        .selectFrom("response")
        .select("id")
        .execute(),
    ).toEqual([]);
  });

  test("come with limits that they have to take off on purpose", async () => {
    const { rows } = await sql<{ settings: readonly string[]; most: number; inherits: boolean }>`
      select s.setconfig as settings, r.rolconnlimit as most, r.rolinherit as inherits
      from pg_roles r join pg_db_role_setting s on s.setrole = r.oid where r.rolname = ${alpha}
    `.execute(opened.owner);
    expect(rows).toEqual([
      {
        settings: ["statement_timeout=500", "default_transaction_read_only=on", "search_path=bi"],
        most: 10,
        inherits: true,
      },
    ]);
    if (opened.database.engine === "embedded") return; // a session that was handed over has the settings of the first
    await as(alpha, async (session) => {
      await expect(sql`select pg_sleep(30)`.execute(session)).rejects.toThrow("statement timeout");
      await expect(sql`create temp table mine (id int)`.execute(session)).rejects.toThrow("read-only transaction");
      expect((await sql`select from metrics`.execute(session)).rows.length).toBeGreaterThan(0);
    });
  });

  test("are refused with what is wrong, and then there is none", async () => {
    const { owner } = opened;
    const created = (name: string, organisations: readonly string[] | null = null) =>
      createReader(owner, { name, organisations, statementMs: 1_000 });
    await expect(created("Bank 1")).rejects.toThrow('reader: expected 1 to 40 of a-z, 0-9 and _, got "Bank 1"');
    await expect(created(names.alpha)).rejects.toThrow(`expected a name that no role of this server has, got ${alpha}`);
    const other = uniqueName();
    await expect(created(other, ["alpha", "moon"])).rejects.toMatchObject({ code: "ORGANISATION_UNKNOWN" });
    const { rows } = await sql`select from pg_roles where rolname = ${`klik_reader_${other}`}`.execute(owner);
    expect(rows).toEqual([]);
    await expect(removeReader(owner, other)).rejects.toThrow(`expected the name of a reader, got "${other}"`);
  });

  test("get nothing that another of their name has left behind, as in a database that was restored", async () => {
    const { owner } = opened;
    const name = uniqueName();
    const login = `klik_reader_${name}`;
    const make = (organisations: readonly string[] | null) =>
      createReader(owner, { name, organisations, statementMs: 60_000 });
    await make(null);
    await sql`drop role ${sql.id(login)}`.execute(owner);
    await make(["alpha"]);
    expect(await as(login, everything)).not.toMatch(/beta/i);
    await sql`drop role ${sql.id(login)}`.execute(owner);
    await removeReader(owner, name);
    expect((await listReaders(owner)).map((one) => one.login)).not.toContain(login);
  });

  test("are gone when they are removed, in the sessions that they have open too", async () => {
    const { owner, database } = opened;
    const name = uniqueName();
    const login = `klik_reader_${name}`;
    await createReader(owner, { name, organisations: null, statementMs: 60_000 });
    if (database.engine === "server") {
      await as(login, async (session) => {
        expect(await everything(session)).toMatch(/beta/);
        await removeReader(owner, name);
        expect(await everything(session).catch((error: Error) => error.message)).not.toMatch(/alpha|beta/);
      });
    } else await removeReader(owner, name);
    await expect(as(login, everything)).rejects.toThrow(/does not exist/);
    expect((await listReaders(owner)).map((one) => one.login)).not.toContain(login);
  });
});

test("an owner who may make no roles is told what to do", async () => {
  const { database, owner, close } = await owned();
  try {
    const { rows } = await sql<{ name: string }>`select current_user as name`.execute(owner);
    await sql`alter role ${sql.id(rows[0]!.name)} nocreaterole`.execute(database.db);
    await expect(
      createReader(owner, { name: uniqueName(), organisations: null, statementMs: 1_000 }),
    ).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
      message: expect.stringContaining("as an administrator: alter role OWNER createrole"),
    });
  } finally {
    await close();
  }
});

test("a cluster has none", async () => {
  const { owner, close } = await plain("server");
  try {
    bindAsCluster(owner);
    await expect(createReader(owner, { name: uniqueName(), organisations: null, statementMs: 1_000 })).rejects.toThrow(
      "reader: expected a Postgres server, got a Citus cluster",
    );
  } finally {
    await close();
  }
});
