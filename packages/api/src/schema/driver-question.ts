import type { Scale } from "@klik/metrics-core";
import type { Gram } from "@klik/metrics-core/drivers";
import { type DriverTable, type OutcomeKind } from "../compute/driver-table.ts";
import type { Context } from "../context.ts";
import { LIMITS } from "../limits.ts";
import { requestError } from "./error.ts";
import { isNumeric, type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

/** Which outcome goes together with which drivers, in one segment. */
export interface DriverQuestion {
  readonly segment: Segment;
  readonly outcome: OrdinalQuestion;
  readonly kind: OutcomeKind;
  readonly drivers: readonly OrdinalQuestion[];
}

export interface DriverArguments {
  readonly outcome?: string | null | undefined;
  readonly as?: OutcomeKind | null | undefined;
  readonly drivers?: readonly string[] | null | undefined;
}

/**
 * What a driver analysis is about.
 *
 * The outcome is the question of that code, or the only NPS question; the drivers are those codes, or all statements of dimension
 * `driver`, or else all statements.
 *
 * @throws GraphQLError as `questionFor`; `BAD_USER_INPUT` for too many drivers, one that stands twice, or promoters of another question than NPS
 */
export function askDrivers(segment: Segment, args: DriverArguments): DriverQuestion {
  const kind = args.as ?? "mean";
  const outcome = questionFor(
    "drivers.outcome",
    segment,
    args.outcome,
    args.outcome == null ? ({ role }) => role === "nps" : isNumeric,
  );
  if (kind !== "mean" && outcome.role !== "nps") {
    throw requestError(
      "BAD_USER_INPUT",
      `drivers.as: expected MEAN for ${outcome.code}, because promoters and detractors are those of an NPS question, got ${kind.toUpperCase()}`,
    );
  }
  return { segment, outcome, kind, drivers: driversOf(segment, args.drivers, outcome) };
}

/** What every person answered to the outcome and the drivers. */
export async function driverTable(
  { segment, outcome, kind, drivers }: DriverQuestion,
  { answers }: Context,
): Promise<DriverTable> {
  const columns = await answers.columns(
    segment.scope,
    segment.row.values,
    [outcome, ...drivers].map(({ slot }) => slot),
  );
  return {
    rows: columns.rows,
    columns: Object.fromEntries(
      [outcome, ...drivers].map(({ code, slot, scale }) => [code, { scale, codes: columns.codes.get(slot)! }]),
    ),
    weights: segment.weighting === "none" ? null : columns.weights,
    outcome: outcome.code,
    kind,
    drivers: drivers.map(({ code }) => code),
  };
}

/** How their answers go together, over those who gave all of them; `null`: only from the table. */
export async function driverGram(
  { segment, outcome, kind, drivers }: DriverQuestion,
  { answers }: Context,
): Promise<Gram | null> {
  if (kind !== "mean") return null;
  const questions = [...drivers, outcome].map(({ code, slot, scale }) => ({
    name: code,
    slot,
    scale,
    reversed: isReversed(scale),
  }));
  return answers.gram(segment.scope, segment.row.values, questions);
}

/** The questions of an analysis that are read the other way round, because low is good on their scales. */
export function reversedCodes({ outcome, drivers }: DriverQuestion): readonly string[] {
  return [outcome, ...drivers].filter(({ scale }) => isReversed(scale)).map(({ code }) => code);
}

const isReversed = ({ direction }: Scale): boolean => direction === "low_is_good";

function driversOf(
  segment: Segment,
  codes: readonly string[] | null | undefined,
  outcome: OrdinalQuestion,
): readonly OrdinalQuestion[] {
  if (codes == null) {
    const statements = segment.instrument.questions.filter(
      (question): question is OrdinalQuestion =>
        question.role === "statement" && question.scale !== null && question.code !== outcome.code,
    );
    const declared = statements.filter(({ dimension }) => dimension === "driver");
    return requireNumber(declared.length > 0 ? declared : statements);
  }
  if (new Set(codes).size !== codes.length || codes.includes(outcome.code)) {
    throw requestError(
      "BAD_USER_INPUT",
      "drivers.drivers: expected every driver once and not the outcome, got one twice",
    );
  }
  return requireNumber(codes.map((code) => questionFor("drivers.drivers", segment, code, isNumeric)));
}

function requireNumber(drivers: readonly OrdinalQuestion[]): readonly OrdinalQuestion[] {
  if (drivers.length >= 1 && drivers.length <= LIMITS.drivers) return drivers;
  throw requestError(
    "BAD_USER_INPUT",
    `drivers.drivers: expected 1 to ${LIMITS.drivers} drivers, got ${drivers.length}; name them`,
  );
}

/** The scale that all drivers share: levels and simulations need one. */
export function commonScale(
  where: string,
  { drivers }: DriverQuestion,
): { readonly min: number; readonly max: number } {
  const [first, ...others] = drivers.map(({ scale }) => scale);
  const { min, max } = first!; // there is always a driver
  if (others.every((scale) => scale.min === min && scale.max === max)) return { min, max };
  throw requestError("QUESTION_UNSUITABLE", `${where}: expected drivers on one scale, got several; name those of one`);
}
