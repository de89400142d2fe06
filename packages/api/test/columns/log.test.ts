import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import { describeOnDatabases } from "../database.ts";
import { Random } from "./random.ts";
import { createOrganisations, createSurvey, weighResponses, writeResponses } from "./survey.ts";

describeOnDatabases("the log of responses", (database) => {
  let owner: SegmentOwner;
  let other: SegmentOwner;

  beforeAll(async () => {
    await createSurvey(database().db);
    const [one, two] = await createOrganisations(database().db, ["one", "two"]);
    owner = one!;
    other = two!;
  });
  afterEach(async () => {
    await database().db.deleteFrom("response").execute();
    await database().db.deleteFrom("change_log").execute();
    await database().db.deleteFrom("weight_log").execute();
  });

  const signs = async (): Promise<readonly (readonly [number, number])[]> => {
    const rows = await database()
      .db.selectFrom("change_log")
      .select(["organisation_id", "sign"])
      .orderBy("id")
      .execute();
    return rows.map(({ organisation_id, sign }) => [organisation_id - owner.organisationId, sign] as const);
  };
  const write = (ids: readonly string[], seed = 1): Promise<void> =>
    writeResponses(database().db, owner, ids, new Random(seed));

  test("holds an image for each response that came, and both images of one that was corrected", async () => {
    await write(["1", "2"]);
    expect(await signs()).toEqual([
      [0, 1],
      [0, 1],
    ]);
    await write(["2", "3"], 7);
    expect(
      (await signs())
        .slice(2)
        .map(([, sign]) => sign)
        .sort((a, b) => a - b),
    ).toEqual([-1, 1, 1]);
  });

  test("says nothing of an update of what no summary counts", async () => {
    await write(["1", "2"]);
    await sql`update response set content_hash = '\\x05', updated_at = now()`.execute(database().db);
    await sql`update response set weight = weight where false`.execute(database().db);
    expect(await signs()).toHaveLength(2);
  });

  test("knows 1.5 from 1.50 in an attribute, which jsonb takes for equal", async () => {
    await write(["1"]);
    for (const number of ["1.5", "1.50"]) {
      await sql`update response set attributes = ${`{"n": ${number}}`}::jsonb`.execute(database().db);
    }
    expect(await signs()).toHaveLength(5);
  });

  test("follows a response to another organisation", async () => {
    await write(["1"]);
    await sql`update response set organisation_id = ${other.organisationId}`.execute(database().db);
    expect((await signs()).slice(1).toSorted((a, b) => a[0] - b[0])).toEqual([
      [0, -1],
      [1, 1],
    ]);
  });

  test("is written also where triggers sleep", async () => {
    await database()
      .db.transaction()
      .execute(async (trx) => {
        await sql`set local session_replication_role = replica`.execute(trx);
        await writeResponses(trx, owner, ["1"], new Random(1));
      });
    expect(await signs()).toEqual([[0, 1]]);
  });

  test("holds nothing of what was rolled back", async () => {
    await database()
      .db.transaction()
      .execute(async (trx) => {
        await writeResponses(trx, owner, ["1"], new Random(1));
        throw new Error("rolled back");
      })
      .catch(() => {});
    expect(await signs()).toEqual([]);
  });

  test("holds every row of a statement of more than ten thousand", async () => {
    const { db } = database();
    const count = async (): Promise<number> =>
      Number(
        (
          await db
            .selectFrom("change_log")
            .select((eb) => eb.fn.countAll().as("n"))
            .executeTakeFirstOrThrow()
        ).n,
      );
    await sql`
      insert into response (organisation_id, instrument_id, version, external_id, responded_at, day, audience, scores, content_hash)
      select ${owner.organisationId}, 1, 1, n::text, '2024-01-01', '2024-01-01', 1, '\\x01', '\\x00' from generate_series(1, 25001) n
    `.execute(db);
    expect(await count()).toBe(25_001);
    await sql`update response set scores = '\\x02'`.execute(db);
    expect(await count()).toBe(75_003);
    await db.deleteFrom("response").execute();
    expect(await count()).toBe(100_004);
  });

  test.each([
    ["corrects", sql`update response set day = '2024-05-05'`, sql`update response_weight set weight = 4`],
    ["deletes", sql`delete from response`, sql`delete from response_weight`],
  ])("is not left to a statement that %s responses and weights at once", async (_, ofResponses, ofWeights) => {
    const { db } = database();
    await write(["1", "2"]);
    await weighResponses(db, [owner], "raked", new Random(1));
    await expect(sql`with changed as (${ofResponses}) ${ofWeights}`.execute(db)).rejects.toThrow(
      /one statement: expected a change of response(_weight)? or of response(_weight)?, got both/,
    );
    await ofWeights.execute(db);
    await ofResponses.execute(db);
    expect(await verifySegments(db)).toEqual([]);
    await db.deleteFrom("weighting").execute();
  });

  describe("refuses truncate", () => {
    test.each(["response", "change_log", "segment", "segment_column", "response_weight", "weight_log"])(
      "of %s",
      async (table) => {
        await expect(sql`truncate ${sql.table(table)} cascade`.execute(database().db)).rejects.toThrow(
          /truncate \w+: expected delete, which keeps the summaries right/,
        );
      },
    );
  });
});
