import type { KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import { dataOf } from "../../test/ask.ts";
import { describeOnDatabases } from "../../test/database.ts";
import { DefineInstrumentDocument } from "../../test/generated/graphql.ts";
import { createApi } from "../api.ts";
import { findShipped } from "../instrument/shipped.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";
import { loadProgrammes } from "./load-programmes.ts";
import { PROGRAMMES } from "./programmes.ts";

/** Notes what kind of statements are run. */
const recorder = (kinds: string[]): KyselyPlugin => ({
  transformQuery({ node }) {
    kinds.push(node.kind);
    return node;
  },
  transformResult: async ({ result }) => result,
});

describeOnDatabases("loadProgrammes", (database) => {
  test("loads every programme once, and then asks one question", async () => {
    const { db } = database();
    const said: string[] = [];
    const expected = PROGRAMMES.reduce((sum, programme) => sum + [...programme.rows("small")].length, 0);
    expect(await loadProgrammes(db, { size: "small", log: (text) => said.push(text) })).toBe(expected);
    expect(said).toHaveLength(PROGRAMMES.length);
    const statements: string[] = [];
    expect(await loadProgrammes(db.withPlugin(recorder(statements)), { size: "small" })).toBe(0);
    expect(statements).toEqual(["SelectQueryNode"]);
  });

  test("says wherever it is shown that the answers are invented", async () => {
    const { db } = database();
    for (const { instrument } of PROGRAMMES) {
      const { labels } = await loadInstrument(db, instrument);
      expect(labels["en"]).toMatch(/\(synthetic demo data\)$/);
      expect(labels["nl"]).toMatch(/\(synthetische demodata\)$/);
    }
    const organisations = await db.selectFrom("organisation").select(["code", "name", "sector_id"]).execute();
    expect(organisations.length).toBeGreaterThan(3000);
    for (const { code, name, sector_id } of organisations) {
      expect(code).toMatch(/^synthetic-/);
      expect(name).toMatch(/^Synthetic /);
      expect(sector_id).not.toBeNull();
    }
    for (const table of ["sector", "channel", "touchpoint"] as const) {
      const categories = await db.selectFrom(table).select(["code", "labels"]).execute();
      for (const { code, labels } of categories) expect(Object.keys(labels).toSorted(), code).toEqual(["en", "nl"]);
    }
  });

  test("goes on saying so when its instrument is defined anew", async () => {
    const { db } = database();
    const code = "contact-monitor";
    const shipped = (await findShipped(code))!;
    const before = await loadInstrument(db, code);
    expect(await defineInstrument(db, shipped)).toBe(before.version);
    expect((await loadInstrument(db, code)).labels).toEqual(before.labels);

    const { defineInstrument: ours } = await dataOf(createApi({ db }), DefineInstrumentDocument, {
      input: {
        code,
        unit: "RESPONSE",
        labels: [
          { language: "en", text: "Ours" },
          { language: "fy", text: "Us" },
        ],
        questions: [{ code: "nps", role: "NPS", labels: [{ language: "en", text: "Recommend?" }] }],
      },
    });
    expect(ours).toMatchObject({ created: true, instrument: { version: before.version + 1 } });
    const { labels } = await loadInstrument(db, code);
    expect(labels).toEqual({ en: "Ours (synthetic demo data)", fy: "Us (synthetic demo data)" });
    expect(await defineInstrument(db, shipped)).toBe(before.version + 2);
    expect((await loadInstrument(db, code)).labels).toEqual(before.labels);
  });

  test("leaves alone the names of instruments that hold none", async () => {
    const { db } = database();
    const shipped = { ...(await findShipped("contact-monitor"))!, code: "ours" };
    await defineInstrument(db, shipped);
    expect((await loadInstrument(db, "ours")).labels).toEqual(shipped.labels);
  });

  test("keeps the name that somebody gave a sector", async () => {
    const { db } = database();
    await db
      .updateTable("sector")
      .set({ labels: { en: "Ours" } })
      .where("code", "=", "bank")
      .execute();
    await db.deleteFrom("import_run").where("source", "=", "demo/customer-drivenness").execute();
    expect(await loadProgrammes(db, { size: "small" })).toBe(520);
    const bank = await db.selectFrom("sector").select("labels").where("code", "=", "bank").executeTakeFirst();
    expect(bank?.labels).toEqual({ en: "Ours" });
  });
});
