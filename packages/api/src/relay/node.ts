import type { Context } from "../context.ts";
import { opaque, readOpaque } from "./opaque.ts";
import { requireScope } from "../access/require-scope.ts";
import { builder } from "../schema/builder.ts";

/** How a type is found by its global id. */
interface NodeKind<T extends object> {
  partsOf(node: T): readonly string[];
  /** `null`: there is none of them, or none that the viewer may see. */
  find(parts: readonly string[], context: Context): Promise<T | null>;
}

const kinds = new Map<string, NodeKind<object>>();
/** Which type a value is of that `node` found. */
const found = new WeakMap<object, string>();

export const NodeType = builder.interfaceRef<object>("Node").implement({
  description: "What has an id that is its own among everything that Klik has (Relay).",
  resolveType: (node) => found.get(node)!, // only `node` gives this type
  fields: (t) => ({
    id: t.id({
      description: "For `node`, and as the key of a cache. Opaque, and the same for ever.",
      resolve: (node, _args, _context, { parentType: { name } }) =>
        opaque({ kind: name, parts: kinds.get(name)!.partsOf(node) }), // every type that implements Node is registered
    }),
  }),
});

/** Every type that implements Node has to be registered under its name. */
export function registerNode<T extends object>(name: string, kind: NodeKind<T>): void {
  kinds.set(name, kind as unknown as NodeKind<object>); // the id says which kind it is of
}

builder.queryField("node", (t) =>
  t.field({
    type: NodeType,
    nullable: true,
    description: "Whatever has this id. Null: nothing has, or nothing that you may see.",
    args: { id: t.arg.id({ required: true, description: "As the field `id` gave it." }) },
    resolve: async (_root, { id }, context) => {
      requireScope(context, "read");
      const name = readOpaque(String(id));
      const node = name === null ? null : ((await kinds.get(name.kind)?.find(name.parts, context)) ?? null);
      if (node !== null) found.set(node, name!.kind);
      return node;
    },
  }),
);
