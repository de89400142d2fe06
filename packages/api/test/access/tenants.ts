import { type Kysely, sql } from "kysely";
import { bound } from "../../src/access/bound-database.ts";
import { createKeys } from "../../src/access/keys.ts";
import { ACCESS_SCOPES, type AccessScope, bindingOf, OPEN_VIEWER } from "../../src/access/viewer.ts";
import { foldEverything } from "../../src/columns/maintain.ts";
import type { Database } from "../../src/db/database.ts";
import { eraseRespondent } from "../../src/erasure/erase-respondent.ts";
import { submitResponses } from "../../src/ingest/submission.ts";
import type { Instrument } from "../../src/instrument/store.ts";
import { importText, surveyFor } from "../import-text.ts";

/** Two organisations that must not see each other, with something of every kind that is kept of each. */
export interface Tenants {
  readonly survey: Instrument;
  readonly alpha: Tenant;
  readonly beta: Tenant;
  /** Opens everything. */
  readonly operatorKey: string;
}

export interface Tenant {
  readonly code: string;
  readonly id: number;
  /** A key with all scopes. */
  readonly key: string;
  readonly keyWith: Readonly<Record<AccessScope, string>>;
  /** An import of its own, and one idempotency key that both organisations use. */
  readonly importId: string;
  readonly keyPrefix: string;
}

export const SHARED_IDEMPOTENCY_KEY = "monday";

export async function seedTenants(db: Kysely<Database>): Promise<Tenants> {
  const survey = await surveyFor(db, "tenants");
  await db
    .insertInto("sector")
    .values([{ code: "sector-n" }])
    .execute();
  await db.insertInto("channel").values({ code: "channel-n" }).execute();
  await db.insertInto("touchpoint").values({ code: "touchpoint-n" }).execute();
  // All that is of B says "beta".
  await importText(db, survey, [HEADER, ...rowsOf("alpha", 0), ...rowsOf("beta", 10)].join("\n"));
  for (const code of ["alpha", "beta"])
    await db
      .updateTable("organisation")
      .set({ name: `${code} name` })
      .where("code", "=", code)
      .execute();
  const weighting = await db
    .insertInto("weighting")
    .values({ instrument_id: survey.id, name: "tenants" })
    .returning("id")
    .executeTakeFirstOrThrow();
  await weighAll(db, weighting.id);
  await foldEverything(db);
  await importText(db, survey, [HEADER, rowOf("alpha", 90, 3), rowOf("beta", 90, 7), ...badRows].join("\n"));
  const [alpha, beta] = [await tenant(db, survey, "alpha"), await tenant(db, survey, "beta")];
  await weighAll(db, weighting.id);
  return {
    survey,
    alpha,
    beta,
    operatorKey: await keyFor(db, null, ACCESS_SCOPES),
  };
}

/** Gives every response that has none a weight. */
async function weighAll(db: Kysely<Database>, weightingId: number): Promise<void> {
  await sql`
    insert into response_weight (organisation_id, response_id, weighting_id, weight)
    select organisation_id, id, ${weightingId}, 2 from response on conflict do nothing
  `.execute(db);
}

/** Lists that all organisations share: their codes say nothing of whose responses they are. */
export const sectorOf = (code: string): string => `sector-${code[0]}`;
export const channelOf = (code: string): string => `channel-${code[0]}`;
export const touchpointOf = (code: string): string => `touchpoint-${code[0]}`;

const HEADER =
  "external_id,organisation,sector,responded_at,channel,touchpoint,respondent_key,attribute.region,attribute.owner,nps,mark,why,age,remark";

const rowOf = (code: string, i: number, nps: number): string =>
  [
    `${code}-${i}`,
    code,
    sectorOf(code),
    `2024-0${1 + (i % 6)}-1${i % 10}`,
    i % 2 === 0 ? "web" : channelOf(code),
    i % 3 === 0 ? "purchase" : touchpointOf(code),
    `${code}-person-${i % 7}`,
    i % 2 === 0 ? "north" : `${code}-region`,
    code,
    nps,
    1 + (i % 10),
    i % 2 === 0 ? "price" : "service",
    20 + i,
    `${code} comment ${i}`,
  ].join();

const rowsOf = (code: string, nps: number): readonly string[] =>
  Array.from({ length: 20 }, (_, i) => rowOf(code, i, Math.abs(nps - (i % 4))));

const badRows = [rowOf("alpha", 91, 77), rowOf("beta", 91, 77), rowOf("beta", 92, 77)];

async function tenant(db: Kysely<Database>, survey: Instrument, code: string): Promise<Tenant> {
  const { id } = await db.selectFrom("organisation").select("id").where("code", "=", code).executeTakeFirstOrThrow();
  const own = bound(db, bindingOf({ id: "test", organisations: [id], scopes: new Set(ACCESS_SCOPES) }));
  await eraseRespondent(own, { organisation: code, respondentKey: `${code}-person-6` });
  const submitted = await submitResponses(own, {
    instrument: survey,
    create: false,
    idempotencyKey: SHARED_IDEMPOTENCY_KEY,
    responses: [responseOf(code, 100, 5), responseOf(code, 101, 11)],
  });
  const all = await keyFor(db, code, ACCESS_SCOPES);
  return {
    code,
    id,
    key: all,
    keyWith: {
      read: await keyFor(db, code, ["read"]),
      comments: await keyFor(db, code, ["comments"]),
      ingest: await keyFor(db, code, ["ingest"]),
      admin: await keyFor(db, code, ["admin"]),
    },
    importId: submitted.runId,
    keyPrefix: all.split("_")[1]!,
  };
}

export const responseOf = (code: string, i: number, nps: number) => ({
  externalId: `${code}-${i}`,
  organisation: code,
  sector: null,
  respondedAt: "2024-07-01",
  channel: null,
  touchpoint: null,
  audience: null,
  weight: null,
  respondentKey: `${code}-person-5`,
  attributes: [],
  answers: [
    { question: "nps", value: nps },
    { question: "remark", value: `${code} comment ${i}` },
  ],
});

async function keyFor(
  db: Kysely<Database>,
  organisation: string | null,
  scopes: readonly AccessScope[],
): Promise<string> {
  const keys = createKeys(db, OPEN_VIEWER);
  return (await keys.create({ organisation, scopes, label: organisation, expiresAt: null })).secret;
}
