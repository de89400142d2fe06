import type { Weighting } from "../plan/entities.ts";
import { builder } from "./builder.ts";
import { InstrumentType } from "./instrument.ts";

export const WeightingType = builder.objectRef<Weighting>("Weighting").implement({
  description: "Weights of the responses to an instrument, stored under a name.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "As `weighting` of `segments` takes it." }),
    rakedAt: t.field({
      type: "DateTime",
      description: "When its weights were made: responses that came later have none.",
      resolve: ({ rakedAt }) => rakedAt.toISOString(),
    }),
  }),
});

builder.objectField(InstrumentType, "weightings", (t) =>
  t.field({
    type: [WeightingType],
    description: "The weightings that `segments` can choose beside `response` and `none`, by name.",
    resolve: ({ id }, _args, { entities }) => entities.weightings(id),
  }),
);
