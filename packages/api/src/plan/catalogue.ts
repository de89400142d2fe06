import DataLoader from "dataloader";
import type { Labels } from "./labels.ts";

export type CategoryKind = "sector" | "channel" | "touchpoint";

/** A sector, channel or touchpoint. */
export interface Category {
  readonly id: number;
  readonly code: string;
  readonly labels: Labels;
}

export interface Organisation {
  readonly id: number;
  readonly code: string;
  readonly name: string | null;
  readonly sectorId: number | null;
}

/** What the database gives; one statement a call. */
export interface CatalogueSource {
  categories(): Promise<Readonly<Record<CategoryKind, readonly Category[]>>>;
  organisations(ids: readonly number[]): Promise<readonly Organisation[]>;
}

/** Names behind the ids of one operation: the short lists at most once, organisations in one batch. */
export class Catalogue {
  readonly #source: CatalogueSource;
  readonly #organisations: DataLoader<number, Organisation | null>;
  readonly #expected = new Set<number>();
  #categories: ReturnType<CatalogueSource["categories"]> | null = null;
  #byId: Readonly<Record<CategoryKind, ReadonlyMap<number, Category>>> | null = null;

  constructor(source: CatalogueSource) {
    this.#source = source;
    this.#organisations = new DataLoader(async (ids) => {
      const found = new Map((await source.organisations(ids)).map((organisation) => [organisation.id, organisation]));
      return ids.map((id) => found.get(id) ?? null);
    });
  }

  async categories(kind: CategoryKind): Promise<readonly Category[]> {
    this.#categories ??= this.#source.categories();
    return (await this.#categories)[kind];
  }

  /** No promise where the lists are there at once. */
  category(kind: CategoryKind, id: number): Category | null | Promise<Category | null> {
    return this.#byId === null ? this.#load(kind, id) : (this.#byId[kind].get(id) ?? null);
  }

  async #load(kind: CategoryKind, id: number): Promise<Category | null> {
    return (await this.expectCategories())[kind].get(id) ?? null;
  }

  /** Brings the short lists, so that no category has to be waited for. */
  async expectCategories(): Promise<Readonly<Record<CategoryKind, ReadonlyMap<number, Category>>>> {
    this.#categories ??= this.#source.categories();
    const lists = await this.#categories;
    const byId = (of: CategoryKind): Map<number, Category> => new Map(lists[of].map((each) => [each.id, each]));
    this.#byId ??= { sector: byId("sector"), channel: byId("channel"), touchpoint: byId("touchpoint") };
    return this.#byId;
  }

  /** Those that an answer names: the first that is asked for brings all of them, however long the answer takes to be put together. */
  expectOrganisations(ids: Iterable<number>): void {
    for (const id of ids) this.#expected.add(id);
  }

  organisation(id: number): Promise<Organisation | null> {
    if (this.#expected.has(id)) {
      void this.#organisations.loadMany([...this.#expected]);
      this.#expected.clear();
    }
    return this.#organisations.load(id);
  }
}
