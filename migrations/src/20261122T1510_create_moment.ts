import { type Kysely, sql } from "kysely";

/**
 * What a question to the columns has to read, as a function: its statement is planned once a connection, which takes longer than to run
 * it. One statement, because on a cluster each sees a moment of its own: a change of a response is in a segment or in a log, never in both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const part = (whose: "all" | "some", isWeighted: boolean): string => {
    const owned = `instrument_id = of_instrument ${whose === "some" ? "and organisation_id = any(owners)" : ""}`;
    const images = IMAGE_COLUMNS.map(([name, , value]) => `${value} as ${name}`);
    return `
      select o.id, o.sector_id, ${isWeighted}, s.segments, ${IMAGE_COLUMNS.map(([name]) => `i.${name}`).join(", ")}
      from (
        select organisation_id, string_agg(segment.id || ' ' || segment.rows, ',') as segments
        from public.segment where ${owned} and weighting_id ${isWeighted ? "= of_weights" : "is null"}
        group by organisation_id
      ) s
      full join (
        select organisation_id, ${images.join(", ")}
        from public.${isWeighted ? "weight_log" : "change_log"} l where ${owned} ${isWeighted ? "and weighting_id = of_weights" : ""}
        group by organisation_id, l.id / 16384
      ) i on i.organisation_id = s.organisation_id
      join public.organisation o on o.id = coalesce(s.organisation_id, i.organisation_id)`;
  };
  const parts = (whose: "all" | "some"): string => `
    if of_weighting is null then
      return query ${part(whose, false)};
    else
      return query ${part(whose, false)} union all ${part(whose, true)};
    end if;`;

  await sql`
    create function klik_moment(of_instrument int, of_weighting text, of_visible int[], of_codes text[], of_sectors text[])
    returns table (organisation int, sector int, is_weighted boolean, segments text,
      ${sql.raw(IMAGE_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", "))})
    language plpgsql stable as $moment$
    #variable_conflict use_column
    declare
      owners int[];
      of_weights constant int := (select id from public.weighting where instrument_id = of_instrument and name = of_weighting);
    begin
      if of_visible is null and of_codes is null and of_sectors is null then
        ${sql.raw(parts("all"))}
      else
        owners := array(
          select id from public.organisation
          where (of_visible is null or id = any(of_visible)) and (of_codes is null or code = any(of_codes))
            and (of_sectors is null or sector_id in (select id from public.sector where code = any(of_sectors))));
        ${sql.raw(parts("some"))}
      end if;
    end
    $moment$;
    comment on function klik_moment is
      'Segments (id and rows of each, with commas between) and images that no segment holds yet, by organisation; with a weighting also those of its weights. null: not restricted.';
  `.execute(db);
}

/** Many images in one row, column by column, because rows one by one would cost more to decode than to count. */
const IMAGE_COLUMNS = [
  ["rows", "int", "count(*)::int"],
  ["went", "bytea", "string_agg(case when l.sign > 0 then '\\x00'::bytea else '\\x01'::bytea end, ''::bytea)"],
  ["days", "bytea", "string_agg(int4send(l.day - date '1970-01-01'), ''::bytea)"],
  ["channels", "bytea", "string_agg(int4send(coalesce(l.channel_id, 0)), ''::bytea)"],
  ["touchpoints", "bytea", "string_agg(int4send(coalesce(l.touchpoint_id, 0)), ''::bytea)"],
  ["audiences", "bytea", "string_agg(int4send(l.audience), ''::bytea)"],
  [
    "weights",
    "text",
    "case when bool_and(l.weight = 1) then null else string_agg(trim_scale(l.weight)::text, ',') end",
  ],
  ["scores", "bytea", "string_agg(l.scores, ''::bytea)"],
  [
    "lengths",
    "bytea",
    "case when min(length(l.scores)) = max(length(l.scores)) then null else string_agg(int4send(length(l.scores)), ''::bytea) end",
  ],
  ["longest", "int", "max(length(l.scores))"],
  [
    "attributes",
    "text",
    "case when bool_and(l.attributes = '{}') then null else string_agg(l.attributes::text, e'\\n') end",
  ],
] as const;

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function klik_moment(int, text, int[], text[], text[])`.execute(db);
}
