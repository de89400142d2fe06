import { LIMITS } from "../limits.ts";
import { requestError } from "../schema/error.ts";
import { opaque, readOpaque } from "./opaque.ts";

/** A piece of a list that is in the order of a key. */
interface Page {
  readonly limit: number;
  /** Key of the last one before the page; `null`: from the beginning. */
  readonly after: readonly string[] | null;
}

/** A list that is read page by page. A key tells its elements apart and never changes with what comes or goes around them. */
export interface PagedList<T> {
  readonly name: string;
  keyOf(one: T): readonly string[];
  /** Whether texts could be a key: what the database is asked must be what it can be asked. */
  isKey(parts: readonly string[]): boolean;
}

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export const DEFAULT_PAGE = 50;

/** @throws GraphQLError `BAD_USER_INPUT` for a number that is no page size, or a cursor that this list did not give */
export function readPage<T>({ name, isKey }: PagedList<T>, { first, after }: PageArguments): Page {
  const limit = first ?? DEFAULT_PAGE;
  if (limit < 1 || limit > LIMITS.page)
    throw requestError("BAD_USER_INPUT", `first: expected 1 to ${LIMITS.page}, got ${limit}`);
  if (after == null) return { limit, after: null };
  const cursor = readOpaque(after);
  if (cursor === null || cursor.kind !== name || !isKey(cursor.parts))
    throw requestError("BAD_USER_INPUT", `after: expected a cursor of ${name}, got another text`);
  return { limit, after: cursor.parts };
}

/** What a client gets of a list. */
export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Of the whole list. */
  readonly count: () => Promise<number>;
}

/** @param found - one more than the page holds, where there are more */
export function connectionOf<T>(
  { name, keyOf }: PagedList<T>,
  { limit, after }: Page,
  found: readonly T[],
  count: () => Promise<number>,
): Connection<T> {
  return {
    edges: found.slice(0, limit).map((node) => ({ node, cursor: opaque({ kind: name, parts: keyOf(node) }) })),
    hasNextPage: found.length > limit,
    hasPreviousPage: after !== null,
    count,
  };
}
