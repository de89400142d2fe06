import {
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from "graphql";
import { schema } from "../../src/schema/schema.ts";

/** Everything of a type that can be asked without an argument, down to a depth; "" for a value. */
export function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named) || isInterfaceType(named)) {
    const members = schema.getPossibleTypes(named).map((member) => {
      const fields = selectionOf(member, depth);
      return fields === "" ? "" : `... on ${member.name} ${fields}`;
    });
    return `{ __typename ${members.join(" ")} }`;
  }
  if (!isObjectType(named)) return "";
  if (depth === 0) return "{ __typename }";
  const fields = Object.values(named.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map(({ name, type: of }) => (isLeaf(of) ? name : depth === 1 ? "" : `${name} ${selectionOf(of, depth - 1)}`));
  return `{ ${fields.filter((field) => field !== "").join(" ") || "__typename"} }`;
}

function isLeaf(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return !isObjectType(named) && !isUnionType(named) && !isInterfaceType(named);
}
