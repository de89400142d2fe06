import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { mergeOnce } from "../../src/columns/compact.ts";
import { foldOnce } from "../../src/columns/fold.ts";
import { purge } from "../../src/columns/purge.ts";
import { rebuildSegments } from "../../src/columns/rebuild.ts";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import type { Database } from "../../src/db/database.ts";
import { createSummarySource } from "../../src/db/summary-source.ts";
import type { Scope } from "../../src/plan/scope.ts";
import type { SummarySource } from "../../src/plan/summaries.ts";
import { openTestDatabase, type TestDatabase } from "../database.ts";
import { Random } from "./random.ts";
import { createOrganisations, createSurvey, QUESTIONS, randomScope, weighResponses, writeResponses } from "./survey.ts";

const CODES = ["one", "two"];
const RESPONSES = 300;
/** How long writers, folders and readers get at each other. */
const MILLISECONDS = Number(process.env["KLIK_CONCURRENT_MS"] ?? 2_500);

describe("summaries while several write and several change the segments (server)", () => {
  let database: TestDatabase;
  let owners: readonly SegmentOwner[];

  beforeAll(async () => {
    database = await openTestDatabase("server");
    await createSurvey(database.db);
    owners = await createOrganisations(database.db, CODES);
    const ids = Array.from({ length: RESPONSES }, (_, i) => String(i));
    for (const [i, owner] of owners.entries()) await writeResponses(database.db, owner, ids, new Random(i));
  });
  afterAll(() => database.close());

  test("are those of plain SQL at the same moment, and no response is ever lost or counted twice", async () => {
    const { db } = database;
    const until = performance.now() + MILLISECONDS;
    const whileTime = async (work: (random: Random) => Promise<unknown>, seed: number): Promise<number> => {
      const random = new Random(seed);
      let times = 0;
      for (; performance.now() < until; times++) {
        await work(random);
        await sleep(random.below(4));
      }
      return times;
    };
    const change = async (random: Random): Promise<unknown> => {
      const found = await db.selectFrom("weighting").select("id").executeTakeFirst();
      const weightingId = random.once(2) ? (found?.id ?? null) : null;
      const owner = { ...random.pick(owners), weightingId };
      return random.pick([foldOnce, foldOnce, mergeOnce, purge, rebuildSegments])(db, owner);
    };
    const counts = await Promise.all([
      whileTime((random) => unlessLost(replaceSome(db, random.pick(owners), random)), 1),
      whileTime((random) => unlessLost(replaceSome(db, random.pick(owners), random)), 2),
      whileTime(change, 3),
      whileTime(change, 4),
      whileTime((random) => unlessLost(weighResponses(db, owners, WEIGHTING, random)), 5),
      whileTime((random) => compareAtOneMoment(db, random), 6),
      whileTime(() => countAll(db), 7),
    ]);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await verifySegments(db)).toEqual([]);
  });
});

/** Corrects some, and erases as many as it adds: the number of responses stays the same for whoever looks. */
async function replaceSome(db: Kysely<Database>, owner: SegmentOwner, random: Random): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom("response")
      .select("external_id")
      .where("organisation_id", "=", owner.organisationId)
      .orderBy("external_id")
      .forUpdate()
      .execute();
    const ids = known.map(({ external_id }) => external_id);
    await writeResponses(trx, owner, [random.pick(ids), random.pick(ids)], random);
    const gone = [...new Set([random.pick(ids), random.pick(ids)])];
    await trx
      .deleteFrom("response")
      .where("organisation_id", "=", owner.organisationId)
      .where("external_id", "=", sql<string>`any(${gone}::text[])`)
      .execute();
    await writeResponses(
      trx,
      owner,
      gone.map(() => `${random.below(2 ** 30)}-${random.below(2 ** 30)}`),
      random,
    );
  });
}

const WEIGHTING = "raked";

/** A response that is erased meanwhile cannot get a weight, and who locks rows before it corrects others can meet who weighs them. */
async function unlessLost(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code !== FOREIGN_KEY_VIOLATION && code !== DEADLOCK_DETECTED) throw error;
  }
}

const FOREIGN_KEY_VIOLATION = "23503";
const DEADLOCK_DETECTED = "40P01";

async function compareAtOneMoment(db: Kysely<Database>, random: Random): Promise<void> {
  const scope = { ...randomScope(random, CODES), ...(random.once(2) ? { weighting: WEIGHTING } : {}) };
  const [got, expected] = await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const [columns, rows] = [new ColumnStore(trx).source(), createSummarySource(trx)];
      return [await numbersOf(columns, scope), await numbersOf(rows, scope)];
    });
  expect(got).toEqual(expected);
}

async function numbersOf(source: SummarySource, scope: Scope): Promise<unknown> {
  const segments = await source.segments(scope);
  const tallies = await source.tallies(scope, QUESTIONS);
  const byGroup = [...tallies].map(
    ([group, bySlot]) => [group, QUESTIONS.map(({ slot }) => bySlot.get(slot))] as const,
  );
  return [segments.map(({ tallies: _, ...row }) => row), new Map(byGroup)];
}

/** Without a transaction, and with a cache that holds nothing: segments go between the snapshot and the reading of columns. */
async function countAll(db: Kysely<Database>): Promise<void> {
  const source = new ColumnStore(db, { cacheBytes: 0 }).source();
  const scope = {
    instrumentId: 1,
    visible: "all",
    where: {},
    by: [{ kind: "dimension", dimension: "ORGANISATION" }],
  } as const;
  expect((await source.segments(scope)).map(({ responses }) => responses)).toEqual([RESPONSES, RESPONSES]);
}
