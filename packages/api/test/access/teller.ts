/** Tells what it is given before whoever holds rows back has chosen, if the planner lets it: it claims to be as cheap as can be. */
export const TELLER = `
  create function pg_temp.told(value text) returns boolean language plpgsql cost 0.0000001 as $$
  begin
    if value like '%beta%' then raise exception 'leaked: %', value; end if;
    return true;
  end $$`;
