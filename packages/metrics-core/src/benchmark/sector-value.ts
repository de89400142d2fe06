import { MetricsError } from "../error.ts";
import type { Reason } from "../estimate/estimate.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";
import { type EstimatedMember, estimatedMembers, type Member } from "./member.ts";

/** `equal`: mean of the organisations. `pooled`: every weighted answer the same, large organisations count more. `median`: the organisation in the middle. */
export type SectorMethod = "equal" | "pooled" | "median";

export interface SectorEstimate {
  readonly status: "estimated";
  readonly method: SectorMethod;
  readonly value: number;
  /**
   * For these very organisations: what their samples leave uncertain. `null` for a median, and when an organisation has no standard error.
   */
  readonly standardError: number | null;
  /** For the sector they are a sample of: the spread between organisations, s/√S. Of `equal`; `null` with one organisation. */
  readonly samplingError: number | null;
  /** Organisations that count. */
  readonly organisations: number;
  /** Valid answers behind it. */
  readonly valid: number;
}

export type SectorValue =
  | SectorEstimate
  | { readonly status: "suppressed"; readonly method: SectorMethod; readonly value: null; readonly reason: Reason };

export interface SectorOptions {
  /** Default `equal`. */
  readonly method?: SectorMethod;
  /** The organisation that looks at the benchmark: its own number must not be in what it is compared with. */
  readonly leaveOut?: string;
}

/**
 * Value of a sector from the numbers of its organisations.
 *
 * Default: the mean of the organisations. Organisations without a number do not count; without any left it is suppressed with
 * `EMPTY_BASE`. How few organisations may be shown is a matter of disclosure rules, not of this function.
 *
 * @param options - `leaveOut`: the organisation that compares itself; one that is not a member is no error, since it is not in the value either
 * @throws MetricsError `INPUT_MISMATCH` for two metrics, `ARGUMENT_INVALID` for an organisation that stands twice, `NAME_UNKNOWN` for a method
 * @see DEFINITIONS 13.1 of this library
 * @example
 * sectorValue([
 *   { organisation: "a", estimate: nps(tallyOf(ZERO_TO_TEN, [10, 10, 10])) },
 *   { organisation: "b", estimate: nps(tallyOf(ZERO_TO_TEN, [0])) },
 *   { organisation: "c", estimate: nps(tallyOf(ZERO_TO_TEN, [10, 8])) },
 * ], { leaveOut: "c", method: "pooled" }) // => { value: 50, organisations: 2, valid: 4 }
 */
export function sectorValue(members: readonly Member[], options: SectorOptions = {}): SectorValue {
  const { method = "equal", leaveOut } = options;
  const found = estimatedMembers("sectorValue", members).filter(({ organisation }) => organisation !== leaveOut);
  if (found.length === 0) return { status: "suppressed", method, value: null, reason: "EMPTY_BASE" };
  return {
    status: "estimated",
    method,
    ...valueBy(method, found),
    organisations: found.length,
    valid: found.reduce((sum, { estimate }) => sum + estimate.base.valid, 0),
  };
}

function valueBy(
  method: SectorMethod,
  found: readonly EstimatedMember[],
): Pick<SectorEstimate, "value" | "standardError" | "samplingError"> {
  const values = found.map(({ estimate }) => estimate.value);
  switch (method) {
    case "equal": {
      const mean = weightedMean(found, () => 1);
      const squares = values.reduce((sum, value) => sum + (value - mean.value) ** 2, 0);
      const samplingError = values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : null;
      return { ...mean, samplingError };
    }
    case "pooled":
      return { ...weightedMean(found, ({ estimate }) => estimate.base.weighted), samplingError: null };
    case "median":
      return {
        value: sortedQuantile(
          values.sort((a, b) => a - b),
          0.5,
        ),
        standardError: null,
        samplingError: null,
      };
    default:
      throw new MetricsError(
        "NAME_UNKNOWN",
        `sectorValue: expected equal, pooled or median, got ${String(method satisfies never)}`,
        { method },
      );
  }
}

/** Σ c v / Σ c with √(Σ c² SE²) / Σ c. */
function weightedMean(
  found: readonly EstimatedMember[],
  weightOf: (member: EstimatedMember) => number,
): { readonly value: number; readonly standardError: number | null } {
  let [weights, total, variance]: [number, number, number | null] = [0, 0, 0];
  for (const member of found) {
    const weight = weightOf(member);
    const { value, standardError } = member.estimate;
    weights += weight;
    total += weight * value;
    variance = variance === null || standardError === null ? null : variance + (weight * standardError) ** 2;
  }
  return { value: total / weights, standardError: variance === null ? null : Math.sqrt(variance) / weights };
}
