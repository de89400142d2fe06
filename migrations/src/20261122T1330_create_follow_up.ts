import { type Kysely, sql } from "kysely";
import { tenantPolicy } from "./policy.ts";

/** Closing the loop: what was done about a response that asked for it. It goes when the response goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table follow_up (
      organisation_id int not null,
      response_id bigint not null,
      trigger text not null,
      opened_at timestamptz not null,
      contacted_at timestamptz,
      resolved_at timestamptz,
      reopened_at timestamptz,
      constraint follow_up_pkey primary key (organisation_id, response_id),
      constraint follow_up_response_fkey foreign key (organisation_id, response_id)
        references response (organisation_id, id) on delete cascade,
      constraint follow_up_is_in_order check (
        (resolved_at is null or contacted_at is null or contacted_at <= resolved_at)
        and (reopened_at is null or (resolved_at is not null and resolved_at <= reopened_at))
      )
    );
    comment on table follow_up is 'Cases: responses that met a rule, such as those of detractors.';
    comment on column follow_up.trigger is 'The rule that it met, as whoever opened it calls it.';
    comment on column follow_up.contacted_at is 'First contact with the customer; null: not yet.';
    comment on column follow_up.resolved_at is 'First time it was resolved; null: not yet.';
    comment on column follow_up.reopened_at is 'When it was opened again after that; null: it was not.';
  `.execute(db);
  await tenantPolicy(db, "follow_up");
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table follow_up`.execute(db);
}
