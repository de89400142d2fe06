import { MetricsError } from "../error.ts";
import type { Estimated, Estimate, Evidence } from "./estimate.ts";

/**
 * The estimate for a finite population of which the answers are a part: variance times 1 − n/N.
 *
 * The standard error shrinks, and the effective number of answers behind share and score intervals grows accordingly. When everybody
 * answered, there is no sampling error left: standard error 0, flag `WHOLE_POPULATION`, an interval of the value alone. Only for the
 * population that was sampled; whoever wants to say something about next year leaves it out.
 *
 * @param population - N, the number of people (or organisations) the sample was drawn from
 * @throws MetricsError `ARGUMENT_INVALID` unless N is a whole number, not smaller than the number of valid answers
 * @see Cochran 1977, Sampling Techniques, section 2.6
 * @example
 * forPopulation(topBox(tallyFromCells(ONE_TO_FIVE, [{ point: 5, n: 80 }, { point: 3, n: 420 }]), 2), 1500)
 * // => { value: 0.16, standardError: 0.01338656 }
 */
export function forPopulation(estimate: Estimate, population: number): Estimate {
  const n = estimate.base.valid;
  if (!Number.isSafeInteger(population) || population < n) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `forPopulation: expected a population of ${n} or more, got ${population}`,
      { population, n },
    );
  }
  if (estimate.status === "suppressed") return estimate;
  const unseen = 1 - n / population;
  if (unseen === 0) return { ...estimate, standardError: 0, flags: [...estimate.flags, "WHOLE_POPULATION"] };
  const { standardError, evidence } = estimate;
  return {
    ...estimate,
    standardError: standardError === null ? null : standardError * Math.sqrt(unseen),
    evidence: shrink(evidence, unseen),
  } satisfies Estimated;
}

function shrink(evidence: Evidence, unseen: number): Evidence {
  return evidence.kind === "log"
    ? { ...evidence, logStandardError: evidence.logStandardError * Math.sqrt(unseen) }
    : { ...evidence, n: evidence.n / unseen };
}
