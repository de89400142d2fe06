import { LIMITS } from "../limits.ts";
import type { Binding } from "./binding.ts";

/** What a key or token allows. `read`: numbers; `comments`: open text; `ingest`: submit and import; `admin`: all writes. */
export const ACCESS_SCOPES = ["read", "comments", "ingest", "admin"] as const;
export type AccessScope = (typeof ACCESS_SCOPES)[number];

/** Who asks, as far as it matters for what is shown and what is allowed. */
export interface Viewer {
  /** For logs and limits: `key:<prefix>`, `token:<subject>`, `open` or `stranger`; never a secret. */
  readonly id: string;
  /** Ids of the organisations whose rows are visible; `all`: an operator's. */
  readonly organisations: readonly number[] | "all";
  readonly scopes: ReadonlySet<AccessScope>;
}

/** Everybody on this machine, while no keys are required. */
export const OPEN_VIEWER: Viewer = { id: "open", organisations: "all", scopes: new Set(ACCESS_SCOPES) };

/** Somebody without a key where keys are required. */
export const STRANGER: Viewer = { id: "stranger", organisations: [], scopes: new Set() };

/** Whether what somebody came in with can be taken back; a token is good for as long as it says. */
export const isRevocable = ({ id }: Viewer): boolean => id.startsWith("key:");

/** What the database lets a viewer see and do. */
export function bindingOf({ organisations }: Viewer): Binding {
  return { organisations, role: "klik_api", statementMs: LIMITS.statementMilliseconds };
}
