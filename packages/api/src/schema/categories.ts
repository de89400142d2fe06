import { requireOperator, requireScope } from "../access/require-scope.ts";
import type { DefinedCategories } from "../entity/category-definition.ts";
import { LIMITS } from "../limits.ts";
import type { CategoryKind } from "../plan/catalogue.ts";
import { builder } from "./builder.ts";
import { CategoryType } from "./category.ts";
import { LabelInputType } from "./define-instrument.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

const CategoryKindType = builder.enumType("CategoryKind", {
  description: "What categories there are.",
  values: {
    SECTOR: { value: "sector", description: "Sectors of organisations." },
    CHANNEL: { value: "channel", description: "Channels of contacts: phone, counter, website, …" },
    TOUCHPOINT: { value: "touchpoint", description: "Contact moments." },
  } as const satisfies Record<string, { value: CategoryKind; description: string }>,
});

builder.queryField("categories", (t) =>
  t.field({
    type: [CategoryType],
    description: "All categories of a kind, by code: what filters can be set to.",
    args: { kind: t.arg({ type: CategoryKindType, required: true, description: "Which kind." }) },
    resolve: (_root, { kind }, context) => {
      requireScope(context, "read");
      return context.catalogue.categories(kind);
    },
  }),
);

const CategoriesDefinedType = builder.objectRef<DefinedCategories>("CategoriesDefined").implement({
  description: "The categories as they are now.",
  fields: (t) => ({
    categories: t.expose("categories", { type: [CategoryType], description: "In the order of the input." }),
    created: t.exposeInt("created", { description: "How many of them are new." }),
    changed: t.exposeInt("changed", { description: "How many of them were there and got other labels." }),
  }),
});

const DefineCategoriesResultType = builder.unionType("DefineCategoriesResult", {
  description: "The categories, or why nothing was written.",
  types: [CategoriesDefinedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "CategoriesDefined"),
});

const LabelledCodeInputType = builder.inputType("LabelledCodeInput", {
  description: "A category by its code, which never changes.",
  fields: (t) => ({
    code: t.string({ required: true, description: "1 to 100 characters." }),
    labels: t.field({ type: [LabelInputType], required: true, description: "All of them; one language at least." }),
  }),
});

const DefineCategoriesInputType = builder.inputType("DefineCategoriesInput", {
  description: "Sectors, channels or touchpoints to make or to label.",
  fields: (t) => ({
    kind: t.field({ type: CategoryKindType, required: true, description: "Which of the three." }),
    categories: t.field({
      type: [LabelledCodeInputType],
      required: true,
      description: `At most ${LIMITS.listElements.toLocaleString("en")}, each once.`,
    }),
  }),
});

builder.mutationField("defineCategories", (t) =>
  t.field({
    type: DefineCategoriesResultType,
    description:
      "Makes sectors, channels or touchpoints, or changes their labels; all of them or none. Doing it again changes nothing. For the operator.",
    args: { input: t.arg({ type: DefineCategoriesInputType, required: true, description: "Which." }) },
    resolve: (_root, { input: { kind, categories } }, context) => {
      requireOperator(context, "admin");
      return orRefused(() => context.writes.defineCategories(kind, { categories }));
    },
  }),
);
