import { type Kysely, sql } from "kysely";

/** Responses column by column: what summaries are counted from. Derived from `response`, at any time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table segment (
      organisation_id int not null,
      id uuid not null,
      instrument_id int not null,
      rows int not null,
      taken int not null,
      first_day date not null,
      last_day date not null,
      created_at timestamptz not null default now(),
      constraint segment_pkey primary key (organisation_id, id),
      constraint segment_has_rows check (rows between 1 and 65536),
      constraint segment_taken_fits check (taken between 0 and rows)
    );
    create index segment_instrument_idx on segment (organisation_id, instrument_id);
    comment on table segment is 'Immutable columns of up to 65536 signed rows; derived from response, never changed, only replaced.';
    comment on column segment.id is 'Random, so that no cache takes a segment for another, also after a restore.';
    comment on column segment.rows is 'Rows, those that came and those that went.';
    comment on column segment.taken is 'How many of them went: they stand at the end.';

    create table segment_column (
      organisation_id int not null,
      segment_id uuid not null,
      name text not null,
      data bytea not null,
      constraint segment_column_pkey primary key (organisation_id, segment_id, name),
      constraint segment_column_segment_fkey foreign key (organisation_id, segment_id)
        references segment (organisation_id, id) on delete cascade
    );
    alter table segment_column alter column data set storage external;
    comment on table segment_column is 'One column of a segment; one that is absent has its default in every row.';
    comment on column segment_column.name is
      'day; channel, touchpoint, audience (absent: unknown); weight (absent: 1); slot:N (absent: missing); attribute:NAME (absent: none).';
    comment on column segment_column.data is 'Codes with their dictionary; one byte a row where it fits.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table segment_column;
    drop table segment;
  `.execute(db);
}
