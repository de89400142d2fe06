import { type Kysely, sql } from "kysely";

/** Versioned questionnaires, their questions with scales, and the labelled points of those scales. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table instrument (
      id int not null generated always as identity,
      code text not null,
      labels jsonb not null default '{}',
      unit text not null,
      constraint instrument_pkey primary key (id),
      constraint instrument_code_key unique (code),
      constraint instrument_labels_are_object check (jsonb_typeof(labels) = 'object'),
      constraint instrument_unit_is_known check (unit in ('response', 'respondent', 'employee', 'organisation'))
    );
    comment on table instrument is 'A questionnaire; its questions stand in versions.';
    comment on column instrument.labels is 'Label per language: {"en": "…", "nl": "…"}.';
    comment on column instrument.unit is 'What one row of the data stands for.';

    create table instrument_version (
      instrument_id int not null,
      version smallint not null,
      definition_hash text not null,
      created_at timestamptz not null default now(),
      constraint instrument_version_pkey primary key (instrument_id, version),
      constraint instrument_version_instrument_fkey foreign key (instrument_id) references instrument (id),
      constraint instrument_version_is_positive check (version > 0)
    );
    comment on column instrument_version.definition_hash is 'Hash of the definition: the same definition makes no new version.';

    create table question (
      instrument_id int not null,
      version smallint not null,
      slot smallint not null,
      code text not null,
      role text not null,
      dimension text,
      scale_min numeric,
      scale_max numeric,
      scale_step numeric,
      direction text,
      labels jsonb not null default '{}',
      not_applicable text[] not null default '{}',
      missing text[] not null default '{}',
      options jsonb not null default '{}',
      constraint question_pkey primary key (instrument_id, version, slot),
      constraint question_code_key unique (instrument_id, version, code),
      constraint question_version_fkey foreign key (instrument_id, version)
        references instrument_version (instrument_id, version),
      constraint question_slot_is_not_negative check (slot >= 0),
      constraint question_role_is_known check (role in ('nps', 'ces', 'satisfaction', 'statement', 'expectation', 'feeling',
        'word_of_mouth', 'reasons', 'sentiment', 'choice', 'number', 'comment')),
      constraint question_direction_is_known check (direction in ('high_is_good', 'low_is_good')),
      constraint question_scale_is_whole check (num_nulls(scale_min, scale_max, scale_step) in (0, 3)),
      constraint question_scale_has_step check (scale_step > 0),
      constraint question_scale_fits_a_byte check ((scale_max - scale_min) / scale_step between 0 and 249),
      constraint question_scale_ends_on_step check (mod(scale_max - scale_min, scale_step) = 0),
      constraint question_labels_are_object check (jsonb_typeof(labels) = 'object'),
      constraint question_options_are_object check (jsonb_typeof(options) = 'object')
    );
    comment on column question.slot is 'Byte of response.scores. The same code and scale keep their slot in a later version; never reused.';
    comment on column question.dimension is 'What a statement measures (functional, emotional, a driver); null: nothing named.';
    comment on column question.scale_min is 'Lowest point, in points of the question; null: no scale (number, comment).';
    comment on column question.scale_max is 'Highest point, in points of the question.';
    comment on column question.scale_step is 'Distance between neighbouring points.';
    comment on column question.direction is 'Which end of the scale is good; null: neither.';
    comment on column question.labels is 'Question text per language.';
    comment on column question.not_applicable is 'Raw codes that mean "not applicable".';
    comment on column question.missing is 'Raw codes that mean "no answer".';
    comment on column question.options is 'What belongs to the role: cuts of top and bottom box, report mark …';

    create table question_point (
      instrument_id int not null,
      version smallint not null,
      slot smallint not null,
      point smallint not null,
      code text not null,
      labels jsonb not null default '{}',
      constraint question_point_pkey primary key (instrument_id, version, slot, point),
      constraint question_point_code_key unique (instrument_id, version, slot, code),
      constraint question_point_question_fkey foreign key (instrument_id, version, slot)
        references question (instrument_id, version, slot),
      constraint question_point_fits_a_byte check (point between 0 and 249),
      constraint question_point_labels_are_object check (jsonb_typeof(labels) = 'object')
    );
    comment on table question_point is 'Categories, and the scale points that have a label.';
    comment on column question_point.point is 'Index of the point on the scale, from 0.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table question_point;
    drop table question;
    drop table instrument_version;
    drop table instrument;
  `.execute(db);
}
