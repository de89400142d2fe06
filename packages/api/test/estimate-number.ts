import { type Estimate, intervalOf } from "@klik/metrics-core";
import { describeMetric } from "@klik/metrics-core/describe";
import { expect } from "vitest";

/** What the fragment EstimateNumber should answer for an estimate of metrics-core: the wire keeps 12 digits. */
export function numberOf(estimate: Estimate): unknown {
  const { metric, value, standardError, base } = estimate;
  // Every metric explains itself; throws for one that does not.
  describeMetric(metric);
  const interval = intervalOf(estimate);
  return {
    metric,
    value: near(value),
    standardError: near(standardError),
    status: estimate.status.toUpperCase(),
    flags: estimate.status === "estimated" ? estimate.flags : [],
    interval: interval === null ? null : { low: near(interval.low), high: near(interval.high) },
    base: {
      eligible: base.eligible,
      valid: base.valid,
      missing: base.missing,
      notApplicable: base.notApplicable,
      weighted: near(base.weighted),
      effective: near(base.effective),
    },
  };
}

/** Equal to 10 digits: another order of summing moves the last ones. */
export function near(x: number | null): unknown {
  if (x === null) return null;
  return expect.closeTo(x, 10 - Math.ceil(Math.log10(Math.max(Math.abs(x), 1))));
}
