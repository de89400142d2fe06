import { type Kysely, sql } from "kysely";

const tables = ["sector", "channel", "touchpoint"] as const;

/** Sectors of organisations, channels and touchpoints (contact moments) of responses: one shape for all three. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) {
    await sql`
      create table ${sql.table(table)} (
        id int not null generated always as identity,
        code text not null,
        labels jsonb not null default '{}',
        constraint ${sql.ref(`${table}_pkey`)} primary key (id),
        constraint ${sql.ref(`${table}_code_key`)} unique (code),
        constraint ${sql.ref(`${table}_labels_are_object`)} check (jsonb_typeof(labels) = 'object')
      );
      comment on column ${sql.ref(`${table}.labels`)} is 'Label per language: {"en": "…", "nl": "…"}.';
    `.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables.toReversed()) await sql`drop table ${sql.table(table)}`.execute(db);
}
