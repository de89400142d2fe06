import { type FieldNode, type GraphQLResolveInfo, Kind } from "graphql";
import type { Scope } from "../plan/scope.ts";
import { benchmarkScopes } from "./benchmark-members.ts";
import { type ComparisonKind, earlierScope } from "./earlier-segment.ts";
import { fieldsBelow } from "./fields-below.ts";

/**
 * What the groups of a `segments` field will be held against, as far as its text tells: periods before and the organisations of a benchmark. They are
 * counted in the same pass; one that is missed here costs a second.
 */
export function relatedScopes(scope: Scope, info: GraphQLResolveInfo): readonly Scope[] {
  const kinds = new Set<ComparisonKind>();
  let isBenchmarked = false;
  for (let fields = fieldsBelow(info.fieldNodes, info); fields.length > 0; fields = fieldsBelow(fields, info)) {
    for (const field of fields) {
      if (field.name.value === "benchmark") isBenchmarked = true;
      const kind = field.name.value === "change" ? comparisonOf(field, info) : null;
      if (kind !== null) kinds.add(kind);
    }
  }
  const earlier = [...kinds].map((kind) => earlierScope(scope, kind));
  return [...earlier.filter((one) => one !== null), ...(isBenchmarked ? benchmarkScopes(scope) : [])];
}

/** `null` for something else, which is refused where it stands. */
function comparisonOf(
  { arguments: given = [] }: FieldNode,
  { variableValues }: GraphQLResolveInfo,
): ComparisonKind | null {
  const value = given.find(({ name }) => name.value === "from")?.value;
  const text =
    value?.kind === Kind.VARIABLE ? variableValues[value.name.value] : value?.kind === Kind.ENUM && value.value;
  return text === "PREVIOUS_PERIOD" || text === "YEAR_EARLIER" ? text : null;
}
