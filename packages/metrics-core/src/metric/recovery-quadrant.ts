import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { type Crosstab, cellTally, columnsWhereRow, pairOf } from "../summary/crosstab.ts";
import { categories, requireScale, type Scale, YES_NO } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** Who is responsible for an event that strains the relation. */
export type Responsibility = "internal" | "customer";
const RESPONSIBILITIES: readonly Responsibility[] = ["internal", "customer"];

/** The cells of the quadrant, impact after responsibility. */
export type QuadrantCell = "internal_low" | "internal_high" | "customer_low" | "customer_high";

const PLACES = ["internal_low", "internal_high", "customer_low", "customer_high", "undetermined"] as const;

/** A versioned decision table: which action is prescribed for which event. Data, so that it can be replaced. */
export interface RecoveryTable {
  readonly id: string;
  readonly version: number;
  /** Impact at or above the cut is high; in the unit that impact is measured in. */
  readonly impactCut: number;
  /** The prescribed action per cell, as a code. */
  readonly actions: Readonly<Record<QuadrantCell, string>>;
  /** Whether a source says which cell gets which action, or somebody assumed it. */
  readonly mapping: "published" | "assumption";
  readonly source: string;
}

/**
 * The default table. The article names the four actions in this order, and the two axes, but not which cell gets which
 * action: the mapping is ours. Impact runs from 0 to 1.
 *
 * @see Ferment (Dutch customer-retention benchmark 2016), quadrant of impact and responsibility
 */
export const RECOVERY_TABLE: RecoveryTable = {
  id: "recovery_quadrant",
  version: 1,
  impactCut: 0.5,
  actions: {
    internal_low: "apologise_and_help",
    internal_high: "fix_and_plus_up",
    customer_low: "red_carpet",
    customer_high: "everything_in_our_power",
  },
  mapping: "assumption",
  source: "four actions: Ferment 2016; their cells: assumption of this library",
};

/** Cells of events; `undetermined` when responsibility or impact is not known. */
export const QUADRANT: Scale = categories(PLACES);

/** What the table says about one event. */
export type RecoveryAdvice =
  | {
      readonly status: "determined";
      readonly cell: QuadrantCell;
      readonly action: string;
      readonly mapping: RecoveryTable["mapping"];
      readonly table: { readonly id: string; readonly version: number };
    }
  | { readonly status: "undetermined"; readonly missing: readonly ("impact" | "responsibility")[] };

/**
 * The prescribed action for an event. Impact exactly at the cut is high; what is not known is not guessed.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for an impact that is not finite, `NAME_UNKNOWN` for another responsibility
 * @example
 * recoveryAdvice({ impact: 0.5, responsibility: "internal" })
 * // => { status: "determined", cell: "internal_high", action: "fix_and_plus_up", mapping: "assumption" }
 */
export function recoveryAdvice(
  event: { readonly impact: number | null; readonly responsibility: Responsibility | null },
  table: RecoveryTable = RECOVERY_TABLE,
): RecoveryAdvice {
  const { impact, responsibility } = event;
  if (impact !== null && !Number.isFinite(impact)) {
    throw new MetricsError("ARGUMENT_INVALID", `recoveryAdvice: expected a finite impact, got ${impact}`, { impact });
  }
  if (responsibility !== null) requireName("recoveryAdvice", "responsibility", responsibility, RESPONSIBILITIES);
  if (impact === null || responsibility === null) {
    const missing = [
      impact === null ? ["impact" as const] : [],
      responsibility === null ? ["responsibility" as const] : [],
    ];
    return { status: "undetermined", missing: missing.flat() };
  }
  const cell: QuadrantCell = `${responsibility}_${impact >= table.impactCut ? "high" : "low"}`;
  const { id, version, mapping } = table;
  return { status: "determined", cell, action: table.actions[cell], mapping, table: { id, version } };
}

/**
 * How events are spread over the quadrant: the share of all events in each cell, and the share that could not be
 * placed.
 */
export type QuadrantShares = Readonly<Record<QuadrantCell | "undetermined", Estimate>>;

/**
 * Share of events per cell, 0 to 1, of all events.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the tally is on `QUADRANT`
 * @example
 * quadrantShares(tallyOf(QUADRANT, ["internal_low", "internal_low", "customer_high", "undetermined"])).internal_low // => { value: 0.5 }
 */
export function quadrantShares(events: Tally): QuadrantShares {
  requireScale("quadrantShares", events.scale, QUADRANT);
  const share = (cell: QuadrantCell | "undetermined"): Estimate =>
    scoreMean(
      events,
      shareScore(`recovery_quadrant.${cell}`, (_, index) => PLACES[index] === cell),
    );
  return {
    internal_low: share("internal_low"),
    internal_high: share("internal_high"),
    customer_low: share("customer_low"),
    customer_high: share("customer_high"),
    undetermined: share("undetermined"),
  };
}

/**
 * Share of the placed events that were answered by the prescribed action, 0 to 1.
 *
 * Rows are the cell of each event, columns the code of the action that was taken. To an undetermined event nothing is
 * prescribed: it is not applicable.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the rows are on `QUADRANT` and the columns name every action of the
 * table
 * @example
 * const taken = categories(["apologise_and_help", "fix_and_plus_up", "red_carpet", "everything_in_our_power", "nothing"]);
 * actionFollowed(crosstabOf(QUADRANT, taken, [["internal_low", "apologise_and_help"], ["internal_high", "nothing"]])) // => { value: 0.5 }
 */
export function actionFollowed(events: Crosstab, table: RecoveryTable = RECOVERY_TABLE): Estimate {
  requireScale("actionFollowed", events.rows, QUADRANT);
  const codes = events.columns.codes ?? [];
  const unnamed = Object.values(table.actions).find((action) => !codes.includes(action));
  if (unnamed !== undefined) {
    throw new MetricsError("SCALE_MISMATCH", `actionFollowed: expected the action ${unnamed} among the columns`, {
      action: unnamed,
    });
  }
  return scoreMean(
    cellTally(events),
    shareScore("recovery_quadrant.followed", (_, at) => {
      const [row, column] = pairOf(events, at);
      const cell = PLACES[row]!;
      return cell === "undetermined" ? null : table.actions[cell] === codes[column];
    }),
  );
}

/**
 * Any outcome (a mark, NPS) of the events where the prescribed action was followed, and of those where it was not.
 *
 * Rows are whether it was followed, columns the outcome. The two groups were not drawn by lot: what differs between
 * them may be the events.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the rows are on `YES_NO`, and what the metric throws
 * @example
 * outcomeByFollowed(crosstabOf(YES_NO, REPORT_MARK, [["yes", 8], ["yes", 7], ["no", 5]]), satisfaction)
 * // => { followed: { value: 7.5 }, notFollowed: { value: 5 } }
 */
export function outcomeByFollowed<Outcome>(
  outcomes: Crosstab,
  metric: (tally: Tally) => Outcome,
): { readonly followed: Outcome; readonly notFollowed: Outcome } {
  requireScale("outcomeByFollowed", outcomes.rows, YES_NO);
  return { followed: metric(columnsWhereRow(outcomes, "yes")), notFollowed: metric(columnsWhereRow(outcomes, "no")) };
}
