import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { parseInput } from "../input-error.ts";
import type { Category, CategoryKind } from "../plan/catalogue.ts";
import { batchOf, code, labelList } from "./entity-schema.ts";

const definitions = z.strictObject({ categories: batchOf(z.strictObject({ code, labels: labelList })) });

/** Sectors, channels or touchpoints after they were defined, in the order asked, and what that did. */
export interface DefinedCategories {
  readonly categories: readonly Category[];
  readonly created: number;
  readonly changed: number;
}

/**
 * Makes categories, or gives the ones of these codes other labels. Nothing is removed: responses stand in them.
 *
 * @throws InputError `INPUT_INVALID`
 */
export async function defineCategories(
  db: Kysely<Database>,
  kind: CategoryKind,
  input: unknown,
): Promise<DefinedCategories> {
  const { categories } = parseInput(definitions, input, "INPUT_INVALID", "categories");
  const sent = sql`
    unnest(${categories.map((one) => one.code)}::text[], ${categories.map((one) => JSON.stringify(one.labels))}::jsonb[])
      with ordinality as sent (code, labels, place)`;
  return db.transaction().execute(async (trx) => {
    const created = await sql`
      insert into ${sql.table(kind)} (code, labels) select code, labels from ${sent} order by code
      on conflict (code) do nothing
    `.execute(trx);
    const changed = await sql`
      update ${sql.table(kind)} as c set labels = sent.labels from ${sent} where c.code = sent.code and c.labels <> sent.labels
    `.execute(trx);
    const { rows } = await sql<Category>`
      select c.id, c.code, c.labels from ${sql.table(kind)} c join ${sent} on sent.code = c.code order by sent.place
    `.execute(trx);
    return {
      categories: rows,
      created: Number(created.numAffectedRows ?? 0n),
      changed: Number(changed.numAffectedRows ?? 0n),
    };
  });
}
