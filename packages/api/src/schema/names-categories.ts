import type { GraphQLResolveInfo } from "graphql";
import type { CategoryKind } from "../plan/catalogue.ts";
import type { GroupBy } from "../plan/scope.ts";
import { fieldsBelow } from "./fields-below.ts";

const CATEGORIES: ReadonlySet<string> = new Set<CategoryKind>(["sector", "channel", "touchpoint"]);

/** Whether the answer of a `segments` field names the categories that it is grouped by. */
export function namesCategories(groups: readonly GroupBy[], info: GraphQLResolveInfo): boolean {
  if (!groups.some((group) => group.kind === "dimension" && CATEGORIES.has(group.dimension.toLowerCase())))
    return false;
  const keys = fieldsBelow(fieldsBelow(info.fieldNodes, info), info).filter(({ name }) => name.value === "key");
  return fieldsBelow(keys, info).some(({ name }) => CATEGORIES.has(name.value));
}
