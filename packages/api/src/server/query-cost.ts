import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { LIMITS } from "../limits.ts";
import { limitError } from "./limit-error.ts";

/** Refuses operations that ask for too much, before anything is read. */
export function costLimit(): Plugin {
  return {
    onExecute({ args }) {
      const cost = costOf(args.schema, args.document, args.operationName ?? null, args.variableValues ?? {});
      if (cost > LIMITS.cost) throw limitError("QUERY_TOO_COSTLY", "query.cost", LIMITS.cost, cost);
    },
  };
}

/**
 * What an operation can cost at most, from its text and its variables alone: 1 for every field with fields of its own, once for each row that
 * it can be asked of. A field with `first` has that many rows (its default when left out), but one row when it also has `by` and that is
 * empty. Numbers, texts and other leaves come free with the object that they are of; samples of a bootstrap are counted where the number of
 * responses is known (`schema/sampling.ts`).
 *
 * @example
 * `{ segments(instrument: "x", by: [{ period: MONTH }], first: 100) { nodes { nps { value interval { low } } } } }`
 * // 1 segments + 100 × (nodes + nps + interval) = 301
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): number {
  const operation = getOperationAST(document, operationName);
  const root = operation == null ? null : schema.getRootType(operation.operation);
  if (operation == null || root == null) return 0;
  const values = { ...defaultsOf(operation), ...variables };
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const type = fragment === undefined ? undefined : schema.getType(fragment.typeCondition.name.value);
    const cost = fragment === undefined || type === undefined ? 0 : ofSelections(fragment.selectionSet, type);
    known.set(name, cost);
    return cost;
  };

  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLNamedType): number => {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        cost += ofSelections(selection.selectionSet, (condition && schema.getType(condition)) || type);
      } else cost += ofField(selection, type);
    }
    return cost;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    return isLeafType(type) ? 0 : 1 + rowsOf(field, node, values) * ofSelections(node.selectionSet, type);
  };

  return ofSelections(operation.selectionSet, root);
}

type Values = Readonly<Record<string, unknown>>;

function rowsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, values: Values): number {
  const by = argumentOf(field, node, "by", values);
  if (Array.isArray(by) && by.length === 0) return 1;
  const first = argumentOf(field, node, "first", values);
  // Whatever is no count of rows is refused where it is used.
  return typeof first === "number" && first > 1 ? first : 1;
}

/** As it will be, if it is right; `null` counts as left out. */
function argumentOf(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string, values: Values): unknown {
  const given = node.arguments?.find((one) => one.name.value === name)?.value;
  const value = given === undefined ? null : valueFromASTUntyped(given, values);
  return value ?? field.args.find((one) => one.name === name)?.defaultValue;
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Values =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
