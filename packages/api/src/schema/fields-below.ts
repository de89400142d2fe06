import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/** The fields below some, those of fragments included: of each fragment once, however often it is spread. */
export function fieldsBelow(parents: readonly FieldNode[], { fragments }: GraphQLResolveInfo): readonly FieldNode[] {
  const spread = new Set<string>();
  const fieldsOf = (selections: SelectionSetNode | undefined): readonly FieldNode[] =>
    (selections?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const name = selection.name.value;
      if (spread.has(name)) return [];
      spread.add(name);
      return fieldsOf(fragments[name]?.selectionSet);
    });
  return parents.flatMap((parent) => fieldsOf(parent.selectionSet));
}
