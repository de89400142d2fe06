import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { InputError, type InputIssue, parseInput, shown } from "../input-error.ts";
import type { Organisation } from "../plan/catalogue.ts";
import { batchOf, code, text } from "./entity-schema.ts";

const organisation = z.strictObject({
  code,
  /** `undefined`: stays as it is; `null`: none. */
  name: text(IMPORT_LIMITS.attribute).nullish(),
  sector: code.nullish(),
});
const definitions = z.strictObject({ organisations: batchOf(organisation) });

/** Organisations after they were defined, in the order asked, and what that did. */
export interface DefinedOrganisations {
  readonly organisations: readonly Organisation[];
  readonly created: number;
  readonly changed: number;
}

/**
 * Makes organisations, or gives the ones of these codes another name or sector. Numbers by sector follow at once.
 *
 * @throws InputError `INPUT_INVALID`
 */
export async function defineOrganisations(db: Kysely<Database>, input: unknown): Promise<DefinedOrganisations> {
  const { organisations } = parseInput(definitions, input, "INPUT_INVALID", "organisations");
  return db.transaction().execute(async (trx) => {
    const sectors = await sectorIds(trx, organisations);
    const sent = sql`
      unnest(
        ${organisations.map((one) => one.code)}::text[],
        ${organisations.map(({ name }) => name ?? null)}::text[], ${organisations.map(({ name }) => name !== undefined)}::bool[],
        ${organisations.map(({ sector }) => (sector == null ? null : sectors.get(sector)!))}::int[],
        ${organisations.map(({ sector }) => sector !== undefined)}::bool[]
      ) with ordinality as sent (code, name, has_name, sector_id, has_sector, place)`;
    const created = await sql`
      insert into organisation (code, name, sector_id) select code, name, sector_id from ${sent} order by code
      on conflict (code) do nothing
    `.execute(trx);
    const changed = await sql`
      update organisation as o set
        name = case when has_name then sent.name else o.name end,
        sector_id = case when has_sector then sent.sector_id else o.sector_id end
      from ${sent}
      where o.code = sent.code
        and (has_name and o.name is distinct from sent.name or has_sector and o.sector_id is distinct from sent.sector_id)
    `.execute(trx);
    const { rows } = await sql<Organisation>`
      select o.id, o.code, o.name, o.sector_id as "sectorId" from organisation o join ${sent} on sent.code = o.code order by place
    `.execute(trx);
    return {
      organisations: rows,
      created: Number(created.numAffectedRows ?? 0n),
      changed: Number(changed.numAffectedRows ?? 0n),
    };
  });
}

/** @throws InputError `INPUT_INVALID` for a sector that is not there */
async function sectorIds(
  db: Kysely<Database>,
  organisations: readonly z.output<typeof organisation>[],
): Promise<ReadonlyMap<string, number>> {
  const codes = organisations.flatMap(({ sector }) => sector ?? []);
  const known = await db
    .selectFrom("sector")
    .select(["code", "id"])
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .execute();
  const ids = new Map(known.map((one) => [one.code, one.id]));
  const issues = organisations.flatMap(({ sector }, index): InputIssue[] =>
    sector == null || ids.has(sector)
      ? []
      : [{ path: `organisations[${index}].sector`, expected: "the code of a sector", got: shown(sector) }],
  );
  if (issues.length > 0) throw new InputError("INPUT_INVALID", "organisations: sectors that are not there", issues);
  return ids;
}
