import { type Kysely, sql } from "kysely";

/** What every import did, and the rows it refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_run (
      id bigint not null generated always as identity,
      instrument_id int not null,
      source text not null,
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      rows bigint not null default 0,
      imported bigint not null default 0,
      updated bigint not null default 0,
      unchanged bigint not null default 0,
      rejected bigint not null default 0,
      constraint import_run_pkey primary key (id),
      constraint import_run_instrument_fkey foreign key (instrument_id) references instrument (id),
      constraint import_run_adds_up check (imported + updated + unchanged + rejected = rows),
      constraint import_run_is_not_negative check (least(imported, updated, unchanged, rejected) >= 0)
    );
    create index import_run_instrument_idx on import_run (instrument_id);
    comment on column import_run.source is 'Name of the file or of the caller.';
    comment on column import_run.finished_at is 'Null: running, or killed.';
    comment on column import_run.rows is 'Rows judged so far.';

    create table import_rejection (
      import_id bigint not null,
      line bigint not null,
      organisation_id int,
      "column" text,
      code text not null,
      reason text not null,
      raw text not null,
      problems jsonb not null,
      constraint import_rejection_pkey primary key (import_id, line),
      constraint import_rejection_import_fkey foreign key (import_id) references import_run (id) on delete cascade,
      constraint import_rejection_organisation_fkey foreign key (organisation_id) references organisation (id),
      constraint import_rejection_problems_are_array check (jsonb_typeof(problems) = 'array')
    );
    create index import_rejection_organisation_idx on import_rejection (organisation_id);
    comment on column import_rejection.line is 'Line of the source, from 1.';
    comment on column import_rejection.organisation_id is 'Null: the row names none that is known.';
    comment on column import_rejection."column" is 'Column of the first problem; null: the row as a whole.';
    comment on column import_rejection.code is 'Code of the first problem.';
    comment on column import_rejection.reason is 'First problem in words.';
    comment on column import_rejection.raw is 'The row as it was sent.';
    comment on column import_rejection.problems is 'All problems of the row: [{"column", "code", "reason"}].';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table import_rejection;
    drop table import_run;
  `.execute(db);
}
