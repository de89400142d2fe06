import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from "graphql";
import { hostileLists, hostileValues, type JsonText } from "./hostile-values.ts";
import type { Attack } from "./target.ts";

/** Values that lead further, by the name of an argument or an input field. */
const USEFUL: Readonly<Record<string, JsonText>> = {
  instrument: '"sfo-passengers"',
  question: '"overall"',
  by: '[{"period":"YEAR"}]',
  first: "3",
  level: "0.95",
  respondedAt: '"2024-01-01"',
  language: '"en"',
  text: '"x"',
  role: '"NPS"',
  unit: '"PERSON"',
};

/** How to come to a field: what stands around it, and the arguments on the way. */
interface Way {
  readonly operation: "query" | "mutation";
  readonly around: (inner: string) => string;
}

/** A place where a client can put a value. */
interface Place {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly attackWith: (value: JsonText) => Attack;
}

/** Puts each hostile value into each argument and each input field of a schema, one at a time, in a document that is right otherwise. */
export function* attacksOn(schema: GraphQLSchema, take: (index: number) => boolean): Generator<Attack> {
  let index = 0;
  for (const { name, type, attackWith } of placesIn(schema)) {
    for (const value of valuesFor(type)) {
      if (take(index++)) yield { ...attackWith(value), name: `${name} = ${value.slice(0, 60)}` };
    }
  }
}

function valuesFor(type: GraphQLInputType): readonly JsonText[] {
  const values = hostileValues(getNamedType(type).name);
  if (!hasList(type)) return values;
  const element = minimal(getNamedType(type) as GraphQLInputType, 0);
  return [...hostileLists(element), ...values.map((value) => `[${value}]`)];
}

const hasList = (type: GraphQLInputType): boolean => (isNonNullType(type) ? hasList(type.ofType) : isListType(type));

export function* placesIn(schema: GraphQLSchema): Generator<Place> {
  for (const [way, field, parent] of fieldsIn(schema)) {
    for (const argument of field.args) {
      const name = `${parent.name}.${field.name}(${argument.name})`;
      const attackWith = (value: JsonText): Attack => attackOn(way, field, argument, value);
      yield { name, type: argument.type, attackWith };
      yield* inputPlaces(name, argument.type, attackWith, new Set());
    }
  }
}

/** The fields of an input object, each reached once on a way, however the objects nest. */
function* inputPlaces(
  name: string,
  type: GraphQLInputType,
  attackWith: (value: JsonText) => Attack,
  seen: ReadonlySet<string>,
): Generator<Place> {
  const object = getNamedType(type);
  if (!isInputObjectType(object) || seen.has(object.name)) return;
  for (const field of Object.values(object.getFields())) {
    const inside = (value: JsonText): Attack => {
      const fields = object.isOneOf ? [] : others(Object.values(object.getFields()), field);
      const whole = `{${[...fields, `${JSON.stringify(field.name)}:${value}`].join()}}`;
      return attackWith(hasList(type) ? `[${whole}]` : whole);
    };
    yield { name: `${name}.${field.name}`, type: field.type, attackWith: inside };
    yield* inputPlaces(`${name}.${field.name}`, field.type, inside, new Set([...seen, object.name]));
  }
}

const others = (fields: readonly GraphQLInputField[], but: GraphQLInputField): readonly string[] =>
  fields
    .filter((one) => one !== but && isRequiredInputField(one))
    .map((one) => `${JSON.stringify(one.name)}:${usual(one, 0)}`);

/** All fields with arguments, each by a shortest way from the root. */
function* fieldsIn(
  schema: GraphQLSchema,
): Generator<readonly [Way, GraphQLField<unknown, unknown>, GraphQLObjectType]> {
  const seen = new Set<GraphQLNamedType>();
  const waiting: (readonly [Way, GraphQLObjectType])[] = [];
  for (const [operation, root] of [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
  ] as const)
    if (root != null) waiting.push([{ operation, around: (inner) => inner }, root]);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [way, type] = next;
    if (seen.has(type)) continue;
    seen.add(type);
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0) yield [way, field, type];
      const result = getNamedType(field.type);
      const on = isUnionType(result) || isInterfaceType(result) ? schema.getPossibleTypes(result) : [];
      const call = `${field.name}${literals(field.args)}`;
      const around = (inner: string, wrap: string): string =>
        way.around(`${call} { ${wrap === "" ? inner : `... on ${wrap} { ${inner} }`} }`);
      if (isObjectType(result)) waiting.push([{ ...way, around: (inner) => around(inner, "") }, result]);
      for (const one of on) waiting.push([{ ...way, around: (inner) => around(inner, one.name) }, one]);
    }
  }
}

function attackOn(way: Way, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument, value: JsonText): Attack {
  const given = field.args.filter((one) => one !== argument && isRequiredArgument(one));
  const call = `${field.name}(${[`${argument.name}: $v`, ...given.map((one) => `${one.name}: ${literal(usual(one, 0))}`)].join(", ")})`;
  const selection = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
  const query = `${way.operation} ($v: ${String(argument.type)}) { ${way.around(call + selection)} }`;
  // The value goes in as text: JSON.stringify would mend some.
  return { name: "", body: `{"query":${JSON.stringify(query)},"variables":{"v":${value}}}` };
}

function literals(args: readonly GraphQLArgument[]): string {
  const given = args.filter((one) => isRequiredArgument(one));
  return given.length === 0 ? "" : `(${given.map((one) => `${one.name}: ${literal(usual(one, 0))}`).join(", ")})`;
}

/** GraphQL writes keys and enum values without quotes; an enum value is marked as one by `minimal`. */
const literal = (json: JsonText): string => json.replace(/"(\w+)":/g, "$1:").replace(/"ENUM:(\w+)"/g, "$1");

function usual({ name, type }: { readonly name: string; readonly type: GraphQLInputType }, depth: number): JsonText {
  const useful = USEFUL[name];
  const named = getNamedType(type);
  if (useful !== undefined && (isLeafType(named) ? !isEnumType(named) : hasList(type))) return useful;
  const one = minimal(named as GraphQLInputType, depth);
  return hasList(type) ? `[${one}]` : one;
}

function minimal(type: GraphQLInputType, depth: number): JsonText {
  const named = getNamedType(type);
  if (isEnumType(named)) return `"ENUM:${named.getValues()[0]!.name}"`;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const needed = named.isOneOf ? fields.slice(0, 1) : fields.filter((one) => isRequiredInputField(one));
    return `{${needed.map((one) => `${JSON.stringify(one.name)}:${depth > 5 ? "null" : usual(one, depth + 1)}`).join()}}`;
  }
  return SCALARS[named.name] ?? '"x"';
}

const SCALARS: Readonly<Record<string, JsonText>> = {
  Int: "1",
  Float: "0.5",
  Decimal: "1",
  Boolean: "true",
  Date: '"2024-01-01"',
  DateTime: '"2024-01-01T00:00:00Z"',
};
