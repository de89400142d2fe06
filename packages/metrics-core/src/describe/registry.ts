import { MetricsError } from "../error.ts";
import { EXPERIENCE_DEFINITIONS } from "./experience.ts";
import { INFERENCE_DEFINITIONS } from "./inference.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { ORDINAL_DEFINITIONS } from "./ordinal.ts";
import { OUTCOME_DEFINITIONS } from "./outcomes.ts";
import { REASON_DEFINITIONS } from "./reasons.ts";

/** Every metric of this library, in reading order. */
export const METRIC_DEFINITIONS: readonly MetricDefinition[] = [
  ...ORDINAL_DEFINITIONS,
  ...EXPERIENCE_DEFINITIONS,
  ...REASON_DEFINITIONS,
  ...OUTCOME_DEFINITIONS,
  ...INFERENCE_DEFINITIONS,
];

/**
 * Explains a metric: name, unit, definition, formula, the summary it needs, source and version.
 *
 * @param id - the `metric` of an estimate, such as `nps.0_10.classic` or `satisfaction.top_2`
 * @throws MetricsError `NAME_UNKNOWN`
 * @example
 * describeMetric("nps.0_10.classic") // => { name: "Net Promoter Score", unit: "points", formula: "100 (P − D)" }
 */
export function describeMetric(id: string): MetricDefinition {
  const found =
    METRIC_DEFINITIONS.find((definition) => definition.id === id) ??
    METRIC_DEFINITIONS.find((definition) => patternOf(definition.id)?.test(id));
  if (found === undefined)
    throw new MetricsError("NAME_UNKNOWN", `describeMetric: expected the id of a metric, got ${id}`, { id });
  return found;
}

function patternOf(id: string): RegExp | null {
  return id.includes("{")
    ? new RegExp(
        `^${id
          .replaceAll(".", "\\.")
          .replace(/\{k\}/g, "\\d+")
          .replace(/\{\w+\}/g, ".+")}$`,
        "s",
      )
    : null;
}
