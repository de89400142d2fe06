import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { InputError, type InputIssue } from "../input-error.ts";
import {
  type ApiKey,
  type CreatedApiKey,
  countApiKeys,
  createApiKey,
  listApiKeys,
  type NewApiKey,
  revokeApiKey,
} from "./api-key.ts";
import type { Viewer } from "./viewer.ts";

/** The keys that a viewer may see, make and revoke: those of its organisations, or all. */
export interface Keys {
  list(part: { readonly after: string | null; readonly limit: number }): Promise<readonly ApiKey[]>;
  count(): Promise<number>;
  /** Never one that opens more than the viewer's own. @throws InputError `KEY_INVALID`, `ORGANISATION_UNKNOWN` */
  create(asked: NewApiKey): Promise<CreatedApiKey>;
  /** @throws InputError `KEY_UNKNOWN` */
  revoke(prefix: string): Promise<ApiKey>;
}

const LABEL_CHARACTERS = 200;

/** @param db - bound to the viewer */
export function createKeys(db: Kysely<Database>, viewer: Viewer): Keys {
  return {
    list: (part) => listApiKeys(db, part),
    count: () => countApiKeys(db),
    async create(asked) {
      const issues = issuesOf(asked, viewer);
      if (issues.length > 0) throw new InputError("KEY_INVALID", "key: expected one that can be made", issues);
      return createApiKey(db, asked);
    },
    revoke: (prefix) => revokeApiKey(db, prefix),
  };
}

function issuesOf({ organisation, scopes, label, expiresAt }: NewApiKey, viewer: Viewer): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  if (organisation === null && viewer.organisations !== "all")
    issues.push({ path: "organisation", expected: "the code of an organisation that your key is for", got: "none" });
  const more = scopes.filter((scope) => !viewer.scopes.has(scope));
  if (scopes.length === 0) issues.push({ path: "scopes", expected: "one at least", got: "none" });
  if (more.length > 0)
    issues.push({
      path: "scopes",
      expected: `of those of your own (${[...viewer.scopes].join(", ")})`,
      got: more.join(", "),
    });
  if (label !== null && (label.length > LABEL_CHARACTERS || label.includes("\0")))
    issues.push({ path: "label", expected: `at most ${LABEL_CHARACTERS} characters without NUL`, got: "another text" });
  if (expiresAt !== null && expiresAt.getTime() <= Date.now())
    issues.push({ path: "expiresAt", expected: "a moment to come", got: expiresAt.toISOString() });
  return issues;
}
