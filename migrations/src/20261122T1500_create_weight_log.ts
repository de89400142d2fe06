import { type Kysely, sql } from "kysely";
import { dropPolicy, tenantPolicy } from "./policy.ts";

/** Changes of responses as weightings count them, and segments of their own for each weighting. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table segment add column weighting_id int,
      add constraint segment_weighting_fkey foreign key (weighting_id) references weighting (id) on delete cascade;
    create index segment_weighting_idx on segment (weighting_id) where weighting_id is not null;
    comment on column segment.weighting_id is
      'Whose weights its rows have: the responses without a weight in the weighting are not in it. null: all responses, with the weights that they came with.';

    create table weight_log (
      organisation_id int not null,
      instrument_id int not null,
      weighting_id int not null,
      id bigint not null generated always as identity (cache 64),
      sign smallint not null,
      day date not null,
      channel_id int,
      touchpoint_id int,
      audience smallint not null,
      weight numeric not null,
      scores bytea not null,
      attributes jsonb not null,
      constraint weight_log_pkey primary key (organisation_id, instrument_id, weighting_id, id),
      constraint weight_log_sign_is_known check (sign in (-1, 1))
    );
    comment on table weight_log is
      'As change_log, of the responses that have a weight in a weighting, with that weight. What is left of a weighting that is gone is dropped by the fold.';
  `.execute(db);
  await tenantPolicy(db, "weight_log");
  await sql`
    insert into weight_log
      (organisation_id, instrument_id, weighting_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes)
    select r.organisation_id, r.instrument_id, w.weighting_id, 1, r.day, r.channel_id, r.touchpoint_id, r.audience, w.weight, r.scores,
      r.attributes
    from response_weight w join response r on r.organisation_id = w.organisation_id and r.id = w.response_id
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropPolicy(db, "weight_log");
  await sql`
    drop table weight_log;
    delete from segment where weighting_id is not null;
    alter table segment drop column weighting_id;
  `.execute(db);
}
