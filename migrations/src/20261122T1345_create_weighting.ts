import { type Kysely, sql } from "kysely";
import { dropPolicy, sharedPolicy, tenantPolicy } from "./policy.ts";

/** Weightings that queries can choose by name, and the weight that each response has in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table weighting (
      id int not null generated always as identity,
      instrument_id int not null,
      name text not null,
      raked_at timestamptz not null default now(),
      constraint weighting_pkey primary key (id),
      constraint weighting_name_key unique (instrument_id, name),
      constraint weighting_instrument_fkey foreign key (instrument_id) references instrument (id),
      constraint weighting_name_is_free check (name not in ('response', 'none'))
    );
    comment on table weighting is 'Weights of the responses to an instrument, under a name: the operator''s.';
    comment on column weighting.raked_at is 'When its weights were made: responses that came later have none.';

    create table response_weight (
      organisation_id int not null,
      response_id bigint not null,
      weighting_id int not null,
      weight numeric not null,
      constraint response_weight_pkey primary key (organisation_id, response_id, weighting_id),
      constraint response_weight_response_fkey foreign key (organisation_id, response_id)
        references response (organisation_id, id) on delete cascade,
      constraint response_weight_weighting_fkey foreign key (weighting_id) references weighting (id) on delete cascade,
      constraint response_weight_is_in_range check (weight >= 0 and weight < 1000000 and scale(weight) <= 12)
    );
    comment on table response_weight is 'A response that is not here has no weight in the weighting, and counts in none of its numbers.';
    comment on column response_weight.weight is '0 to below 1000000, at most 12 decimals, like response.weight.';
  `.execute(db);
  await sharedPolicy(db, "weighting");
  await tenantPolicy(db, "response_weight");
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropPolicy(db, "response_weight");
  await dropPolicy(db, "weighting");
  await sql`drop table response_weight; drop table weighting`.execute(db);
}
