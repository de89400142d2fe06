import type { Member } from "@klik/metrics-core/comparison";
import type { Context } from "../context.ts";
import { type GroupBy, type GroupValues, groupKey, type Scope } from "../plan/scope.ts";
import type { SegmentRow } from "../plan/summaries.ts";
import { requestError } from "./error.ts";
import type { TracedEstimate } from "./estimate.ts";
import type { Origin } from "./measured.ts";
import type { Segment, SegmentRows } from "./segment.ts";

/** Which organisations a number is held against. */
export type BenchmarkGroup = "SECTOR" | "ALL";

/** The same number of every organisation of a group. */
export interface BenchmarkMembers {
  /** The organisation that looks, as it is called in `members`; it may have no number. */
  readonly own: string;
  readonly members: readonly Member[];
}

const ORGANISATION: GroupBy = { kind: "dimension", dimension: "ORGANISATION" };
const SECTOR: GroupBy = { kind: "dimension", dimension: "SECTOR" };

const isDimension = (group: GroupBy, dimension: "ORGANISATION" | "SECTOR"): boolean =>
  group.kind === "dimension" && group.dimension === dimension;

/**
 * The number of one row for all organisations that have it: the same filter but for organisations and sectors, and the same group but for
 * these. Rows that share their peers share the work. `null`: nobody of the organisation answered, or it has no sector.
 *
 * @throws GraphQLError `BAD_USER_INPUT` when the row is not of one organisation
 */
export async function benchmarkMembers(
  estimate: TracedEstimate,
  { segment, about, again }: Origin,
  against: BenchmarkGroup,
  context: Context,
): Promise<BenchmarkMembers | null> {
  const own = await ownOrganisation(segment, context);
  if (own === null) return null;
  const groups = await peersOf(segment, context);
  const sector = groups.sectors.get(own) ?? null;
  if (against === "SECTOR" && sector === null) return null;
  const group = against === "SECTOR" ? sector : null;
  const key = JSON.stringify([estimate.metric, about, restOf(segment), group]);
  const known = tables.get(segment.list) ?? new Map<string, Promise<readonly Member[]>>();
  tables.set(segment.list, known);
  const rows = (groups.byRest.get(groupKey(restOf(segment))) ?? []).filter(
    ({ values }) => against === "ALL" || values.at(-1) === group,
  );
  const members =
    known.get(key) ??
    Promise.all(
      rows.map(async (row) => ({
        organisation: row.values.at(-2)!, // a response always has an organisation
        estimate: await again({ ...segment, scope: groups.scope, row }, context),
      })),
    );
  known.set(key, members);
  return { own, members: await members };
}

/** Every row of a group asks for the same table: it is made once an answer. */
const tables = new WeakMap<SegmentRows, Map<string, Promise<readonly Member[]>>>();

/**
 * The scopes that benchmarks of the groups of a scope need: those of all peers, and where the groups are not by organisation, that which
 * says whose they are.
 */
export function benchmarkScopes(scope: Scope): readonly Scope[] {
  if (scope.by.some((group) => isDimension(group, "ORGANISATION"))) return [peersScope(scope)];
  return scope.where.organisations?.length === 1 ? [peersScope(scope), ownScope(scope)] : [];
}

const ownScope = (scope: Scope): Scope => ({ ...scope, by: [...scope.by, ORGANISATION] });

function peersScope(scope: Scope): Scope {
  const { organisations: _own, sectors: _sectors, ...where } = scope.where;
  const rest = scope.by.filter((group) => !isRestricting(group));
  return { ...scope, where, by: [...rest, ORGANISATION, SECTOR] };
}

/** Id of the organisation that a row is of, as text; `null` when nobody answered. */
async function ownOrganisation({ scope, row }: Segment, { summaries }: Context): Promise<string | null> {
  const at = scope.by.findIndex((group) => isDimension(group, "ORGANISATION"));
  if (at >= 0) return row.values[at] ?? null;
  if (scope.where.organisations?.length !== 1) {
    throw requestError(
      "BAD_USER_INPUT",
      "benchmark: expected segments by organisation, or where.organisations of one, got neither",
    );
  }
  const rows = await summaries.segments(ownScope(scope));
  const mine = groupKey(row.values);
  return rows.find(({ values }) => groupKey(values.slice(0, -1)) === mine)?.values.at(-1) ?? null;
}

interface Peers {
  /** Grouped by what a row is grouped by beside organisation and sector, then by organisation, then by its sector. */
  readonly scope: Scope;
  readonly byRest: ReadonlyMap<string, readonly SegmentRow[]>;
  /** By organisation. */
  readonly sectors: ReadonlyMap<string, string | null>;
}

const peers = new WeakMap<SegmentRows, Promise<Peers>>();

/** One question for all rows of an answer. */
function peersOf(segment: Segment, context: Context): Promise<Peers> {
  const known = peers.get(segment.list) ?? findPeers(segment, context);
  peers.set(segment.list, known);
  return known;
}

async function findPeers({ scope }: Segment, { summaries }: Context): Promise<Peers> {
  const wide = peersScope(scope);
  const byRest = new Map<string, SegmentRow[]>();
  const sectors = new Map<string, string | null>();
  for (const row of await summaries.segments(wide)) {
    const key = groupKey(row.values.slice(0, -2));
    const group = byRest.get(key);
    if (group === undefined) byRest.set(key, [row]);
    else group.push(row);
    sectors.set(row.values.at(-2)!, row.values.at(-1) ?? null);
  }
  return { scope: wide, byRest, sectors };
}

const isRestricting = (group: GroupBy): boolean => isDimension(group, "ORGANISATION") || isDimension(group, "SECTOR");

/** What a row is grouped by beside organisation and sector. */
function restOf({ scope, row }: Segment): GroupValues {
  return row.values.filter((_, at) => !isRestricting(scope.by[at]!));
}
