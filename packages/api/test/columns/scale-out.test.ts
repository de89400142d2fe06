import { sql } from "kysely";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../database.ts";

/** Tables that a cluster spreads by organisation: responses, and all that is derived from them. */
const SPREAD = ["change_log", "response", "response_number", "response_text", "segment", "segment_column"];

describeOnDatabases("tables that can be spread by organisation", (database) => {
  test("have the organisation in front of every key", async () => {
    const { rows } = await sql<{ table: string; first: string }>`
      select t.relname as table, a.attname as first
      from pg_index i join pg_class t on t.oid = i.indrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.relname = any(${SPREAD}::text[]) and t.relkind = 'r'
    `.execute(database().db);
    expect([...new Set(rows.map(({ table }) => table))].sort()).toEqual(SPREAD);
    expect(rows.filter(({ first }) => first !== "organisation_id")).toEqual([]);
  });

  test("refer to each other only within an organisation", async () => {
    const { rows } = await sql<{ name: string; columns: string[]; referred: string[] }>`
      select c.conname as name,
        array(select a.attname::text from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns,
        array(select a.attname::text from unnest(c.confkey) k join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k) as referred
      from pg_constraint c
      where c.contype = 'f' and c.conrelid::regclass::text = any(${SPREAD}) and c.confrelid::regclass::text = any(${SPREAD})
    `.execute(database().db);
    expect(rows.length).toBeGreaterThan(0);
    for (const { columns, referred } of rows) {
      expect(columns).toContain("organisation_id");
      expect(referred).toContain("organisation_id");
    }
  });

  test("have triggers that insert from an array, as a cluster must, not from the rows of the statement", async () => {
    const { rows } = await sql<{ name: string; body: string }>`
      select p.proname as name, p.prosrc as body from pg_trigger t join pg_proc p on p.oid = t.tgfoid
      where t.tgrelid::regclass::text = any(${SPREAD}) and not t.tgisinternal
    `.execute(database().db);
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(body).not.toMatch(/insert\s+into/i);
  });
});
