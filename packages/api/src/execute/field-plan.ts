import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLIncludeDirective,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";

/** What one operation is executed with; the same for all its fields. */
export interface Request {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly operation: OperationDefinitionNode;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly fieldResolver: GraphQLFieldResolver<unknown, unknown>;
}

/** A type with its wrappers told apart once. */
export interface TypePlan {
  readonly kind: "leaf" | "list" | "object" | "abstract";
  readonly nonNull: boolean;
  /** Without `!`. */
  readonly type: GraphQLOutputType;
  /** Of the items of a list. */
  readonly of: TypePlan | null;
}

/** One field of all objects of one type at one place of an operation. */
export interface FieldPlan {
  /** Name in the answer. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly type: TypePlan;
  /** The same for every object; throws what is wrong with them, for every object. */
  readonly args: () => Record<string, unknown>;
  /** The fields below, by the type of the object; `null` until they are asked for. */
  readonly below: Map<GraphQLObjectType, readonly FieldPlan[]>;
}

/** The fields of a selection on a type, those of fragments included, in the order of the answer. */
export function planFields(
  request: Request,
  parent: GraphQLObjectType,
  selections: readonly (SelectionSetNode | undefined)[],
): readonly FieldPlan[] {
  const nodes = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const one of selections) if (one !== undefined) collect(request, parent, one, nodes, spread);
  return [...nodes].flatMap(([key, of]) => planField(request, parent, key, of) ?? []);
}

/** The fields below a field, planned once. */
export function fieldsBelow(request: Request, plan: FieldPlan, type: GraphQLObjectType): readonly FieldPlan[] {
  const known = plan.below.get(type);
  if (known !== undefined) return known;
  const fields = planFields(
    request,
    type,
    plan.nodes.map(({ selectionSet }) => selectionSet),
  );
  plan.below.set(type, fields);
  return fields;
}

function collect(
  request: Request,
  parent: GraphQLObjectType,
  { selections }: SelectionSetNode,
  nodes: Map<string, FieldNode[]>,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    if (!isIncluded(request, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const same = nodes.get(key);
      if (same === undefined) nodes.set(key, [selection]);
      else same.push(selection);
      continue;
    }
    let fragment: {
      readonly typeCondition?: FragmentDefinitionNode["typeCondition"];
      readonly selectionSet: SelectionSetNode;
    };
    if (selection.kind === Kind.INLINE_FRAGMENT) fragment = selection as typeof fragment;
    else {
      const named = request.fragments[selection.name.value];
      if (named === undefined || spread.has(selection.name.value)) continue;
      spread.add(selection.name.value);
      fragment = named;
    }
    if (isOfType(request, parent, fragment.typeCondition))
      collect(request, parent, fragment.selectionSet, nodes, spread);
  }
}

function isIncluded({ variableValues }: Request, node: SelectionSetNode["selections"][number]): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.["if"] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.["if"] !== false;
}

function isOfType(
  { schema }: Request,
  parent: GraphQLObjectType,
  condition: FragmentDefinitionNode["typeCondition"] | undefined,
): boolean {
  if (condition === undefined) return true;
  const type = typeFromAST(schema, condition);
  return type === parent || (isAbstractType(type) && schema.isSubType(type, parent));
}

/** `null` for a field that the type does not have: validation has refused those. */
function planField(
  request: Request,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): FieldPlan | null {
  const field = fieldOf(request.schema, parent, nodes[0]!.name.value);
  if (field === undefined) return null;
  let args: Record<string, unknown> | null = null;
  return {
    key,
    nodes,
    parent,
    field,
    resolve: field.resolve ?? request.fieldResolver,
    type: planType(field.type),
    args: () => (args ??= getArgumentValues(field, nodes[0]!, request.variableValues)),
    below: new Map(),
  };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}

function planType(type: GraphQLOutputType): TypePlan {
  if (isNonNullType(type)) return { ...planType(type.ofType), nonNull: true };
  if (isListType(type)) return { kind: "list", nonNull: false, type, of: planType(type.ofType) };
  const kind = isLeafType(type) ? "leaf" : isObjectType(type) ? "object" : "abstract";
  return { kind, nonNull: false, type, of: null };
}
