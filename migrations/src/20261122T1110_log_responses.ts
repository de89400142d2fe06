import { type Kysely, sql } from "kysely";

/**
 * Every way in which a response can come, change or go is written to the change log, in the same transaction.
 *
 * Images are collected in an array before they are inserted, because Citus cannot insert from a transition table, and go
 * by 10,000, because an array cannot be larger than 1 GB. Small statements are spared the numbering of their rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function append_change_log(images public.change_log[]) returns void language plpgsql as $append$
    begin
      insert into public.change_log
        (organisation_id, instrument_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes)
      select organisation_id, instrument_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes
      from unnest(images);
    end
    $append$;

    create function log_new_responses() returns trigger language plpgsql as $log$
    declare
      images public.change_log[];
    begin
      images := array(
        select row(organisation_id, instrument_id, null, 1, day, channel_id, touchpoint_id, audience, weight, scores,
          attributes)::public.change_log
        from new_response limit 10001);
      if cardinality(images) = 0 then
        return null;
      elsif cardinality(images) <= 10000 then
        perform public.append_change_log(images);
        return null;
      end if;
      for images in
        select array_agg(row(organisation_id, instrument_id, null, 1, day, channel_id, touchpoint_id, audience, weight, scores,
          attributes)::public.change_log)
        from (select *, (row_number() over () - 1) / 10000 as part from new_response) numbered
        group by part
      loop
        perform public.append_change_log(images);
      end loop;
      return null;
    end
    $log$;

    create function log_old_responses() returns trigger language plpgsql as $log$
    declare
      images public.change_log[];
    begin
      images := array(
        select row(organisation_id, instrument_id, null, -1, day, channel_id, touchpoint_id, audience, weight, scores,
          attributes)::public.change_log
        from old_response limit 10001);
      if cardinality(images) = 0 then
        return null;
      elsif cardinality(images) <= 10000 then
        perform public.append_change_log(images);
        return null;
      end if;
      for images in
        select array_agg(row(organisation_id, instrument_id, null, -1, day, channel_id, touchpoint_id, audience, weight, scores,
          attributes)::public.change_log)
        from (select *, (row_number() over () - 1) / 10000 as part from old_response) numbered
        group by part
      loop
        perform public.append_change_log(images);
      end loop;
      return null;
    end
    $log$;

    -- An update of nothing that a summary counts leaves no trace. Attributes are compared as text: 1.0 and 1.00 are equal
    -- to jsonb, and two groups of an attribute.
    create function log_changed_responses() returns trigger language plpgsql as $log$
    declare
      images public.change_log[];
    begin
      for images in
        select array_agg(image)
        from (
          select
            (row_number() over () - 1) / 5000 as part,
            case when o.id is not null then row(o.organisation_id, o.instrument_id, null, -1, o.day, o.channel_id, o.touchpoint_id,
              o.audience, o.weight, o.scores, o.attributes)::public.change_log end as before,
            case when n.id is not null then row(n.organisation_id, n.instrument_id, null, 1, n.day, n.channel_id, n.touchpoint_id,
              n.audience, n.weight, n.scores, n.attributes)::public.change_log end as after
          from old_response o full join new_response n on n.organisation_id = o.organisation_id and n.id = o.id
          where (o.instrument_id, o.day, o.channel_id, o.touchpoint_id, o.audience, o.weight, o.scores, o.attributes::text)
            is distinct from
            (n.instrument_id, n.day, n.channel_id, n.touchpoint_id, n.audience, n.weight, n.scores, n.attributes::text)
        ) changed cross join lateral (values (before), (after)) as both_sides(image)
        where not image is null
        group by part
      loop
        perform public.append_change_log(images);
      end loop;
      return null;
    end
    $log$;

    create trigger response_log_insert after insert on response
      referencing new table as new_response for each statement execute function log_new_responses();
    create trigger response_log_update after update on response
      referencing old table as old_response new table as new_response for each statement execute function log_changed_responses();
    create trigger response_log_delete after delete on response
      referencing old table as old_response for each statement execute function log_old_responses();

    create function refuse_truncate() returns trigger language plpgsql as $refuse$
    begin
      raise exception 'truncate %: expected delete, which keeps the summaries right, got truncate', tg_table_name
        using errcode = 'feature_not_supported';
    end
    $refuse$;

    create trigger response_refuse_truncate before truncate on response for each statement execute function refuse_truncate();
    create trigger change_log_refuse_truncate before truncate on change_log for each statement execute function refuse_truncate();
    create trigger segment_refuse_truncate before truncate on segment for each statement execute function refuse_truncate();
    create trigger segment_column_refuse_truncate before truncate on segment_column
      for each statement execute function refuse_truncate();

    -- Also when session_replication_role is replica, under which ordinary triggers sleep.
    alter table response enable always trigger response_log_insert;
    alter table response enable always trigger response_log_update;
    alter table response enable always trigger response_log_delete;
    alter table response enable always trigger response_refuse_truncate;
    alter table change_log enable always trigger change_log_refuse_truncate;
    alter table segment enable always trigger segment_refuse_truncate;
    alter table segment_column enable always trigger segment_column_refuse_truncate;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger segment_column_refuse_truncate on segment_column;
    drop trigger segment_refuse_truncate on segment;
    drop trigger change_log_refuse_truncate on change_log;
    drop trigger response_refuse_truncate on response;
    drop trigger response_log_insert on response;
    drop trigger response_log_update on response;
    drop trigger response_log_delete on response;
    drop function refuse_truncate();
    drop function log_changed_responses();
    drop function log_old_responses();
    drop function log_new_responses();
    drop function append_change_log(public.change_log[]);
  `.execute(db);
}
