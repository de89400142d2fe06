import { pointOf, type Scale, scaleSize, type Tally, type TallyCell, tallyFromCells } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import type { Kysely } from "kysely";
import { groupKey, type Scope } from "../plan/scope.ts";
import type { CountedQuestion, SummarySource, TalliesBySlot } from "../plan/summaries.ts";
import type { Database } from "./database.ts";
import { findSegments } from "./segment-query.ts";
import { loadTallyCells, type TallyCellRow } from "./tally-query.ts";

/** Summaries straight from the raw rows of Postgres. */
export function createSummarySource(db: Kysely<Database>): SummarySource {
  return {
    segments: (scope) => findSegments(db, scope),
    tallies: (scope, questions) => loadTallies(db, scope, questions),
  };
}

async function loadTallies(
  db: Kysely<Database>,
  scope: Scope,
  questions: readonly CountedQuestion[],
): Promise<ReadonlyMap<string, TalliesBySlot>> {
  const rows = await loadTallyCells(
    db,
    scope,
    questions.map(({ slot }) => slot),
  );
  const scales = new Map(questions.map(({ slot, scale }) => [slot, scale]));
  const cells = new Map<string, Map<number, TallyCellRow[]>>();
  for (const row of rows) {
    const key = groupKey(row.values);
    const bySlot = cells.get(key) ?? new Map<number, TallyCellRow[]>();
    bySlot.set(row.slot, [...(bySlot.get(row.slot) ?? []), row]);
    cells.set(key, bySlot);
  }
  return new Map(
    [...cells].map(([key, bySlot]) => [
      key,
      new Map([...bySlot].map(([slot, group]) => [slot, tallyFromRows(scales.get(slot)!, group)])),
    ]),
  );
}

/** A tally from the cells of one question in one group. */
function tallyFromRows(scale: Scale, rows: readonly TallyCellRow[]): Tally {
  const count = (mark: number): number => rows.find((row) => row.mark === mark)?.n ?? 0;
  const answers = rows.filter((row) => row.mark < MARK.INVALID);
  // A byte beyond the scale can only come from outside Klik; it is counted as invalid, never dropped.
  const onScale = answers.filter((row) => row.mark < scaleSize(scale));
  const strays = answers.filter((row) => row.mark >= scaleSize(scale)).reduce((sum, row) => sum + row.n, 0);
  const weighted = onScale.some((row) => Number(row.w) !== row.n || Number(row.ww) !== row.n);
  const cells = onScale.map((row): TallyCell => {
    const cell = { point: scale.codes?.[row.mark] ?? pointOf(scale, row.mark), n: row.n };
    return weighted ? { ...cell, w: row.w, ww: row.ww } : cell;
  });
  return tallyFromCells(scale, cells, {
    missing: count(MARK.MISSING),
    notApplicable: count(MARK.NOT_APPLICABLE),
    invalid: count(MARK.INVALID) + strays,
  });
}
