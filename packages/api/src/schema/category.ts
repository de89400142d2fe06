import type { Category, Organisation } from "../plan/catalogue.ts";
import { labelIn } from "../plan/labels.ts";
import { NodeType, registerNode } from "../relay/node.ts";
import { builder } from "./builder.ts";

export const languageArguments = builder.args((arg) => ({
  language: arg.string({
    required: true,
    defaultValue: "en",
    description: "Language code. Where there is no such label: English, then any, then the code.",
  }),
}));

export const CategoryType = builder.objectRef<Category>("Category").implement({
  description: "A sector, a channel or a touchpoint (contact moment).",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Stable code, as filters take it." }),
    label: t.string({
      description: "For people.",
      args: languageArguments,
      resolve: ({ labels, code }, { language }) => labelIn(labels, language, code),
    }),
  }),
});

export const OrganisationType = builder.objectRef<Organisation>("Organisation").implement({
  description: "An organisation whose customers or employees answer.",
  interfaces: [NodeType],
  fields: (t) => ({
    code: t.exposeString("code", { description: "Stable code, as filters take it." }),
    name: t.string({
      description: "Its name; its code where no name is known.",
      resolve: ({ name, code }) => name ?? code,
    }),
    sector: t.field({
      type: CategoryType,
      nullable: true,
      description: "Null when it was given none.",
      resolve: ({ sectorId }, _args, { catalogue }) =>
        sectorId === null ? null : catalogue.category("sector", sectorId),
    }),
  }),
});

registerNode<Organisation>("Organisation", {
  partsOf: ({ code }) => [code],
  find: async ([code], { entities }) => (code === undefined ? null : entities.organisation(code)),
});
