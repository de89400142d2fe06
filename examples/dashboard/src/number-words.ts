import type { Format } from "./format.ts";
import type { EstimateFlag, EstimateStatus, SuppressionReason, Unit, Verdict } from "./generated/graphql.ts";
import type { Text } from "./text/text.ts";

/** A number of the API: a value with its base and interval, or the reason why there is none. */
export interface Figure {
  readonly status: EstimateStatus;
  readonly reason: SuppressionReason | null;
  readonly unit: Unit;
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly base: { readonly valid: number };
  readonly flags: readonly EstimateFlag[];
}

/** Since the same period a year earlier. */
export interface Step {
  readonly verdict: Verdict;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How the words of a language are put together. */
export interface Words {
  readonly format: Format;
  readonly text: Text;
}

/** The number itself, or why there is none. */
export function valueText({ value, unit, reason }: Figure, { format, text }: Words, detail?: "table"): string {
  if (value !== null) return format.value(value, unit, detail);
  return reason === null ? text.noNumber : text.reasons[reason];
}

/** `−2 to +10`; a dash when there is none. */
export function intervalText(
  { interval, unit }: Figure,
  { format, text }: Words,
  detail: "around" | "table" = "around",
): string {
  if (interval === null) return "–";
  return text.range(format.value(interval.low, unit, detail), format.value(interval.high, unit, detail));
}

/** What one may say about a change, in words: never more than the test does. */
export function stepText(
  { verdict, difference, low, high }: Step,
  unit: Unit,
  year: string,
  { format, text }: Words,
): string {
  if (difference === null || low === null || high === null) return text.verdicts[verdict](year);
  const range = text.range(format.difference(low, unit), format.difference(high, unit));
  return `${format.difference(difference, unit)} (${range}): ${text.verdicts[verdict](year)}`;
}
