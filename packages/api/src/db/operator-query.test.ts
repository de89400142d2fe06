import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { findTimeZone, settleTimeZone } from "./operator-query.ts";

describeOnDatabases("settleTimeZone", (database) => {
  test("changes the zone while there are no responses, and only says so afterwards", async () => {
    const { db } = database();
    expect(await findTimeZone(db)).toBe("Europe/Amsterdam");
    await settleTimeZone(db, "Asia/Kathmandu");
    expect(await findTimeZone(db)).toBe("Asia/Kathmandu");

    await db.insertInto("organisation").values({ code: "o" }).execute();
    await db.insertInto("instrument").values({ code: "i", unit: "response" }).execute();
    await db.insertInto("instrument_version").values({ instrument_id: 1, version: 1, definition_hash: "" }).execute();
    await db
      .insertInto("response")
      .values({
        organisation_id: 1,
        instrument_id: 1,
        version: 1,
        external_id: "r",
        responded_at: "2026-01-31T20:00:00Z",
        day: "2026-02-01",
        audience: 1,
        scores: Buffer.from([9]),
        content_hash: Buffer.from([0]),
      })
      .execute();

    await settleTimeZone(db, "Asia/Kathmandu");
    await expect(settleTimeZone(db, "Europe/Amsterdam")).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message:
        'KLIK_TIME_ZONE: expected "Asia/Kathmandu", in which the days of the stored responses are counted, got "Europe/Amsterdam"',
    });
    expect(await findTimeZone(db)).toBe("Asia/Kathmandu");
  });
});
