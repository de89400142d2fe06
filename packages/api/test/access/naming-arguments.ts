import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { schema } from "../../src/schema/schema.ts";
import { selectionOf } from "./selection.ts";

/** What arguments name, by the name that they have: of whom one asks. */
export type Names = Readonly<Record<string, readonly unknown[]>>;

/** The same question twice: about what is of B, and about what nobody has. The answers must not tell them apart. */
interface Probe {
  readonly title: string;
  readonly query: string;
  readonly theirs: object;
  readonly nobodys: object;
}

/** A way to a text in the arguments of a root field: names of arguments and fields, "[]" for an element of a list. */
type Path = readonly string[];

/**
 * Every root field × every argument, however deep, that takes a name of something: once with each name of B, once with one that nothing has.
 * Whatever else must be given is filled in so that the question makes sense.
 */
export function* namingProbes(theirs: Names, nobodys: Names, fill: Fill): Generator<Probe> {
  for (const [kind, type] of [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
  ] as const) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      for (const path of pathsOf(field.args, theirs)) {
        const name = nameOf(path);
        for (const [at, value] of theirs[name]!.entries()) {
          const title = `${field.name} ${path.join(".")} #${at}`;
          const about = variablesOf(field, path, value, fill);
          yield {
            title,
            query: documentOf(kind, field, about),
            theirs: about,
            nobodys: variablesOf(field, path, nobodys[name]![at], fill),
          };
        }
      }
    }
  }
}

/** A root field with what it must be given, and nothing else. */
export function plainOperation(
  kind: "query" | "mutation",
  field: GraphQLField<unknown, unknown>,
  fill: Fill,
): { readonly query: string; readonly variables: object } {
  const variables = objectOf(field.args, null, undefined, fill);
  return { query: documentOf(kind, field, variables), variables };
}

/** The last part of a path that is a name. */
const nameOf = (path: Path): string => path.findLast((step) => step !== "[]") ?? "";

function* pathsOf(
  args: readonly (GraphQLArgument | GraphQLInputField)[],
  names: Names,
  above: Path = [],
): Generator<Path> {
  for (const { name, type } of args) yield* pathsIn(type, [...above, name], names);
}

function* pathsIn(type: GraphQLInputType, path: Path, names: Names): Generator<Path> {
  const of = getNullableType(type);
  if (isListType(of)) yield* pathsIn(of.ofType, [...path, "[]"], names);
  else if (isInputObjectType(of)) {
    if (path.length < 8) yield* pathsOf(Object.values(of.getFields()), names, path);
  } else if (names[nameOf(path)] !== undefined && !isEnumType(of)) yield path;
}

/** With the arguments that there are values for; the others have defaults. */
function documentOf(kind: string, field: GraphQLField<unknown, unknown>, variables: object): string {
  const args = field.args.filter(({ name }) => name in variables);
  const list = (parts: readonly string[]): string => (parts.length === 0 ? "" : `(${parts.join(", ")})`);
  const declared = list(args.map(({ name, type }) => `$${name}: ${String(type)}`));
  const passed = list(args.map(({ name }) => `${name}: $${name}`));
  return `${kind}${declared} { ${field.name}${passed} ${selectionOf(field.type, 3)} }`;
}

/** A value for a field that has to be there, by its name; `undefined`: one that fits the type. */
type Fill = (name: string) => unknown;

function variablesOf(field: GraphQLField<unknown, unknown>, path: Path, value: unknown, fill: Fill): object {
  return objectOf(field.args, path, value, fill);
}

function objectOf(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  path: Path | null,
  value: unknown,
  fill: Fill,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const { name, type, defaultValue } of fields) {
    if (path?.[0] === name) object[name] = valueOf(type, name, path.slice(1), value, fill);
    else if (isNonNullType(type) && defaultValue === undefined)
      object[name] = valueOf(type, name, null, undefined, fill);
  }
  return object;
}

function valueOf(type: GraphQLInputType, name: string, path: Path | null, value: unknown, fill: Fill): unknown {
  const of = getNullableType(type);
  if (path?.length === 0) return value;
  if (isListType(of)) return [valueOf(of.ofType, name, path === null ? null : path.slice(1), value, fill)];
  if (isInputObjectType(of)) {
    if (path === null && of.isOneOf) {
      const [first] = Object.values(of.getFields());
      return { [first!.name]: valueOf(first!.type, first!.name, null, undefined, fill) };
    }
    return objectOf(Object.values(of.getFields()), path, value, fill);
  }
  const filled = fill(name);
  if (filled !== undefined) return filled;
  if (isEnumType(of)) return of.getValues()[0]!.name;
  return (
    { Int: 1, Float: 0.5, Boolean: true, Decimal: 1, Date: "2024-01-01", DateTime: "2024-01-01T00:00:00Z" }[of.name] ??
    "x"
  );
}
