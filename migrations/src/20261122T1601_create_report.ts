import { type Kysely, sql } from "kysely";
import { detailPolicy, dropPolicy, readerPolicy, tenantPolicy } from "./policy.ts";

/** Questions that are asked again and again, with their answers of the last time: numbers that SQL alone could not compute. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report (
      id int not null generated always as identity,
      name text not null,
      organisation_id int,
      request text not null,
      computed_at timestamptz,
      fingerprint text,
      constraint report_pkey primary key (id),
      constraint report_name_key unique (name),
      constraint report_organisation_fkey foreign key (organisation_id) references organisation (id)
    );
    create index report_organisation_idx on report (organisation_id);
    comment on column report.organisation_id is 'Whose numbers it holds, bound to which it is computed; null: it may mix organisations, it is the operator''s.';
    comment on column report.request is 'Query of /bi/metrics.';
    comment on column report.computed_at is 'When its rows were computed; null: never.';
    comment on column report.fingerprint is 'Of all that its rows were made from; another one: they are old.';

    create table report_metric (
      report_id int not null,
      place int not null,
      segment int not null,
      instrument text not null,
      instrument_label text not null,
      keys jsonb not null,
      organisation text,
      organisation_name text,
      sector text,
      sector_label text,
      channel text,
      channel_label text,
      touchpoint text,
      touchpoint_label text,
      audience text,
      period text,
      period_from date,
      period_until date,
      metric text not null,
      question text,
      question_label text,
      category text,
      category_label text,
      definition text not null,
      unit text not null,
      value double precision,
      lower double precision,
      upper double precision,
      level double precision not null,
      standard_error double precision,
      n bigint not null,
      weighted_n double precision not null,
      status text not null,
      reason text,
      constraint report_metric_pkey primary key (report_id, place),
      constraint report_metric_report_fkey foreign key (report_id) references report (id) on delete cascade
    );
    comment on table report_metric is 'Rows of /bi/metrics, as the report was computed last.';
    comment on column report_metric.place is 'Order of the rows, from 0.';
    comment on column report_metric.segment is 'Number of the group that the row is of, from 0.';
    comment on column report_metric.keys is 'Every column that the report groups by.';
  `.execute(db);
  await tenantPolicy(db, "report");
  await readerPolicy(db, "report");
  await detailPolicy(db, "report_metric", { column: "report_id", of: "report" });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropPolicy(db, "report_metric");
  await sql`drop policy report_readers on report`.execute(db);
  await dropPolicy(db, "report");
  await sql`drop table report_metric; drop table report`.execute(db);
}
