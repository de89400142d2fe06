import type { ObjectRef, SchemaTypes } from "@pothos/core";
import { LIMITS } from "../limits.ts";
import { type Connection, DEFAULT_PAGE } from "./page.ts";
import { builder } from "../schema/builder.ts";

const PageInfoType = builder.objectRef<Connection<unknown>>("PageInfo").implement({
  description: "Where a page stands in its list (Relay).",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", { description: "Whether there is more: ask with `after: endCursor`." }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", { description: "Whether the page began at a cursor." }),
    startCursor: t.string({
      nullable: true,
      description: "Cursor of the first of the page. Null: the page is empty.",
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: "Cursor of the last of the page. Null: the page is empty.",
      resolve: ({ edges }) => edges.at(-1)?.cursor ?? null,
    }),
  }),
});

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T extends SchemaTypes> ? T : never;

/** The connection of a type (Relay), with `nodes` for whoever needs no cursor of each. */
export function connectionType<T extends object>(type: ObjectRef<Types, T>, many: string) {
  const edge = builder.objectRef<Connection<T>["edges"][number]>(`${type.name}Edge`).implement({
    description: `One of the ${many}, with its cursor.`,
    fields: (t) => ({
      node: t.field({ type, description: "Itself.", resolve: ({ node }) => node as never }), // Pothos cannot tell what type T resolves to
      cursor: t.exposeString("cursor", { description: "For `after`: what follows it." }),
    }),
  });
  return builder.objectRef<Connection<T>>(`${type.name}Connection`).implement({
    description: `A page of ${many}.`,
    fields: (t) => ({
      edges: t.field({ type: [edge], description: "The page, with cursors.", resolve: ({ edges }) => edges }),
      nodes: t.field({
        type: [type],
        description: "The page, without.",
        resolve: ({ edges }) => edges.map(({ node }) => node),
      }),
      pageInfo: t.field({ type: PageInfoType, description: "Where it stands in the list.", resolve: (page) => page }),
      totalCount: t.int({
        description: "How many there are in the whole list; counted when it is asked.",
        resolve: ({ count }) => count(),
      }),
    }),
  });
}

/** What every connection takes. */
export const pageArguments = builder.args((arg) => ({
  first: arg.int({ defaultValue: DEFAULT_PAGE, description: `How many at most, 1 to ${LIMITS.page}.` }),
  after: arg.string({ description: "Cursor of the one before the page. Left out: from the beginning." }),
}));
