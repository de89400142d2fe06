import { atLeastTimes } from "@klik/metrics-core/comparison";
import { crosstabOf, type Sharing, SHARING, sharing } from "@klik/metrics-core/people";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { nationalExperience } from "../src/demo/programme/national-experience.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near, numberOf } from "./estimate-number.ts";
import { SharingDocument } from "./generated/graphql.ts";

const INSTRUMENT = "national-experience";
const where = { audiences: ["CUSTOMER" as const] };

/** Every third customer counts 1.5. */
const customers = [...nationalExperience.rows("small")]
  .filter((row) => row["audience"] === "customer")
  .map((row, index) => ({ row, weight: index % 3 === 0 ? 1.5 : 1 }));

const sharingOf = (people: typeof customers): Sharing =>
  sharing(
    crosstabOf(
      SHARING,
      SHARING,
      people.map(({ row }) => [String(row["shared_positive"]), String(row["shared_negative"])] as const),
      { weights: people.map(({ weight }) => weight) },
    ),
  );

describeOnDatabases("sharing of experiences", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await loadProgrammes(db, { size: "small", only: [INSTRUMENT] });
    const heavy = customers.flatMap(({ row, weight }) => (weight === 1 ? [] : [String(row["external_id"])]));
    await sql`update response set weight = 1.5 where external_id = any(${heavy}::text[])`.execute(db);
    await foldEverything(db);
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    const asked = { instrument: INSTRUMENT, where, times: 2, compare: false };

    test("is that of the library on the same answers", async () => {
      const { segments } = await dataOf(api, SharingDocument, asked);
      const { sharing: found, ratio } = segments.nodes[0]!.wordOfMouth!;
      const expected = sharingOf(customers);
      expect(found!.positive).toEqual(numberOf(expected.positive));
      expect(found!.negative).toEqual(numberOf(expected.negative));
      const { atLeast, change: _, ...number } = found!.ratio;
      expect(number).toEqual(numberOf(expected.ratio));
      const claim = atLeastTimes(expected.ratio, 2, { level: 0.9 })!;
      expect(atLeast).toEqual({ ...claim, z: near(claim.z), p: near(claim.p), low: near(claim.low) });
      expect(claim.holds).toBe(true);
      // Of the mentions themselves there are not twice as many.
      expect(ratio.atLeast?.holds).toBe(false);
    });

    test("does not hold when it is asked for more, and refuses what is no number of times", async () => {
      const { segments } = await dataOf(api, SharingDocument, { ...asked, times: 3 });
      expect(segments.nodes[0]!.wordOfMouth!.sharing!.ratio.atLeast).toMatchObject({ times: 3, holds: false });
      const { errors } = await ask(api, SharingDocument, { ...asked, times: 0 });
      expect(errors?.[0]).toMatchObject({ extensions: { code: "ARGUMENT_INVALID" } });
    });

    test("is counted again a period earlier", async () => {
      const { segments } = await dataOf(api, SharingDocument, { ...asked, compare: true, by: [{ period: "YEAR" }] });
      const ratios = segments.nodes.map(({ wordOfMouth }) => wordOfMouth!.sharing!.ratio);
      const years = ["2013", "2014"].map((year) =>
        sharingOf(customers.filter(({ row }) => String(row["responded_at"]).startsWith(year))),
      );
      expect(ratios.map(({ value }) => value)).toEqual(years.map(({ ratio }) => near(ratio.value)));
      expect(ratios[1]!.change).toMatchObject({
        earlier: { value: near(years[0]!.ratio.value) },
        difference: near(years[1]!.ratio.value! - years[0]!.ratio.value!),
      });
    });
  });
});
