import { answersOfCodes } from "@klik/metrics-core/columns";
import { gramOf } from "@klik/metrics-core/drivers";
import { sql } from "kysely";
import { afterEach, beforeAll, expect, test } from "vitest";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { mergeOnce } from "../../src/columns/compact.ts";
import { Folder } from "../../src/columns/folder.ts";
import { foldOnce } from "../../src/columns/fold.ts";
import { findBacklogs, foldEverything } from "../../src/columns/maintain.ts";
import { purge } from "../../src/columns/purge.ts";
import { rebuildSegments } from "../../src/columns/rebuild.ts";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import { listSegments } from "../../src/columns/segment-store.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import { createAnswerSource } from "../../src/db/answer-query.ts";
import { describeOnDatabases } from "../database.ts";
import { Random } from "./random.ts";
import { createOrganisations, createSurvey, QUESTIONS, randomScope, writeResponses } from "./survey.ts";

describeOnDatabases("segments", (database) => {
  let owner: SegmentOwner;

  beforeAll(async () => {
    await createSurvey(database().db);
    owner = (await createOrganisations(database().db, ["one"]))[0]!;
  });
  afterEach(async () => {
    for (const table of ["response", "change_log", "segment"] as const) await database().db.deleteFrom(table).execute();
  });

  const write = (from: number, until: number, seed = from): Promise<void> =>
    writeResponses(
      database().db,
      owner,
      Array.from({ length: until - from }, (_, i) => String(from + i)),
      new Random(seed),
    );
  const sizes = async (): Promise<readonly (readonly [number, number])[]> =>
    (await listSegments(database().db, owner)).map(({ rows, taken }) => [rows, taken]);
  const responses = async (): Promise<number> => {
    const scope = { instrumentId: 1, visible: "all", where: {}, by: [] } as const;
    return (await new ColumnStore(database().db).source().segments(scope))[0]!.responses;
  };

  test("take over the log, and merge when they are alike in size", async () => {
    const { db } = database();
    for (const [from, until] of [
      [0, 10],
      [10, 20],
      [20, 100],
    ] as const) {
      await write(from, until);
      expect(await foldOnce(db, owner)).toBe(until - from);
    }
    expect(await sizes()).toEqual([
      [10, 0],
      [10, 0],
      [80, 0],
    ]);
    expect(await mergeOnce(db, owner)).toBe(2);
    expect(await sizes()).toEqual([
      [20, 0],
      [80, 0],
    ]);
    expect(await mergeOnce(db, owner)).toBe(0);
    expect(await foldOnce(db, owner)).toBe(0);
    expect(await verifySegments(db)).toEqual([]);
    expect(await responses()).toBe(100);
  });

  test("forget an erased response for good when they are purged", async () => {
    const { db } = database();
    await write(0, 50);
    await sql`update response set attributes = '{"secret": "Xanthippe"}' where external_id::int < 20`.execute(db);
    await foldOnce(db, owner);
    await write(50, 60);
    await sql`delete from response where external_id::int between 5 and 54`.execute(db);
    await foldOnce(db, owner);
    const mentions = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from segment_column
        where position('Xanthippe'::bytea in data) > 0
      `.execute(db);
      return rows[0]!.n;
    };
    await sql`delete from response where external_id::int < 5`.execute(db);
    await foldOnce(db, owner);
    expect(await mentions()).toBe(3);
    expect(await responses()).toBe(5);
    expect(await purge(db, owner)).toBe(50);
    expect(await mentions()).toBe(0);
    expect((await sizes()).map(([, taken]) => taken)).not.toContain(1);
    expect(await responses()).toBe(5);
    expect(await verifySegments(db)).toEqual([]);
  });

  test("are purged portion by portion when many rows went, of one day or of several", async () => {
    const { db } = database();
    await write(0, 300);
    await sql`update response set day = '2024-05-05', attributes = '{}', weight = 1 where external_id::int < 200`.execute(
      db,
    );
    await foldOnce(db, owner);
    for (const weight of [2, 3]) {
      await sql`update response set weight = ${weight}`.execute(db);
      await foldOnce(db, owner);
    }
    const taken = (await sizes()).reduce((sum, [, went]) => sum + went, 0);
    expect(taken).toBeGreaterThan(400);
    expect(await purge(db, owner, 7)).toBe(taken);
    expect((await sizes()).reduce((sum, [rows, went]) => sum + rows + went, 0)).toBe(300);
    expect(await verifySegments(db)).toEqual([]);
  });

  test("are found out when they lie, and mended by a rebuild", async () => {
    const { db } = database();
    await write(0, 30);
    await foldEverything(db);
    await write(30, 40);
    await sql`delete from segment_column where name = 'slot:0'`.execute(db);
    await sql`delete from change_log where day = (select min(day) from change_log)`.execute(db);
    const differences = await verifySegments(db);
    expect(differences.some(({ responses: raw, derived }) => raw === derived)).toBe(true);
    expect(differences.some(({ responses: raw, derived }) => raw > derived)).toBe(true);
    expect(await rebuildSegments(db, owner)).toBe(40);
    expect(await sizes()).toEqual([[40, 0]]);
    expect(await findBacklogs(db)).toEqual([]);
    expect(await verifySegments(db)).toEqual([]);
  });

  test("sum up how answers go together, as the answers of every person do, unless responses have weights", async () => {
    const { db } = database();
    await write(0, 200);
    await sql`update response set weight = 1`.execute(db);
    await foldOnce(db, owner);
    await write(150, 260, 1);
    await sql`update response set weight = 1`.execute(db);
    const purged = await rebuildSegments(db, owner); // images that went still had weights
    expect(purged).toBe(260);
    await sql`delete from response where external_id::int < 40`.execute(db);
    const questions = QUESTIONS.filter(({ scale }) => scale.codes === null).map(({ slot, scale }) => ({
      slot,
      scale,
      name: String(slot),
      reversed: scale.direction === "low_is_good",
    }));
    const random = new Random(7);
    for (let i = 0; i < 40; i++) {
      const scope = randomScope(random, ["one"]);
      const source = new ColumnStore(db).source();
      const people = await createAnswerSource(db).answers(scope, [0, 3]);
      const expected = [...people].map(([group, { codes }]) => {
        const columns = questions.map(({ name, scale, slot, reversed }) => {
          const own = codes.get(slot)!;
          return [name, { scale, codes: reversed ? own.map((code) => (code < 5 ? 4 - code : code)) : own }];
        });
        return [group, gramOf(answersOfCodes(Object.fromEntries(columns)))] as const;
      });
      expect(await source.grams!(scope, questions)).toEqual(new Map(expected));
    }
    await sql`update response set weight = 2 where external_id = '100'`.execute(db);
    const all = { instrumentId: 1, visible: "all", where: {}, by: [] } as const;
    expect(await new ColumnStore(db).source().grams!(all, questions)).toBeNull();
  });

  test("are folded and purged by the folder when that is due", async () => {
    const { db } = database();
    const folder = new Folder(db);
    await write(0, 10);
    await folder.look(0);
    expect(await sizes()).toEqual([[10, 0]]);
    await write(10, 20);
    await folder.look(1_000);
    expect(await findBacklogs(db)).toEqual([{ ...owner, images: 10 }]);
    await sql`delete from response where external_id::int < 5`.execute(db);
    await folder.look(62_000);
    expect(await findBacklogs(db)).toEqual([]);
    expect((await sizes()).every(([, taken]) => taken === 0)).toBe(true);
    expect(await verifySegments(db)).toEqual([]);
    folder.start();
    await folder.stop();
  });
});
