import { type Kysely, sql } from "kysely";
import { actorPolicy, detailPolicy, dropPolicy, sharedPolicy, tenantPolicy } from "./policy.ts";

const TENANT = [
  "response",
  "response_text",
  "response_number",
  "change_log",
  "segment",
  "segment_column",
  "tombstone",
] as const;
const SHARED = [
  "operator",
  "sector",
  "channel",
  "touchpoint",
  "instrument",
  "instrument_version",
  "question",
  "question_point",
] as const;

/** The database keeps organisations apart: no statement of a request sees or makes a row of an organisation that it is not bound to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table import_run add column organisations int[] default klik_organisations();
    comment on column import_run.organisations is 'Ids that whoever imported was bound to; null: the operator.';

    alter table idempotent_request
      add column organisations int[] default klik_organisations(),
      drop constraint idempotent_request_pkey,
      add constraint idempotent_request_key unique nulls not distinct (key_hash, organisations);
    comment on column idempotent_request.organisations is 'Ids that whoever asked was bound to; null: the operator. Keys of others are other keys.';
  `.execute(db);
  for (const table of TENANT) await tenantPolicy(db, table);
  await tenantPolicy(db, "organisation", "id");
  await actorPolicy(db, "import_run");
  await actorPolicy(db, "idempotent_request");
  await detailPolicy(db, "import_rejection", { column: "import_id", of: "import_run" });
  for (const table of SHARED) await sharedPolicy(db, table);
  await sql`revoke insert, update, delete on operator from klik_api; grant update (time_zone) on operator to klik_api`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [...SHARED, ...TENANT, "organisation", "idempotent_request", "import_rejection", "import_run"])
    await dropPolicy(db, table);
  await sql`
    delete from idempotent_request where organisations is not null;
    alter table idempotent_request drop column organisations, add constraint idempotent_request_pkey primary key (key_hash);
    alter table import_run drop column organisations;
  `.execute(db);
}
