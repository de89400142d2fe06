import { type Kysely, sql } from "kysely";

/** One response a row, its scale answers in one byte each; open text and plain numbers stand apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table response (
      organisation_id int not null,
      id bigint not null generated always as identity,
      instrument_id int not null,
      version smallint not null,
      external_id text not null,
      respondent_key bytea,
      responded_at timestamptz not null,
      day date not null,
      channel_id int,
      touchpoint_id int,
      audience smallint not null,
      weight numeric not null default 1,
      scores bytea not null,
      attributes jsonb not null default '{}',
      content_hash bytea not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint response_pkey primary key (organisation_id, id),
      constraint response_external_id_key unique (organisation_id, instrument_id, external_id),
      constraint response_organisation_fkey foreign key (organisation_id) references organisation (id),
      constraint response_version_fkey foreign key (instrument_id, version)
        references instrument_version (instrument_id, version),
      constraint response_channel_fkey foreign key (channel_id) references channel (id),
      constraint response_touchpoint_fkey foreign key (touchpoint_id) references touchpoint (id),
      constraint response_audience_is_known check (audience between 1 and 3),
      constraint response_weight_is_in_range check (weight >= 0 and weight < 1000000 and scale(weight) <= 12),
      constraint response_attributes_are_object check (jsonb_typeof(attributes) = 'object')
    );
    create index response_day_idx on response (organisation_id, instrument_id, day);
    create index response_respondent_idx on response (organisation_id, respondent_key);
    comment on column response.external_id is 'Id at the source: sending it again corrects the response.';
    comment on column response.respondent_key is 'Hash of who answered, never the raw key; null: unknown.';
    comment on column response.day is 'Day of responded_at in operator.time_zone.';
    comment on column response.channel_id is 'Null: unknown.';
    comment on column response.touchpoint_id is 'Null: unknown.';
    comment on column response.audience is '1 customer, 2 employee, 3 organisation.';
    comment on column response.weight is 'Survey weight, 0 to below 1000000, at most 12 decimals; 1: unweighted.';
    comment on column response.scores is 'One byte a slot: 0-249 index of the point on the scale; 253 invalid, 254 not applicable, 255 missing. A slot beyond the end is missing.';
    comment on column response.content_hash is 'SHA-256 of the normalised content: tells updated from unchanged.';

    create table response_text (
      organisation_id int not null,
      response_id bigint not null,
      slot smallint not null,
      body text not null,
      constraint response_text_pkey primary key (organisation_id, response_id, slot),
      constraint response_text_response_fkey foreign key (organisation_id, response_id)
        references response (organisation_id, id) on delete cascade
    );
    comment on table response_text is 'Open text, apart from the scores: it can hold personal data.';

    create table response_number (
      organisation_id int not null,
      response_id bigint not null,
      slot smallint not null,
      value numeric not null,
      constraint response_number_pkey primary key (organisation_id, response_id, slot),
      constraint response_number_response_fkey foreign key (organisation_id, response_id)
        references response (organisation_id, id) on delete cascade
    );
    comment on column response_number.value is 'Answer to a question of role number, in the unit of the question.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table response_number;
    drop table response_text;
    drop table response;
  `.execute(db);
}
