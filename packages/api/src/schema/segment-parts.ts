import type { Tally } from "@klik/metrics-core";
import type { Context } from "../context.ts";
import { type GroupBy, groupText } from "../plan/scope.ts";
import type { SegmentRow } from "../plan/summaries.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import { type Segment, tallyIn } from "./segment.ts";

/** A segment in parts, by one thing more, to ask a question of. Parts of all segments of an answer are counted in one pass. */
export async function partsOf(
  segment: Segment,
  by: readonly GroupBy[],
  question: OrdinalQuestion,
  { summaries }: Context,
): Promise<readonly Segment[]> {
  const scope = { ...segment.scope, by: [...segment.scope.by, ...by] };
  const rows = await summaries.segments(scope, [question]);
  const parts = partsByGroup.get(rows) ?? byGroup(rows, segment.scope.by.length);
  partsByGroup.set(rows, parts);
  return (parts.get(groupText(segment.row.values)) ?? []).map((row) => ({ ...segment, scope, row }));
}

const partsByGroup = new WeakMap<readonly SegmentRow[], ReadonlyMap<string, readonly SegmentRow[]>>();

function byGroup(rows: readonly SegmentRow[], length: number): ReadonlyMap<string, readonly SegmentRow[]> {
  const parts = new Map<string, SegmentRow[]>();
  for (const row of rows) {
    const group = groupText(row.values.slice(0, length));
    const part = parts.get(group);
    if (part === undefined) parts.set(group, [row]);
    else part.push(row);
  }
  return parts;
}

/** The answers to a question in a segment, each organisation by itself. */
export async function organisationTallies(
  segment: Segment,
  question: OrdinalQuestion,
  context: Context,
): Promise<readonly Tally[]> {
  const parts = await partsOf(segment, [{ kind: "dimension", dimension: "ORGANISATION" }], question, context);
  return Promise.all(parts.map(async (part) => tallyIn(part, question, context)));
}
