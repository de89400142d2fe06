import { MetricsError } from "../error.ts";
import { type Answers, withScore } from "../summary/gram-answers.ts";
import { requireDistinct } from "../summary/gram.ts";
import type { LevelsByDriver } from "./contrast-levels.ts";

/** Something to do about a driver. */
export type ImprovementAction = {
  readonly id: string;
  readonly driver: string;
  /** In any unit, the same for all actions. */
  readonly cost?: number;
} & (
  | /** Everybody answers so much higher, as far as the scale goes. */ { readonly kind: "shift"; readonly by: number }
  | /** The mean reaches a level, such as that of the best peer. */ { readonly kind: "reach"; readonly level: number }
  | /** So large a share of all customers goes from low to middle. Default: all who are low. */ {
      readonly kind: "repair";
      readonly share?: number;
    }
  | /** So large a share of all customers goes from middle to high. Default: all who are in the middle. */ {
      readonly kind: "raise";
      readonly share?: number;
    }
);

/** Ends of an answer scale. */
export interface AnswerRange {
  readonly min: number;
  readonly max: number;
}

/** Whether an action needs a column of how much higher each row answers. */
export function isShift(action: ImprovementAction): boolean {
  return action.kind === "shift";
}

export function shiftColumn({ id }: ImprovementAction): string {
  return `shift:${id}`;
}

/** The table with the column of how much higher each row answers, when the action shifts. */
export function withShift(table: Answers, action: ImprovementAction, { min, max }: AnswerRange): Answers {
  if (action.kind !== "shift") return table;
  return withScore(
    table,
    shiftColumn(action),
    action.driver,
    (answer) => Math.max(min, Math.min(max, answer + action.by)) - answer,
  );
}

/** @throws MetricsError for an action that cannot be meant */
export function requireActions(
  actions: readonly ImprovementAction[],
  drivers: readonly string[],
  scale: AnswerRange,
  levels: LevelsByDriver | undefined,
): void {
  requireDistinct(
    "simulateImprovements",
    actions.map(({ id }) => id),
  );
  const invalid = (message: string, details: Readonly<Record<string, unknown>> = {}): MetricsError =>
    new MetricsError("ARGUMENT_INVALID", `simulateImprovements: ${message}`, details);
  if (!(scale.min < scale.max)) throw invalid(`expected a scale with min below max, got ${scale.min} and ${scale.max}`);
  for (const action of actions) {
    const { id, driver, cost } = action;
    if (!drivers.includes(driver))
      throw new MetricsError(
        "NAME_UNKNOWN",
        `simulateImprovements: expected one of ${drivers.join(", ")}, got ${driver}`,
        { id, driver },
      );
    if (cost !== undefined && !(cost > 0 && Number.isFinite(cost)))
      throw invalid(`expected a cost above 0 for ${id}, got ${cost}`, { id });
    if (action.kind === "shift" && !Number.isFinite(action.by))
      throw invalid(`expected a finite shift for ${id}, got ${action.by}`, { id });
    if (action.kind === "reach" && !Number.isFinite(action.level))
      throw invalid(`expected a finite level for ${id}, got ${action.level}`, { id });
    if (action.kind === "repair" || action.kind === "raise") {
      if (levels === undefined) throw invalid(`expected levels for ${id}`, { id });
      if (action.share !== undefined && !(action.share > 0 && action.share <= 1))
        throw invalid(`expected a share above 0 and up to 1 for ${id}, got ${action.share}`, { id });
    }
  }
}
