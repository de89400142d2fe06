import { type Kysely, sql } from "kysely";
import { tenantPolicy } from "./policy.ts";

/** What customers did, to hold against what they answered: one row a customer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table customer_outcome (
      organisation_id int not null,
      respondent_key bytea not null,
      observed_until timestamptz not null,
      left_at timestamptz,
      margin numeric,
      constraint customer_outcome_pkey primary key (organisation_id, respondent_key),
      constraint customer_outcome_organisation_fkey foreign key (organisation_id) references organisation (id),
      constraint customer_outcome_left_while_observed check (left_at <= observed_until),
      constraint customer_outcome_margin_is_in_range check (abs(margin) < 1000000000000 and scale(margin) <= 6)
    );
    comment on column customer_outcome.respondent_key is 'Hash, as response.respondent_key.';
    comment on column customer_outcome.observed_until is 'What the customer did until then is known.';
    comment on column customer_outcome.left_at is 'When the customer left; null: had not by observed_until.';
    comment on column customer_outcome.margin is 'Money that the customer brings in a year, costs taken off; null: not known.';
  `.execute(db);
  await tenantPolicy(db, "customer_outcome");
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table customer_outcome`.execute(db);
}
