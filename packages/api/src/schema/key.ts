import type { ApiKey } from "../access/api-key.ts";
import { requireScope } from "../access/require-scope.ts";
import { connectionType, pageArguments } from "../relay/connection.ts";
import { connectionOf, type PagedList, readPage } from "../relay/page.ts";
import { builder } from "./builder.ts";

export const AccessScopeType = builder.enumType("AccessScope", {
  description: "What a key or a token allows; each is asked for by itself, none contains another.",
  values: {
    READ: { value: "read", description: "Numbers, and responses without open texts." },
    COMMENTS: { value: "comments", description: "Open texts." },
    INGEST: { value: "ingest", description: "Submit and import responses." },
    ADMIN: { value: "admin", description: "Everything else that changes what is stored." },
  } as const,
});

export const ApiKeyType = builder.objectRef<ApiKey>("ApiKey").implement({
  description: "A key to this API. The key itself is shown once, when it is made.",
  fields: (t) => ({
    prefix: t.exposeString("prefix", { description: "Its name, the part after klik_: no secret." }),
    organisation: t.exposeString("organisation", {
      nullable: true,
      description: "Code of the organisation whose responses it opens. Null: it is the operator's, and opens all.",
    }),
    scopes: t.expose("scopes", { type: [AccessScopeType], description: "What it allows." }),
    label: t.exposeString("label", { nullable: true, description: "What it is for. Null: nobody said." }),
    createdAt: t.field({
      type: "DateTime",
      description: "When it was made.",
      resolve: ({ createdAt }) => createdAt.toISOString(),
    }),
    expiresAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "From then on it is refused. Null: never.",
      resolve: ({ expiresAt }) => expiresAt?.toISOString() ?? null,
    }),
    revokedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "Since then it is refused. Null: it was not revoked.",
      resolve: ({ revokedAt }) => revokedAt?.toISOString() ?? null,
    }),
    lastUsedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "To the hour. Null: it was never used.",
      resolve: ({ lastUsedAt }) => lastUsedAt?.toISOString() ?? null,
    }),
  }),
});

const LIST: PagedList<ApiKey> = {
  name: "keys",
  keyOf: ({ prefix }) => [prefix],
  isKey: (parts) => parts.length === 1,
};

const ApiKeyConnectionType = connectionType(ApiKeyType, "keys");

builder.queryField("keys", (t) =>
  t.field({
    type: ApiKeyConnectionType,
    description: "Keys that you may see, by prefix; those that are no longer good are in it. Needs scope ADMIN.",
    args: { ...pageArguments },
    resolve: async (_root, args, context) => {
      requireScope(context, "admin");
      const page = readPage(LIST, args);
      const part = { after: page.after?.[0] ?? null, limit: page.limit + 1 };
      return connectionOf(LIST, page, await context.keys.list(part), () => context.keys.count());
    },
  }),
);
