import { type Kysely, sql } from "kysely";

/** Logs the responses that came before there was a log; what the log held until then is theirs already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into change_log (organisation_id, instrument_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes)
    select organisation_id, instrument_id, 1, day, channel_id, touchpoint_id, audience, weight, scores, attributes
    from response
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from change_log; delete from segment`.execute(db);
}
