import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from "graphql";

/** How large an operation is once its fragments stand where they are spread. */
interface OperationMeasure {
  /** Levels of fields; what is below `__schema` and `__type` does not count, graphql limits that by itself. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

const NOTHING: OperationMeasure = { depth: 0, aliases: 0, directives: 0, rootFields: 0 };

/**
 * Measures every operation of a document. Each fragment is measured once, so the time grows with the document and not with what it unfolds
 * to; a fragment that leads back to itself counts nothing there, and is refused by validation.
 */
export function measureOperations({ definitions }: DocumentNode): readonly OperationMeasure[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, OperationMeasure>();

  const ofFragment = (name: string): OperationMeasure => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    measured.set(name, NOTHING);
    const measure = plus(ofSelections(fragment.selectionSet), { directives: fragment.directives?.length ?? 0 });
    measured.set(name, measure);
    return measure;
  };

  const ofSelections = ({ selections }: SelectionSetNode): OperationMeasure => {
    let all = NOTHING;
    for (const selection of selections) {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        all = plus(all, ofFragment(selection.name.value), { directives });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        all = plus(all, ofSelections(selection.selectionSet), { directives });
      } else {
        const below = selection.selectionSet === undefined ? NOTHING : ofSelections(selection.selectionSet);
        const isIntrospection = selection.name.value.startsWith("__");
        const aliases = below.aliases + (selection.alias === undefined ? 0 : 1);
        const depth = isIntrospection ? 1 : below.depth + 1;
        all = plus(all, { depth, aliases, directives: below.directives + directives, rootFields: 1 });
      }
    }
    return all;
  };

  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? [plus(ofSelections(definition.selectionSet), { directives: definition.directives?.length ?? 0 })]
      : [],
  );
}

/** What stands beside one another: the deepest, and the sum of all else. */
const plus = (...parts: readonly Partial<OperationMeasure>[]): OperationMeasure =>
  parts.reduce<OperationMeasure>(
    (all, { depth = 0, aliases = 0, directives = 0, rootFields = 0 }) => ({
      depth: Math.max(all.depth, depth),
      aliases: all.aliases + aliases,
      directives: all.directives + directives,
      rootFields: all.rootFields + rootFields,
    }),
    NOTHING,
  );
