import type { Context } from "../context.ts";
import type { CategoryKind } from "../plan/catalogue.ts";
import type { ResponseFilter } from "../plan/scope.ts";
import { requestError } from "./error.ts";

/**
 * A code that nothing has is a slip of the pen, not an empty answer. Organisations are not checked: whether one exists is nobody's business
 * who may not see it.
 *
 * @throws GraphQLError `UNKNOWN_CODE`
 */
export async function requireCodes(filter: ResponseFilter, context: Context): Promise<void> {
  const lists = { sector: filter.sectors, channel: filter.channels, touchpoint: filter.touchpoints } as const;
  for (const [kind, codes] of Object.entries(lists) as [CategoryKind, readonly string[] | undefined][])
    if (codes !== undefined) await requireKnown(`where.${kind}s`, kind, codes, context);
}

/** @throws GraphQLError `UNKNOWN_CODE` */
export async function requireKnown(
  where: string,
  kind: CategoryKind,
  codes: readonly string[],
  { catalogue }: Context,
): Promise<void> {
  const known = (await catalogue.categories(kind)).map((category) => category.code);
  const unknown = codes.find((code) => !known.includes(code));
  if (unknown === undefined) return;
  throw requestError(
    "UNKNOWN_CODE",
    `${where}: expected codes of ${kind}s (${known.slice(0, 20).join(", ")}), got ${JSON.stringify(unknown.slice(0, 60))}`,
    { expected: known.slice(0, 100) },
  );
}
