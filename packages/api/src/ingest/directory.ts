import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import { type Problem, problem } from "./problem.ts";
import type { OrganisationRef, ReadRow } from "./response-draft.ts";

type Category = "sector" | "channel" | "touchpoint";

interface KnownOrganisation {
  readonly id: number;
  readonly name: string | null;
  readonly sector: string | null;
}

/** What an import may make when a row names it and it is not there. */
export interface Creation {
  /** Organisations, with the sectors they belong to. */
  readonly organisation: boolean;
  readonly channel: boolean;
  readonly touchpoint: boolean;
}

/**
 * The ids behind the codes of organisations, sectors, channels and touchpoints. Asks the database once for each code.
 *
 * What one transaction makes is remembered when the transaction is kept: see `fork`.
 */
export class Directory {
  readonly #creation: Creation;
  readonly #organisations: Map<string, KnownOrganisation>;
  readonly #categories: Readonly<Record<Category, Map<string, number>>>;

  constructor(creation: Creation, from?: Directory) {
    this.#creation = creation;
    this.#organisations = new Map(from === undefined ? [] : from.#organisations);
    this.#categories = {
      sector: new Map(from === undefined ? [] : from.#categories.sector),
      channel: new Map(from === undefined ? [] : from.#categories.channel),
      touchpoint: new Map(from === undefined ? [] : from.#categories.touchpoint),
    };
  }

  /** A copy to try something with. */
  fork(): Directory {
    return new Directory(this.#creation, this);
  }

  organisationId(code: string): number | null {
    return this.#organisations.get(code)?.id ?? null;
  }

  categoryId(category: Category, code: string | null): number | null {
    return code === null ? null : (this.#categories[category].get(code) ?? null);
  }

  /** Loads what the rows name and is not known yet. */
  async load(db: Kysely<Database>, rows: readonly ReadRow[]): Promise<void> {
    const organisations = this.#unknown(rows, (row) => row.organisation?.code, this.#organisations);
    if (organisations.length > 0) {
      const found = await db
        .selectFrom("organisation")
        .leftJoin("sector", "sector.id", "organisation.sector_id")
        .select(["organisation.code", "organisation.id", "organisation.name", "sector.code as sector"])
        .where("organisation.code", "=", sql<string>`any(${organisations}::text[])`)
        .execute();
      for (const { code, ...organisation } of found) this.#organisations.set(code, organisation);
    }
    await this.#loadCategories(
      db,
      "channel",
      this.#unknown(rows, (row) => row.channel, this.#categories.channel),
    );
    await this.#loadCategories(
      db,
      "touchpoint",
      this.#unknown(rows, (row) => row.touchpoint, this.#categories.touchpoint),
    );
    await this.#loadCategories(
      db,
      "sector",
      this.#unknown(rows, (row) => row.organisation?.sector, this.#categories.sector),
    );
  }

  /** What a row refers to and must not. */
  problemsOf({ organisation, channel, touchpoint, columns }: ReadRow): readonly Problem[] {
    const problems: Problem[] = [];
    if (organisation !== null) problems.push(...this.#organisationProblems(organisation, columns));
    const unknown = (category: Category, code: string | null): boolean =>
      code !== null && !this.#categories[category].has(code);
    if (!this.#creation.channel && unknown("channel", channel)) {
      problems.push(problem(columns.channel, "CHANNEL_UNKNOWN", `a known channel${HINT}`, channel));
    }
    if (!this.#creation.touchpoint && unknown("touchpoint", touchpoint)) {
      problems.push(problem(columns.touchpoint, "TOUCHPOINT_UNKNOWN", `a known touchpoint${HINT}`, touchpoint));
    }
    return problems;
  }

  #organisationProblems(organisation: OrganisationRef, columns: ReadRow["columns"]): readonly Problem[] {
    const { code, name, sector } = organisation;
    const known = this.#organisations.get(code);
    if (known === undefined) {
      if (this.#creation.organisation) return [];
      return [problem(columns.organisation, "ORGANISATION_UNKNOWN", `a known organisation${HINT}`, code)];
    }
    const problems: Problem[] = [];
    if (sector !== null && sector !== known.sector && !(known.sector === null && this.#creation.organisation)) {
      problems.push(
        problem(columns.sector, "ORGANISATION_MISMATCH", `the sector of ${code}, ${known.sector ?? "none"}`, sector),
      );
    }
    if (name !== null && name !== known.name && !(known.name === null && this.#creation.organisation)) {
      problems.push(
        problem(
          columns.organisationName,
          "ORGANISATION_MISMATCH",
          `the name of ${code}, ${known.name ?? "none"}`,
          name,
        ),
      );
    }
    return problems;
  }

  /**
   * Makes what a good row names and is not there, and gives an organisation the name or sector it does not have yet.
   *
   * Row by row, so that a later row sees what an earlier one has made; without anything to make it costs nothing.
   */
  async create(trx: Transaction<Database>, row: ReadRow): Promise<void> {
    for (const category of ["channel", "touchpoint"] as const) {
      const code = row[category];
      if (code !== null && !this.#categories[category].has(code)) await this.#createCategory(trx, category, code);
    }
    if (row.organisation === null) return;
    const { code, name, sector } = row.organisation;
    const known = this.#organisations.get(code);
    if (known !== undefined && (name === null || name === known.name) && (sector === null || sector === known.sector))
      return;
    if (sector !== null && !this.#categories.sector.has(sector)) await this.#createCategory(trx, "sector", sector);
    const sectorId = this.categoryId("sector", sector);
    const expected = { name: name ?? known?.name ?? null, sector: sector ?? known?.sector ?? null };
    const made = await trx
      .insertInto("organisation")
      .values({ code, name, sector_id: sectorId })
      .onConflict((conflict) =>
        conflict.column("code").doUpdateSet({
          name: sql`coalesce(organisation.name, excluded.name)`,
          sector_id: sql`coalesce(organisation.sector_id, excluded.sector_id)`,
        }),
      )
      .returning(["id", "name", "sector_id"])
      .executeTakeFirstOrThrow();
    if (made.name !== expected.name || made.sector_id !== this.categoryId("sector", expected.sector))
      throw new LostRace();
    this.#organisations.set(code, { id: made.id, ...expected });
  }

  async #createCategory(trx: Transaction<Database>, category: Category, code: string): Promise<void> {
    const { id } = await trx
      .insertInto(category)
      .values({ code })
      .onConflict((conflict) => conflict.column("code").doUpdateSet((set) => ({ code: set.ref("excluded.code") })))
      .returning("id")
      .executeTakeFirstOrThrow();
    this.#categories[category].set(code, id);
  }

  async #loadCategories(db: Kysely<Database>, category: Category, codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    const found = await db
      .selectFrom(category)
      .select(["code", "id"])
      .where("code", "=", sql<string>`any(${codes}::text[])`)
      .execute();
    for (const { code, id } of found) this.#categories[category].set(code, id);
  }

  #unknown(
    rows: readonly ReadRow[],
    codeOf: (row: ReadRow) => string | null | undefined,
    known: ReadonlyMap<string, unknown>,
  ): readonly string[] {
    const codes = new Set<string>();
    for (const row of rows) {
      const code = codeOf(row);
      if (code !== null && code !== undefined && !known.has(code)) codes.add(code);
    }
    return [...codes];
  }
}

/** Another import wrote what this one was about to write: the batch is judged again. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

const HINT = ' (new ones are made with "create": true in the mapping, or with --create)';
