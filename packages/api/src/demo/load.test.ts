import { type Kysely, type KyselyPlugin, sql } from "kysely";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import type { Database } from "../db/database.ts";
import { type Instrument, loadInstrument } from "../instrument/store.ts";
import { loadDemo } from "./load.ts";
import totals from "./fixtures/synthetic.totals.json" with { type: "json" };

/** Answers per point, lowest first; empty when nobody answered. */
async function histogram(
  db: Kysely<Database>,
  instrument: number,
  slot: number,
  year?: string,
): Promise<readonly number[]> {
  const { rows } = await sql<{ point: number; n: number }>`
    select get_byte(scores, ${slot}) as point, count(*)::int as n
    from response
    where instrument_id = ${instrument} and length(scores) > ${slot}
      and (${year ?? null}::text is null or extract(year from day)::text = ${year ?? null})
    group by point order by point
  `.execute(db);
  const points = rows.filter((row) => row.point < 250);
  return Array.from(
    { length: (points.at(-1)?.point ?? -1) + 1 },
    (_, point) => points.find((row) => row.point === point)?.n ?? 0,
  );
}

const slotOf = (instrument: Instrument, code: string): number =>
  instrument.questions.find((one) => one.code === code)?.slot ?? -1;

/** Notes what kind of statements are run. */
const recorder = (kinds: string[]): KyselyPlugin => ({
  transformQuery({ node }) {
    kinds.push(node.kind);
    return node;
  },
  transformResult: async ({ result }) => result,
});

describeOnDatabases("loadDemo", (database) => {
  test("loads both years of the airport and the synthetic programme, once", async () => {
    const { db } = database();
    const said: string[] = [];
    expect(await loadDemo(db, { log: (text) => said.push(text) })).toBe(3087 + 2831 + 1500);
    expect(said).toHaveLength(3);
    const statements: string[] = [];
    expect(await loadDemo(db.withPlugin(recorder(statements)))).toBe(0);
    expect(statements.every((kind) => kind === "SelectQueryNode")).toBe(true);
    const labels = await db.selectFrom("channel").select("labels").where("code", "=", "phone").executeTakeFirst();
    expect(labels?.labels).toEqual({ en: "Phone", nl: "Telefoon" });
  });

  test("counts the answers of the airport as its source does", async () => {
    const { db } = database();
    const instrument = await loadInstrument(db, "sfo-passengers");
    const nps = await histogram(db, instrument.id, slotOf(instrument, "nps"), "2017");
    // 84 rows say 11, blank; one field is empty
    expect(nps).toEqual([17, 6, 8, 19, 18, 144, 130, 291, 677, 564, 872]);
    expect(nps.reduce((sum, n) => sum + n, 0)).toBe(2746);
    expect(await histogram(db, instrument.id, slotOf(instrument, "nps"), "2016")).toEqual([]);
    expect(await histogram(db, instrument.id, slotOf(instrument, "overall"), "2016")).toEqual([7, 51, 497, 1633, 731]);
    expect(await histogram(db, instrument.id, slotOf(instrument, "ease_security"), "2017")).toEqual([
      34, 58, 341, 676, 1298,
    ]);
    const weights = await sql<{ sum: string; days: number }>`
      select sum(weight)::text as sum, count(distinct day)::int as days from response where instrument_id = ${instrument.id}
    `.execute(db);
    expect(weights.rows[0]?.days).toBe(2);
    expect(Number(weights.rows[0]?.sum) / (3087 + 2831)).toBeCloseTo(1, 3);
  });

  test("counts the synthetic answers as their generator did", async () => {
    const { db } = database();
    const instrument = await loadInstrument(db, "synthetic-service");
    const counts = (code: string, min: number): Promise<readonly number[]> =>
      histogram(db, instrument.id, slotOf(instrument, code)).then((n) => [...new Array<number>(min).fill(0), ...n]);
    expect(await counts("nps", 0)).toEqual(totals.nps.histogram);
    expect(await counts("ces", 1)).toEqual(totals.ces.histogram);
    for (const [driver, { histogram: expected }] of Object.entries(totals.drivers)) {
      expect(await counts(driver, 1), driver).toEqual(expected);
    }
    const { below, as, above } = totals.expectation;
    expect(await counts("expectation", 0)).toEqual([below, as, above]);
    const { negative, none, positive } = totals.word_of_mouth;
    expect(await counts("word_of_mouth", 0)).toEqual([negative, none, positive]);
    const sectors = await db.selectFrom("organisation").where("sector_id", "is not", null).select("code").execute();
    expect(sectors).toHaveLength(7);
  });
});
