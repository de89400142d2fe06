import { setImmediate } from "node:timers/promises";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blocksOf } from "./arrange.ts";
import type { Block } from "./block.ts";
import type { ColumnPlan } from "./column-plan.ts";
import { draftOfOwners, type OwnedImages } from "./owned-images.ts";
import type { Owner } from "./numbered.ts";
import { type ImageRow, imageColumns, logPortion } from "./image-query.ts";
import { weightingNamed } from "../db/scope-query.ts";
import type { LogTable } from "./owner.ts";

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

type SnapshotRow = {
  readonly isWeighted: boolean;
  readonly organisation: number;
  readonly sector: number | null;
  /** `id rows` of each segment, with commas between. */
  readonly segments: string | null;
} & { readonly [K in keyof ImageRow]: ImageRow[K] | null };

/**
 * Segments and unfolded images of all organisations of a scope, in one statement and therefore of one moment: each change
 * of a response is in exactly one of them.
 */
export async function loadMoment(db: Kysely<Database>, scope: MomentScope): Promise<Moment> {
  const parts = scope.weighting === null ? [partOf(scope, false)] : [partOf(scope, false), partOf(scope, true)];
  const { rows } = await sql<SnapshotRow>`${sql.join(parts, sql` union all `)}`.execute(db);
  return {
    responses: await snapshotOf(rows.filter(({ isWeighted }) => !isWeighted)),
    weighted: scope.weighting === null ? null : await snapshotOf(rows.filter(({ isWeighted }) => isWeighted)),
  };
}

/** A row for each organisation, or several for one with a long log. */
function partOf(scope: MomentScope, isWeighted: boolean): RawBuilder<SnapshotRow> {
  const log: LogTable = isWeighted ? "weight_log" : "change_log";
  const images = Object.entries(imageColumns(log)).map(([name, column]) => sql`${column} as ${sql.ref(name)}`);
  const names = Object.keys(imageColumns(log)).map((name) => sql.ref(`log.${name}`));
  const owned = sql`instrument_id = ${scope.instrumentId} ${organisationsIn(scope)}`;
  const weighted = sql`weighting_id = ${weightingNamed(scope.instrumentId, scope.weighting ?? "")}`;
  return sql`
    select o.id as organisation, o.sector_id as sector, ${sql.lit(isWeighted)} as "isWeighted", s.segments, ${sql.join(names)}
    from (
      select organisation_id, string_agg(id || ' ' || rows, ',') as segments
      from segment where ${owned} and ${isWeighted ? weighted : sql`weighting_id is null`} group by organisation_id
    ) s
    full join (
      select organisation_id, ${sql.join(images)}
      from ${sql.table(log)} where ${owned} ${isWeighted ? sql`and ${weighted}` : sql``} group by organisation_id, ${logPortion(log)}
    ) log on log.organisation_id = s.organisation_id
    join organisation o on o.id = coalesce(s.organisation_id, log.organisation_id)
  `;
}

async function snapshotOf(rows: readonly SnapshotRow[]): Promise<Snapshot> {
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

function organisationsIn({ visible, organisations, sectors }: MomentScope): RawBuilder<unknown> {
  const seen = visible === "all" ? sql`` : sql`and organisation_id = any(${visible}::int[])`;
  const conditions = organisationConditions({ organisations, sectors });
  if (conditions.length === 0) return seen;
  return sql`${seen} and organisation_id in (select id from organisation where ${sql.join(conditions, sql` and `)})`;
}

/** What an organisation must meet; no condition where all are asked for. */
export const organisationConditions = ({
  organisations,
  sectors,
}: Pick<MomentScope, "organisations" | "sectors">): readonly RawBuilder<unknown>[] => [
  ...(organisations === null ? [] : [sql`code = any(${organisations}::text[])`]),
  ...(sectors === null ? [] : [sql`sector_id in (select id from sector where code = any(${sectors}::text[]))`]),
];

function refOf(text: string): SegmentRef {
  const [id = "", rows] = text.split(" ");
  return { id, rows: Number(rows) };
}
