import { METRIC_DEFINITIONS, type MetricDefinition } from "@klik/metrics-core/describe";
import { requireAuthenticated } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { METRIC_FIELDS } from "./metric-fields.ts";

const MetricDefinitionType = builder.objectRef<MetricDefinition>("MetricDefinition").implement({
  description: "What a metric means and how it is computed. From the same registry that computes it.",
  fields: (t) => ({
    id: t.exposeString("id", { description: "As on `Estimate.metric`; {k} and {code} stand for a number or a code." }),
    name: t.exposeString("name", { description: "Full name." }),
    unit: t.exposeString("unit", { description: "What it counts in." }),
    range: t.exposeString("range", { description: "Smallest and largest value." }),
    higherIsBetter: t.exposeBoolean("higherIsBetter", {
      nullable: true,
      description: "Null where that depends on the question.",
    }),
    definition: t.exposeString("definition", { description: "In plain words." }),
    formula: t.exposeString("formula", { description: "As a formula." }),
    summary: t.exposeString("summary", { description: "What it is counted from." }),
    source: t.exposeString("source", { description: "Literature." }),
    field: t.string({
      description:
        "Where to ask for it: a type, and the fields that lead on from there, such as Segment.nps.promoters. What begins with Estimate is offered by every estimate.",
      resolve: ({ id }) => METRIC_FIELDS.get(id)!, // a test holds that every metric is there
    }),
    version: t.exposeInt("version", { description: "Grows when the same answers would give another number." }),
  }),
});

builder.queryField("metricDefinitions", (t) =>
  t.field({
    type: [MetricDefinitionType],
    description: "Every metric explains itself.",
    resolve: (_root, _args, context) => {
      requireAuthenticated(context);
      return METRIC_DEFINITIONS;
    },
  }),
);
