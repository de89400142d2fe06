import { type Kysely, sql } from "kysely";

/**
 * The role that every request runs as, and whom it is bound to: the setting `klik.organisations` of its transaction holds ids with
 * commas between, or * for the operator. Not set: nobody, who sees nothing.
 *
 * Roles belong to the whole server: it is left there when this is undone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $role$
    declare
      may_set constant text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
    begin
      begin
        if not exists (select from pg_roles where rolname = 'klik_api') then
          create role klik_api nologin;
        end if;
      exception
        when duplicate_object or unique_violation then null; -- another database of this server was migrated at the same time
      end;
      if exists (select from pg_roles where rolname = 'klik_api' and (rolsuper or rolbypassrls)) then
        raise exception 'role klik_api: expected one that is under row-level security, got one that bypasses it';
      end if;
      if not pg_has_role(current_user, 'klik_api', may_set) then
        execute format('grant klik_api to %I', current_user);
      end if;
    exception
      when insufficient_privilege then
        raise exception 'role klik_api: expected it to be there, granted to %; run as an administrator: create role klik_api; grant klik_api to %I',
          current_user, current_user;
    end
    $role$;

    create function klik_sees_all() returns boolean language sql stable parallel safe
      return coalesce(current_setting('klik.organisations', true) = '*', false);
    comment on function klik_sees_all is 'Whether this transaction is the operator''s.';

    create function klik_organisations() returns int[] language sql stable parallel safe
      return case when not klik_sees_all()
        then string_to_array(nullif(current_setting('klik.organisations', true), ''), ',')::int[] end;
    comment on function klik_organisations is 'Ids of the organisations that this transaction is bound to; null: the operator, or nobody.';

    grant usage on schema public to klik_api;
    grant select on kysely_migration to klik_api;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    revoke all on kysely_migration from klik_api;
    revoke usage on schema public from klik_api;
    drop function klik_organisations();
    drop function klik_sees_all();
  `.execute(db);
}
