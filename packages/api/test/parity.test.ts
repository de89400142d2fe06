import { categories, scaleOf, type Scale, type Tally, tallyOf, NOT_APPLICABLE, type Answer } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import { fc, test } from "@fast-check/vitest";
import { beforeAll, expect } from "vitest";
import { createSummarySource } from "../src/db/summary-source.ts";
import { groupKey } from "../src/plan/scope.ts";
import { describeOnDatabases, type TestDatabase } from "./database.ts";

/** The questions of the generated instrument: slots 0, 1 and 2; slot 3 came later, so that older responses are shorter. */
const QUESTIONS: readonly { readonly slot: number; readonly scale: Scale }[] = [
  { slot: 0, scale: scaleOf(0, 10) },
  { slot: 1, scale: scaleOf(1, 10, { step: 0.5 }) },
  { slot: 2, scale: categories(["negative", "none", "positive"]) },
  { slot: 3, scale: scaleOf(1, 5, { direction: "low_is_good" }) },
];

interface Row {
  readonly organisation: number;
  readonly day: string;
  readonly gate: string | null;
  readonly weight: string;
  /** Index on the scale, or a mark that there is no answer. */
  readonly scores: readonly number[];
}

const score = (points: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.nat(points - 1) },
    { weight: 1, arbitrary: fc.constantFrom(MARK.MISSING, MARK.NOT_APPLICABLE, MARK.INVALID) },
  );

const scores = fc
  .tuple(score(11), score(19), score(3), score(5), fc.boolean())
  .map(([a, b, c, d, old]) => (old ? [a, b, c] : [a, b, c, d]));

const row: fc.Arbitrary<Row> = fc.record({
  organisation: fc.constantFrom(1, 2),
  day: fc.constantFrom("2024-12-29", "2024-12-30", "2025-01-01", "2025-02-28"),
  gate: fc.constantFrom("A", "B", null),
  weight: fc.oneof(
    { weight: 3, arbitrary: fc.constant("1") },
    { weight: 2, arbitrary: fc.nat(3_000_000).map((n) => (n / 1e6).toFixed(6)) },
  ),
  scores,
});

const answerOf = (scale: Scale, mark: number | undefined): { answer: Answer; invalid: boolean } => {
  if (mark === undefined || mark === MARK.MISSING) return { answer: null, invalid: false };
  if (mark === MARK.NOT_APPLICABLE) return { answer: NOT_APPLICABLE, invalid: false };
  if (mark === MARK.INVALID) return { answer: scale.max + 1, invalid: true };
  return { answer: scale.codes?.[mark] ?? scale.min + mark * scale.step, invalid: false };
};

/** The same rows counted in memory. */
function counted(rows: readonly Row[], { slot, scale }: (typeof QUESTIONS)[number]): Tally {
  return tallyOf(
    scale,
    rows.map((each) => answerOf(scale, each.scores[slot]).answer),
    { weights: rows.map((each) => each.weight), invalid: "count" },
  );
}

/** Sums as decimals, so that a weight of 1.50 and one of 1.5 are the same, and a tally without weights has weight n. */
function canonical({ n, weights, unanswered }: Tally): unknown {
  const digits = (units: bigint, places: number): number => Number(`${units}e-${places}`);
  return {
    n,
    w: weights === null ? n : weights.w.map((units) => digits(units, weights.places)),
    ww: weights === null ? n : weights.ww.map((units) => digits(units, 2 * weights.places)),
    unanswered,
  };
}

async function store({ db }: TestDatabase, rows: readonly Row[]): Promise<void> {
  await db.deleteFrom("response").execute();
  if (rows.length === 0) return;
  await db
    .insertInto("response")
    .values(
      rows.map((each, index) => ({
        organisation_id: each.organisation,
        instrument_id: 1,
        version: 1,
        external_id: String(index),
        respondent_key: null,
        responded_at: `${each.day}T12:00:00Z`,
        day: each.day,
        channel_id: null,
        touchpoint_id: null,
        audience: 1 as const,
        weight: each.weight,
        scores: Buffer.from(each.scores),
        attributes: JSON.stringify(each.gate === null ? {} : { gate: each.gate }) as never, // a jsonb parameter is text to pg
        content_hash: Buffer.alloc(32),
      })),
    )
    .execute();
}

describeOnDatabases("summaries in SQL and in memory", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await db
      .insertInto("organisation")
      .values([
        { code: "one", name: null, sector_id: null },
        { code: "two", name: null, sector_id: null },
      ])
      .execute();
    await db.insertInto("instrument").values({ code: "generated", unit: "respondent" }).execute();
    await db.insertInto("instrument_version").values({ instrument_id: 1, version: 1, definition_hash: "-" }).execute();
  });

  test.prop([fc.array(row, { maxLength: 60 })], { numRuns: 40 })(
    "are the same for every question and group",
    async (rows) => {
      await store(database(), rows);
      const source = createSummarySource(database().db);
      const scope = {
        instrumentId: 1,
        visible: "all",
        where: {},
        by: [
          { kind: "dimension", dimension: "ORGANISATION" },
          { kind: "period", grain: "WEEK" },
          { kind: "attribute", name: "gate" },
        ],
      } as const;
      const found = await source.tallies(scope, QUESTIONS);
      const week: Readonly<Record<string, string>> = {
        "2024-12-29": "2024-12-23",
        "2024-12-30": "2024-12-30",
        "2025-01-01": "2024-12-30",
        "2025-02-28": "2025-02-24",
      };
      const groups = new Map<string, Row[]>();
      for (const each of rows) {
        const key = groupKey([String(each.organisation), week[each.day]!, each.gate]);
        groups.set(key, [...(groups.get(key) ?? []), each]);
      }
      expect([...found.keys()].sort()).toEqual([...groups.keys()].sort());
      for (const [key, members] of groups) {
        for (const question of QUESTIONS) {
          expect(canonical(found.get(key)!.get(question.slot)!)).toEqual(canonical(counted(members, question)));
        }
      }
      const segments = await source.segments(scope);
      expect(new Map(segments.map(({ values, responses }) => [groupKey(values), responses]))).toEqual(
        new Map([...groups].map(([key, members]) => [key, members.length])),
      );
    },
  );

  test.prop([fc.array(row, { minLength: 1, maxLength: 40 })], { numRuns: 20 })(
    "are the same under a filter",
    async (rows) => {
      await store(database(), rows);
      const where = {
        organisations: ["one"],
        from: "2024-12-30",
        until: "2025-02-01",
        attributes: [{ name: "gate", in: ["A", "B"] }],
      };
      const found = await createSummarySource(database().db).tallies(
        { instrumentId: 1, visible: "all", where, by: [] },
        QUESTIONS,
      );
      const members = rows.filter(
        ({ organisation, day, gate }) =>
          organisation === 1 && day >= "2024-12-30" && day < "2025-02-01" && gate !== null,
      );
      for (const question of QUESTIONS) {
        const tally = found.get("[]")?.get(question.slot);
        if (members.length === 0) expect(tally).toBeUndefined();
        else expect(canonical(tally!)).toEqual(canonical(counted(members, question)));
      }
    },
  );
});
