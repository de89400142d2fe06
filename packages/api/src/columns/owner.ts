import { type RawBuilder, sql } from "kysely";

/** Whose responses to which instrument, and with which weights: segments never mix them. */
export interface SegmentOwner {
  readonly organisationId: number;
  readonly instrumentId: number;
  /** Only the responses that have a weight in this weighting, with that weight; `null`: all, with the weights that they came with. */
  readonly weightingId: number | null;
}

/** The segments of an owner, as a condition. */
export const ownedSegments = ({ organisationId, instrumentId, weightingId }: SegmentOwner): RawBuilder<boolean> =>
  sql`organisation_id = ${organisationId} and instrument_id = ${instrumentId} and weighting_id is not distinct from ${weightingId}::int`;

/** Where changes are logged that no segment holds yet. */
export type LogTable = "change_log" | "weight_log";

/** The table in which changes of an owner are logged, and which of its rows are the owner's. */
export function ownedLog({ organisationId, instrumentId, weightingId }: SegmentOwner): {
  readonly table: LogTable;
  readonly owned: RawBuilder<boolean>;
} {
  const owned = sql<boolean>`organisation_id = ${organisationId} and instrument_id = ${instrumentId}`;
  return weightingId === null
    ? { table: "change_log", owned }
    : { table: "weight_log", owned: sql`${owned} and weighting_id = ${weightingId}` };
}
