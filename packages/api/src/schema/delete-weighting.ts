import { requireOperator } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { requireText } from "./segment-input.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

interface WeightingDeleted {
  readonly deleted: boolean;
}

const WeightingDeletedType = builder.objectRef<WeightingDeleted>("WeightingDeleted").implement({
  description: "There is no weighting of that name any more; the weights that responses came with are as they were.",
  fields: (t) => ({
    deleted: t.exposeBoolean("deleted", { description: "Whether there was one." }),
  }),
});

const DeleteWeightingResultType = builder.unionType("DeleteWeightingResult", {
  description: "What was deleted, or why nothing was.",
  types: [WeightingDeletedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "WeightingDeleted"),
});

const DeleteWeightingInputType = builder.inputType("DeleteWeightingInput", {
  description: "Which weighting.",
  fields: (t) => ({
    instrument: t.string({ required: true, description: "Code of the instrument." }),
    name: t.string({ required: true, description: "Name of the weighting." }),
  }),
});

builder.mutationField("deleteWeighting", (t) =>
  t.field({
    type: DeleteWeightingResultType,
    description: "Deletes a weighting with its weights. Doing it again changes nothing. For the operator.",
    args: { input: t.arg({ type: DeleteWeightingInputType, required: true, description: "Which." }) },
    resolve: (_root, { input }, context) => {
      requireOperator(context, "admin");
      const instrument = requireText("input.instrument", input.instrument);
      const name = requireText("input.name", input.name);
      return orRefused(async () => ({ deleted: await context.writes.deleteWeighting(instrument, name) }));
    },
  }),
);
