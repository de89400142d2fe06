import type { ApiKey } from "../access/api-key.ts";
import { requireScope } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { ApiKeyType } from "./key.ts";
import { requireText } from "./segment-input.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

const KeyRevokedType = builder.objectRef<{ readonly key: ApiKey }>("KeyRevoked").implement({
  description: "A key that is no longer good: at once in this process, within five seconds in others.",
  fields: (t) => ({
    key: t.expose("key", { type: ApiKeyType, description: "The key." }),
  }),
});

const RevokeKeyResultType = builder.unionType("RevokeKeyResult", {
  description: "The key, or why it was not revoked.",
  types: [KeyRevokedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "KeyRevoked"),
});

const RevokeKeyInputType = builder.inputType("RevokeKeyInput", {
  description: "Which key.",
  fields: (t) => ({
    prefix: t.string({ required: true, description: "Its name, the part after klik_." }),
  }),
});

builder.mutationField("revokeKey", (t) =>
  t.field({
    type: RevokeKeyResultType,
    description: "Makes a key useless, for good. Doing it again changes nothing. Needs scope ADMIN.",
    args: { input: t.arg({ type: RevokeKeyInputType, required: true, description: "Which." }) },
    resolve: (_root, { input }, context) => {
      requireScope(context, "admin");
      return orRefused(async () => ({ key: await context.keys.revoke(requireText("input.prefix", input.prefix)) }));
    },
  }),
);
