import { requireOperator } from "../access/require-scope.ts";
import type { DefinedOrganisations } from "../entity/organisation-definition.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { OrganisationType } from "./category.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

const OrganisationsDefinedType = builder.objectRef<DefinedOrganisations>("OrganisationsDefined").implement({
  description: "The organisations as they are now.",
  fields: (t) => ({
    organisations: t.expose("organisations", { type: [OrganisationType], description: "In the order of the input." }),
    created: t.exposeInt("created", { description: "How many of them are new." }),
    changed: t.exposeInt("changed", { description: "How many of them were there and got another name or sector." }),
  }),
});

const DefineOrganisationsResultType = builder.unionType("DefineOrganisationsResult", {
  description: "The organisations, or why nothing was written.",
  types: [OrganisationsDefinedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "OrganisationsDefined"),
});

const OrganisationInputType = builder.inputType("OrganisationInput", {
  description: "An organisation by its code, which never changes.",
  fields: (t) => ({
    code: t.string({ required: true, description: "1 to 100 characters." }),
    name: t.string({ description: "Left out: stays as it is. Null: none, and the code is shown." }),
    sector: t.string({ description: "Code of its sector. Left out: stays as it is. Null: none." }),
  }),
});

const DefineOrganisationsInputType = builder.inputType("DefineOrganisationsInput", {
  description: "Organisations to make, to rename, or to move to another sector.",
  fields: (t) => ({
    organisations: t.field({
      type: [OrganisationInputType],
      required: true,
      description: `At most ${LIMITS.listElements.toLocaleString("en")}, each once.`,
    }),
  }),
});

builder.mutationField("defineOrganisations", (t) =>
  t.field({
    type: DefineOrganisationsResultType,
    description:
      "Makes organisations, or changes their names and sectors; all of them or none. Doing it again changes nothing. For the operator.",
    args: { input: t.arg({ type: DefineOrganisationsInputType, required: true, description: "Which." }) },
    resolve: (_root, { input }, context) => {
      requireOperator(context, "admin");
      return orRefused(() => context.writes.defineOrganisations(input));
    },
  }),
);
