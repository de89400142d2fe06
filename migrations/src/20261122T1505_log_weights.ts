import { type Kysely, sql } from "kysely";

/** First of the two numbers of an advisory lock; the second is the instrument. */
const LOCK = sql.raw("1802266989");

/**
 * Every way in which a weight of a weighting can come, change or go, and every correction of a response that has one, is written to
 * the weight log, in the same transaction.
 *
 * Whoever corrects a response must see its weights, and whoever weights one its newest answers: corrections of an instrument and
 * writes of its weights wait for each other, and each looks after it has waited. A transaction that sees one moment cannot, and is refused.
 *
 * Images go organisation by organisation and from arrays, because that is what Citus can do in a trigger.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function append_weight_log(images public.weight_log[]) returns void language plpgsql as $append$
    begin
      insert into public.weight_log
        (organisation_id, instrument_id, weighting_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes)
      select organisation_id, instrument_id, weighting_id, sign, day, channel_id, touchpoint_id, audience, weight, scores, attributes
      from unnest(images);
    end
    $append$;

    create function refuse_one_moment(what text) returns void language plpgsql as $refuse$
    begin
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception '%: expected a transaction that is read committed, got %', what, current_setting('transaction_isolation')
          using errcode = 'feature_not_supported', hint = 'Weights and corrections of responses could miss each other otherwise.';
      end if;
    end
    $refuse$;

    -- Images of the responses of one organisation, as they are now, with the weights given.
    create function log_weights(weights public.response_weight[], as_sign int) returns void language plpgsql as $log$
    declare
      organisation constant int := weights[1].organisation_id;
    begin
      perform public.append_weight_log(array(
        select row(r.organisation_id, r.instrument_id, w.weighting_id, null, as_sign, r.day, r.channel_id, r.touchpoint_id, r.audience,
          w.weight, r.scores, r.attributes)::public.weight_log
        from unnest(weights) w join public.response r on r.organisation_id = w.organisation_id and r.id = w.response_id
        where r.organisation_id = organisation));
    end
    $log$;

    create function log_changed_weights() returns trigger language plpgsql as $log$
    declare
      -- A weighting that is gone takes its weights with it, and needs no images of them.
      known constant int[] := array(select id from public.weighting);
      touched int[];
      weights public.response_weight[];
    begin
      if tg_op = 'INSERT' then
        touched := array(select distinct weighting_id from new_weight where weighting_id = any(known));
      elsif tg_op = 'DELETE' then
        touched := array(select distinct weighting_id from old_weight where weighting_id = any(known));
      else
        touched := array(
          select weighting_id from old_weight where weighting_id = any(known) union select weighting_id from new_weight);
      end if;
      if cardinality(touched) = 0 then
        return null;
      end if;
      -- Within the deletion of a response its row is locked already.
      if pg_trigger_depth() = 1 then
        perform public.refuse_one_moment('response_weight');
        perform pg_advisory_xact_lock(${LOCK}, instrument_id) from (
          select distinct instrument_id from public.weighting where id = any(touched) order by 1) locked;
      end if;
      if tg_op <> 'INSERT' then
        for weights in
          select array_agg(row(organisation_id, response_id, weighting_id, weight)::public.response_weight)
          from (select *, (row_number() over () - 1) / 10000 as part from old_weight where weighting_id = any(known)) numbered
          group by organisation_id, part
        loop
          perform public.log_weights(weights, -1);
        end loop;
      end if;
      if tg_op <> 'DELETE' then
        for weights in
          select array_agg(row(organisation_id, response_id, weighting_id, weight)::public.response_weight)
          from (select *, (row_number() over () - 1) / 10000 as part from new_weight) numbered
          group by organisation_id, part
        loop
          perform public.log_weights(weights, 1);
        end loop;
      end if;
      return null;
    end
    $log$;

    -- Only what a weighting counts is compared: the weight that a response came with is not. As for the change log, the join is a full
    -- one because that is never made row by row, whatever the planner believes of the size of a statement.
    create function log_weighted_corrections() returns trigger language plpgsql as $log$
    declare
      instruments constant int[] := array(
        select distinct o.instrument_id
        from old_response o full join new_response n on n.organisation_id = o.organisation_id and n.id = o.id
        where (o.instrument_id, o.day, o.channel_id, o.touchpoint_id, o.audience, o.scores, o.attributes::text)
          is distinct from (n.instrument_id, n.day, n.channel_id, n.touchpoint_id, n.audience, n.scores, n.attributes::text)
        order by 1);
      organisation int;
      images public.weight_log[];
    begin
      if cardinality(instruments) = 0 then
        return null;
      end if;
      perform public.refuse_one_moment('response');
      perform pg_advisory_xact_lock_shared(${LOCK}, instrument_id) from unnest(instruments) as instrument_id;
      if not exists (select from public.weighting where instrument_id = any(instruments)) then
        return null;
      end if;
      for organisation, images in
        -- Not weighted yet: the id is that of the response.
        select (image).organisation_id, array_agg(image)
        from (
          select
            (row_number() over () - 1) / 5000 as part,
            row(o.organisation_id, o.instrument_id, 0, o.id, -1, o.day, o.channel_id, o.touchpoint_id, o.audience, 0, o.scores,
              o.attributes)::public.weight_log as before,
            row(n.organisation_id, n.instrument_id, 0, n.id, 1, n.day, n.channel_id, n.touchpoint_id, n.audience, 0, n.scores,
              n.attributes)::public.weight_log as after
          from old_response o full join new_response n on n.organisation_id = o.organisation_id and n.id = o.id
          where (o.instrument_id, o.day, o.channel_id, o.touchpoint_id, o.audience, o.scores, o.attributes::text)
            is distinct from (n.instrument_id, n.day, n.channel_id, n.touchpoint_id, n.audience, n.scores, n.attributes::text)
        ) changed cross join lateral (values (before), (after)) as both_sides(image)
        where (image).organisation_id is not null
        group by (image).organisation_id, part
      loop
        perform public.append_weight_log(array(
          select row(i.organisation_id, i.instrument_id, w.weighting_id, null, i.sign, i.day, i.channel_id, i.touchpoint_id, i.audience,
            w.weight, i.scores, i.attributes)::public.weight_log
          from unnest(images) i join public.response_weight w on w.organisation_id = i.organisation_id and w.response_id = i.id
          where w.organisation_id = organisation));
      end loop;
      return null;
    end
    $log$;

    -- Before the response goes, so that its image can still be made.
    create function delete_weights() returns trigger language plpgsql as $delete$
    begin
      if exists (select from public.response_weight where organisation_id = old.organisation_id and response_id = old.id) then
        delete from public.response_weight where organisation_id = old.organisation_id and response_id = old.id;
      end if;
      return old;
    end
    $delete$;

    create trigger response_weight_log_insert after insert on response_weight
      referencing new table as new_weight for each statement execute function log_changed_weights();
    create trigger response_weight_log_update after update on response_weight
      referencing old table as old_weight new table as new_weight for each statement execute function log_changed_weights();
    create trigger response_weight_log_delete after delete on response_weight
      referencing old table as old_weight for each statement execute function log_changed_weights();
    create trigger response_log_weighted_update after update on response
      referencing old table as old_response new table as new_response for each statement execute function log_weighted_corrections();
    create trigger response_delete_weights before delete on response for each row execute function delete_weights();
    create trigger response_weight_refuse_truncate before truncate on response_weight for each statement execute function refuse_truncate();
    create trigger weight_log_refuse_truncate before truncate on weight_log for each statement execute function refuse_truncate();

    -- Also when session_replication_role is replica, under which ordinary triggers sleep.
    alter table response_weight enable always trigger response_weight_log_insert;
    alter table response_weight enable always trigger response_weight_log_update;
    alter table response_weight enable always trigger response_weight_log_delete;
    alter table response_weight enable always trigger response_weight_refuse_truncate;
    alter table response enable always trigger response_log_weighted_update;
    alter table response enable always trigger response_delete_weights;
    alter table weight_log enable always trigger weight_log_refuse_truncate;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger weight_log_refuse_truncate on weight_log;
    drop trigger response_weight_refuse_truncate on response_weight;
    drop trigger response_delete_weights on response;
    drop trigger response_log_weighted_update on response;
    drop trigger response_weight_log_delete on response_weight;
    drop trigger response_weight_log_update on response_weight;
    drop trigger response_weight_log_insert on response_weight;
    drop function delete_weights();
    drop function log_weighted_corrections();
    drop function log_changed_weights();
    drop function log_weights(public.response_weight[], int);
    drop function refuse_one_moment(text);
    drop function append_weight_log(public.weight_log[]);
  `.execute(db);
}
