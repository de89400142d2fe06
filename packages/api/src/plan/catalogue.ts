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
  #categories: ReturnType<CatalogueSource["categories"]> | null = null;

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

  async category(kind: CategoryKind, id: number): Promise<Category | null> {
    return (await this.categories(kind)).find((category) => category.id === id) ?? null;
  }

  organisation(id: number): Promise<Organisation | null> {
    return this.#organisations.load(id);
  }
}
