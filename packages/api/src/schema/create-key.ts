import type { CreatedApiKey } from "../access/api-key.ts";
import { requireScope } from "../access/require-scope.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { AccessScopeType, ApiKeyType } from "./key.ts";
import { requireText } from "./segment-input.ts";
import { isRefused, orRefused, refused, WriteRefusedType } from "./write-refused.ts";

const KeyCreatedType = builder.objectRef<CreatedApiKey>("KeyCreated").implement({
  description: "A new key, with itself.",
  fields: (t) => ({
    secret: t.exposeString("secret", {
      description: "The key, for `Authorization: Bearer`. It is not kept: nobody can show it again.",
    }),
    key: t.expose("key", { type: ApiKeyType, description: "What is kept of it." }),
  }),
});

const CreateKeyResultType = builder.unionType("CreateKeyResult", {
  description: "The key, or why there is none.",
  types: [KeyCreatedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "KeyCreated"),
});

const CreateKeyInputType = builder.inputType("CreateKeyInput", {
  description: "What a new key is to open. It never opens more than the key or token that makes it.",
  fields: (t) => ({
    organisation: t.string({
      description: "Code of an organisation. Null: all, which takes a key of the operator.",
    }),
    scopes: t.field({ type: [AccessScopeType], required: true, description: "What it allows: one at least." }),
    label: t.string({ description: "What it is for, at most 200 characters. Null: nothing said." }),
    expiresAt: t.field({ type: "DateTime", description: "From then on it is refused. Null: never." }),
  }),
});

builder.mutationField("createKey", (t) =>
  t.field({
    type: CreateKeyResultType,
    description: "Makes a key and shows it, once. Needs scope ADMIN.",
    args: { input: t.arg({ type: CreateKeyInputType, required: true, description: "Which." }) },
    resolve: (_root, { input }, context) => {
      requireScope(context, "admin");
      if (input.scopes.length > LIMITS.listElements)
        return refused("INPUT_INVALID", `scopes: expected at most ${LIMITS.listElements}, got ${input.scopes.length}`);
      return orRefused(() =>
        context.keys.create({
          organisation: input.organisation == null ? null : requireText("input.organisation", input.organisation),
          scopes: input.scopes,
          label: input.label ?? null,
          expiresAt: input.expiresAt == null ? null : new Date(input.expiresAt),
        }),
      );
    },
  }),
);
