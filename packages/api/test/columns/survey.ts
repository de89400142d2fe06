import { categories, scaleOf } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import { type Kysely, sql } from "kysely";
import type { Database } from "../../src/db/database.ts";
import type { SegmentOwner } from "../../src/columns/owner.ts";
import type { GroupBy, ResponseFilter, Scope } from "../../src/plan/scope.ts";
import type { CountedQuestion } from "../../src/plan/summaries.ts";
import type { Random } from "./random.ts";

/** Slot 3 came later: older responses are shorter. */
export const QUESTIONS: readonly CountedQuestion[] = [
  { slot: 0, scale: scaleOf(0, 10) },
  { slot: 1, scale: categories(["negative", "none", "positive"]) },
  { slot: 3, scale: scaleOf(1, 5, { direction: "low_is_good" }) },
];

const CATEGORIES = ["a", "b", "c"];
const DAYS = ["2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-12-30", "2025-01-05"];
const WEIGHTS = ["1", "1", "1", "1.50", "0.284717714312", "0", "2", "999999.999999999999", "0.000000000001"];
const ATTRIBUTES = [
  "{}",
  '{"gate": "A"}',
  '{"gate": "B", "plan": "gold"}',
  '{"gate": null, "plan": ""}',
  '{"gate": 1.50}',
  '{"gate": 1.5, "plan": {"deep": ["}", "\\""]}}',
  '{"plan": true, "a \\"quoted\\", name: {": "Zoë\\n€ 1"}',
  ...Array.from({ length: 12 }, (_, desk) => `{"desk": ${desk}}`),
];
const NAMES = ["gate", "plan", 'a "quoted", name: {', "desk"];

/** Makes what responses refer to: one instrument, two sectors, and categories a, b and c. */
export async function createSurvey(db: Kysely<Database>): Promise<void> {
  await sql`
    insert into sector (code) values ('a'), ('b');
    insert into channel (code) values ('a'), ('b'), ('c');
    insert into touchpoint (code) values ('a'), ('b'), ('c');
    insert into instrument (code, unit) values ('cx', 'response');
    insert into instrument_version (instrument_id, version, definition_hash) values (1, 1, '-');
  `.execute(db);
}

/** Organisations without responses; every third has no sector. */
export async function createOrganisations(
  db: Kysely<Database>,
  codes: readonly string[],
): Promise<readonly SegmentOwner[]> {
  const made = await db
    .insertInto("organisation")
    .values(codes.map((code, i) => ({ code, name: null, sector_id: i % 3 === 2 ? null : (i % 3) + 1 })))
    .returning("id")
    .execute();
  return made.map(({ id }) => ({ organisationId: id, instrumentId: 1, weightingId: null }));
}

/** Gives some responses of organisations a weight in a weighting, in place of those that it had, as raking does. */
export async function weighResponses(
  db: Kysely<Database>,
  owners: readonly SegmentOwner[],
  name: string,
  random: Random,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("weighting").where("name", "=", name).execute();
    const { id } = await trx
      .insertInto("weighting")
      .values({ instrument_id: 1, name })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addWeights(trx, owners, id, random);
  });
}

/** Gives some of the responses that have none a weight. */
export async function addWeights(
  db: Kysely<Database>,
  owners: readonly SegmentOwner[],
  weightingId: number,
  random: Random,
): Promise<void> {
  await sql`
    insert into response_weight (organisation_id, response_id, weighting_id, weight)
    select organisation_id, id, ${weightingId}, (${WEIGHTS}::numeric[])[1 + (id + ${random.below(9)}) % ${sql.lit(WEIGHTS.length)}] from response
    where organisation_id = any(${owners.map(({ organisationId }) => organisationId)}::int[]) and id % 4 <> ${random.below(4)}
    on conflict do nothing
  `.execute(db);
}

/** Some responses, straight into the table: with ids that may be there already, which corrects them. */
export async function writeResponses(
  db: Kysely<Database>,
  { organisationId }: SegmentOwner,
  externalIds: readonly string[],
  random: Random,
): Promise<void> {
  if (externalIds.length === 0) return;
  const rows = [...new Set(externalIds)].map((id) => {
    const { day, channel, touchpoint, audience, weight, scores, attributes } = randomContent(random);
    return sql`(${organisationId}, 1, 1, ${id}, ${day}::date, ${day}::date, ${channel}, ${touchpoint}, ${audience}, ${weight}::numeric,
      ${Buffer.from(scores)}, ${attributes}::jsonb, ${Buffer.alloc(1)})`;
  });
  await sql`
    insert into response (organisation_id, instrument_id, version, external_id, responded_at, day, channel_id, touchpoint_id, audience,
      weight, scores, attributes, content_hash)
    values ${sql.join(rows)}
    on conflict (organisation_id, instrument_id, external_id) do update set
      day = excluded.day, channel_id = excluded.channel_id, touchpoint_id = excluded.touchpoint_id, audience = excluded.audience,
      weight = excluded.weight, scores = excluded.scores, attributes = excluded.attributes
  `.execute(db);
}

function randomContent(random: Random) {
  const score = (points: number): number =>
    random.once(6) ? random.pick([MARK.MISSING, MARK.NOT_APPLICABLE, MARK.INVALID, 200]) : random.below(points);
  const scores = [score(11), score(3), score(5), score(5)];
  return {
    day: random.pick(DAYS),
    channel: random.pick([1, 2, 3, null]),
    touchpoint: random.pick([1, 2, null]),
    audience: random.pick([1, 2, 3]),
    weight: random.once(2) ? "1" : random.pick(WEIGHTS),
    scores: scores.slice(0, random.once(3) ? random.below(5) : 4),
    attributes: random.pick(ATTRIBUTES),
  };
}

const BY: readonly GroupBy[] = [
  ...(["ORGANISATION", "SECTOR", "CHANNEL", "TOUCHPOINT", "AUDIENCE"] as const).map(
    (dimension): GroupBy => ({ kind: "dimension", dimension }),
  ),
  ...(["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const).map((grain): GroupBy => ({ kind: "period", grain })),
  ...NAMES.map((name): GroupBy => ({ kind: "attribute", name })),
];

/** A question to some organisations, all by their codes. */
export function randomScope(random: Random, organisations: readonly string[]): Scope {
  const where: ResponseFilter = {
    organisations,
    ...(random.once(5) ? { sectors: random.some(["a", "b"]) } : {}),
    ...(random.once(5) ? { channels: random.some(CATEGORIES) } : {}),
    ...(random.once(5) ? { touchpoints: random.some(CATEGORIES) } : {}),
    ...(random.once(5) ? { audiences: random.some(["CUSTOMER", "EMPLOYEE", "ORGANISATION"] as const) } : {}),
    ...(random.once(4) ? { from: random.pick(DAYS) } : {}),
    ...(random.once(4) ? { until: random.pick(DAYS) } : {}),
    ...(random.once(4) ? { attributes: [{ name: random.pick(NAMES), in: ["A", "", "1.50", "true", "3"] }] } : {}),
  };
  const by = Array.from({ length: random.below(4) }, () => random.pick(BY));
  return {
    instrumentId: 1,
    visible: "all",
    where,
    by: by.filter((group, i) => by.findIndex((other) => sameGroup(group, other)) === i),
  };
}

const sameGroup = (a: GroupBy, b: GroupBy): boolean => JSON.stringify(a) === JSON.stringify(b);
