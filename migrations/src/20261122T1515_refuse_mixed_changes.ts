import { type Kysely, sql } from "kysely";

/**
 * One statement changes responses or weights, not both (`with … as (update response …) update response_weight …`). Triggers of a statement
 * run when all of it is done: each of the two would log what the other has changed already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function begin_change() returns trigger language plpgsql as $begin$
    declare
      changing constant text := coalesce(current_setting('klik.changing', true), '');
    begin
      -- What a trigger does belongs to the change that it is of.
      if pg_trigger_depth() > 1 then
        return null;
      end if;
      if changing not in ('', tg_table_name) then
        raise exception 'one statement: expected a change of % or of %, got both', changing, tg_table_name
          using errcode = 'feature_not_supported', hint = 'Change them in two statements.';
      end if;
      perform set_config('klik.changing', tg_table_name, true);
      return null;
    end
    $begin$;

    create function end_change() returns trigger language plpgsql as $end$
    begin
      if pg_trigger_depth() = 1 then
        perform set_config('klik.changing', '', true);
      end if;
      return null;
    end
    $end$;

    create trigger response_begin_change before update or delete on response for each statement execute function begin_change();
    create trigger response_end_change after update or delete on response for each statement execute function end_change();
    create trigger response_weight_begin_change before insert or update or delete on response_weight
      for each statement execute function begin_change();
    create trigger response_weight_end_change after insert or update or delete on response_weight
      for each statement execute function end_change();

    alter table response enable always trigger response_begin_change;
    alter table response enable always trigger response_end_change;
    alter table response_weight enable always trigger response_weight_begin_change;
    alter table response_weight enable always trigger response_weight_end_change;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger response_weight_end_change on response_weight;
    drop trigger response_weight_begin_change on response_weight;
    drop trigger response_end_change on response;
    drop trigger response_begin_change on response;
    drop function end_change();
    drop function begin_change();
  `.execute(db);
}
