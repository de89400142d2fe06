import type { Organisation } from "./catalogue.ts";
import type { Scope } from "./scope.ts";

/** Organisations and responses of one operation, as far as whoever asks may see them. One statement a call. */
export interface Entities {
  /** By code. */
  organisations(query: OrganisationQuery, page: Part<string>): Promise<readonly Organisation[]>;
  countOrganisations(query: OrganisationQuery): Promise<number>;
  /** `null`: there is none, or none that may be seen. */
  organisation(code: string): Promise<Organisation | null>;
  responses(query: ResponseQuery, page: Part<ResponseKey>): Promise<readonly StoredResponse[]>;
  /** `null`: there is none, or none that may be seen. */
  response(name: ResponseName): Promise<StoredResponse | null>;
  /** By name. Calls of one tick share a statement. */
  weightings(instrumentId: number): Promise<readonly Weighting[]>;
  /** Likewise. */
  texts(response: StoredResponse): Promise<readonly ResponseDetail[]>;
  /** Likewise. */
  numbers(response: StoredResponse): Promise<readonly ResponseDetail[]>;
}

/** Part of a list: so many after a key; `null`: from its beginning. */
export interface Part<Key> {
  readonly after: Key | null;
  readonly limit: number;
}

export interface OrganisationQuery {
  /** Code; `null`: of all sectors and of none. */
  readonly sector: string | null;
}

export type ResponseQuery = Pick<Scope, "instrumentId" | "where">;

/** What a response is called at its source, in codes. */
export interface ResponseName {
  readonly instrumentId: number;
  readonly organisation: string;
  readonly externalId: string;
}

/** Where a response stands among all of an instrument: newest day first, then by organisation and external id, byte by byte. */
export type ResponseKey = Omit<ResponseName, "instrumentId"> & { readonly day: string };

/** One stored response, without texts and numbers, which stand apart. */
export interface StoredResponse extends ResponseName {
  readonly organisationId: number;
  readonly id: string;
  readonly respondedAt: Date;
  /** "YYYY-MM-DD" in the operator's time zone. */
  readonly day: string;
  readonly channelId: number | null;
  readonly touchpointId: number | null;
  /** 1 customer, 2 employee, 3 organisation. */
  readonly audience: number;
  /** Decimal text. */
  readonly weight: string;
  /** A byte a slot; a slot beyond the end is missing. */
  readonly scores: Uint8Array;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An open text, or a free number as text. */
export interface ResponseDetail {
  readonly slot: number;
  readonly value: string;
}

/** Weights of the responses to an instrument, under a name. */
export interface Weighting {
  readonly id: number;
  readonly name: string;
  readonly rakedAt: Date;
}
