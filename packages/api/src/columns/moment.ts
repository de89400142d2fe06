import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blocksOf } from "./arrange.ts";
import type { Block } from "./block.ts";
import type { ColumnPlan } from "./column-plan.ts";
import { draftOfOwners, type OwnedImages } from "./owned-images.ts";
import type { Owner } from "./numbered.ts";
import type { ImageRow } from "./image-query.ts";

/** What there is at one moment. */
export interface Moment {
  /** All responses, with the weights that they came with. */
  readonly responses: Snapshot;
  /** Those that have a weight in the weighting that was asked for, with that weight; `null` when none was. */
  readonly weighted: Snapshot | null;
}

export interface Snapshot {
  readonly organisations: readonly OrganisationSegments[];
  /** What no segment holds yet, of all organisations, which stand in columns. */
  readonly tail: readonly Block[];
}

interface OrganisationSegments extends Owner {
  readonly segments: readonly SegmentRef[];
}

interface SegmentRef {
  readonly id: string;
  readonly rows: number;
}

export type MomentScope = Pick<ColumnPlan, "instrumentId" | "visible" | "organisations" | "sectors" | "weighting">;

type MomentRow = {
  readonly organisation: number;
  readonly sector: number | null;
  readonly is_weighted: boolean;
  /** `id rows` of each segment, with commas between. */
  readonly segments: string | null;
} & { readonly [K in keyof ImageRow]: ImageRow[K] | null };

/**
 * Segments and unfolded images of all organisations of a scope, in one statement and therefore of one moment: each change
 * of a response is in exactly one of them.
 */
export async function loadMoment(db: Kysely<Database>, scope: MomentScope): Promise<Moment> {
  const { instrumentId, weighting, visible, organisations, sectors } = scope;
  const { rows } = await sql<MomentRow>`
    select * from klik_moment(${instrumentId}, ${weighting}, ${visible === "all" ? null : visible},
      ${organisations}, ${sectors})
  `.execute(db);
  return {
    responses: await snapshotOf(rows.filter((row) => !row.is_weighted)),
    weighted: weighting === null ? null : await snapshotOf(rows.filter((row) => row.is_weighted)),
  };
}

async function snapshotOf(rows: readonly MomentRow[]): Promise<Snapshot> {
  const organisations = new Map<number, OrganisationSegments>();
  const logged: OwnedImages[] = [];
  for (const row of rows) {
    const owner = { organisationId: row.organisation, sectorId: row.sector };
    const segments = row.segments === null ? [] : row.segments.split(",").map(refOf);
    // An organisation with a long log has several rows.
    organisations.set(row.organisation, { ...owner, segments });
    if (row.rows !== null) logged.push({ owner, images: row as ImageRow }); // the columns of the log are null together
  }
  return { organisations: [...organisations.values()], tail: await tailOf(logged) };
}

/** Few blocks for all organisations: many small ones would cost more than their rows. */
async function tailOf(logged: readonly OwnedImages[]): Promise<readonly Block[]> {
  const tail: Block[] = [];
  let part: OwnedImages[] = [];
  let rows = 0;
  for (const [i, owned] of logged.entries()) {
    part.push(owned);
    rows += owned.images.rows;
    if (rows < MANY_ROWS && i < logged.length - 1) continue;
    tail.push(...blocksOf(draftOfOwners(part)));
    part = [];
    rows = 0;
    if (i < logged.length - 1) await setImmediate();
  }
  return tail;
}

/** After so many images the process looks at what else there is to do. */
const MANY_ROWS = 8_192;

function refOf(text: string): SegmentRef {
  const [id = "", rows] = text.split(" ");
  return { id, rows: Number(rows) };
}
