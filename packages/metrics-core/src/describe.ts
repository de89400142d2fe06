// Every metric explains itself.

// Definitions
export type { MetricDefinition, SummaryKind } from "./describe/metric-definition.ts";
export { describeMetric, METRIC_DEFINITIONS } from "./describe/registry.ts";
