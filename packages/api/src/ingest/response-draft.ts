import type { AudienceCode } from "../db/database.ts";
import type { Problem } from "./problem.ts";

/** A response whose values are all readable; what it refers to by code is not yet looked up. */
export interface ResponseDraft {
  readonly externalId: string;
  readonly organisation: OrganisationRef;
  /** UTC, ISO 8601. */
  readonly respondedAt: string;
  readonly channel: string | null;
  readonly touchpoint: string | null;
  readonly audience: AudienceCode;
  /** Decimal in its shortest form. */
  readonly weight: string;
  /** As sent: it is hashed before it is stored. */
  readonly respondentKey: string | null;
  /** One byte a slot, without the missing ones at the end. */
  readonly scores: Buffer;
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: readonly (readonly [slot: number, body: string])[];
  readonly numbers: readonly (readonly [slot: number, value: string])[];
}

/** An organisation by its code; name and sector are `null` when the source does not give them. */
export interface OrganisationRef {
  readonly code: string;
  readonly name: string | null;
  readonly sector: string | null;
}

/** Columns of what a row refers to, for the reasons of a rejection; `null` when it is the same for all rows. */
export interface RefColumns {
  readonly externalId: string | null;
  readonly organisation: string | null;
  readonly organisationName: string | null;
  readonly sector: string | null;
  readonly channel: string | null;
  readonly touchpoint: string | null;
  readonly respondentKey: string | null;
}

/** A row after validation: complete, or with all its problems and what it refers to as far as that could be read. */
export interface ReadRow {
  readonly line: number;
  readonly raw: string;
  readonly organisation: OrganisationRef | null;
  readonly channel: string | null;
  readonly touchpoint: string | null;
  readonly externalId: string | null;
  /** As sent. */
  readonly respondentKey: string | null;
  /** `null` when there are problems. */
  readonly draft: ResponseDraft | null;
  readonly problems: readonly Problem[];
  readonly columns: RefColumns;
}
