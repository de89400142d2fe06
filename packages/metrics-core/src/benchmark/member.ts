import { MetricsError } from "../error.ts";
import type { Estimate, Estimated } from "../estimate/estimate.ts";

/** One organisation of a sector with its number. */
export interface Member {
  readonly organisation: string;
  readonly estimate: Estimate;
}

export interface EstimatedMember {
  readonly organisation: string;
  readonly estimate: Estimated;
}

/**
 * The members that have a number. Organisations without one stay out of a benchmark; they are not zeros.
 *
 * @throws MetricsError `INPUT_MISMATCH` for two metrics or units in one benchmark, `ARGUMENT_INVALID` for an organisation that stands twice
 */
export function estimatedMembers(where: string, members: readonly Member[]): readonly EstimatedMember[] {
  const names = new Set(members.map(({ organisation }) => organisation));
  if (names.size !== members.length) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected every organisation once, got one twice`, {
      organisations: members.length,
    });
  }
  const first = members[0]?.estimate;
  for (const { estimate } of members) {
    if (estimate.metric !== first!.metric || estimate.unit !== first!.unit) {
      throw new MetricsError(
        "INPUT_MISMATCH",
        `${where}: expected one metric, got ${first!.metric} and ${estimate.metric}`,
        { first: first!.metric, other: estimate.metric },
      );
    }
  }
  return members.flatMap(({ organisation, estimate }) =>
    estimate.status === "estimated" ? [{ organisation, estimate }] : [],
  );
}
