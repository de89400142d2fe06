import { randomUUID } from "node:crypto";
import type { Viewer } from "../access/viewer.ts";

/** Who sent a request, and under which id it is logged. */
export interface Caller {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** For work that goes on for long: fails when the key was revoked since. */
  readonly confirm?: () => Promise<void>;
}

/**
 * The id of a request: the one that its sender gave (`x-request-id`), when it is 1 to 64 letters, digits, `.`, `_` or `-` and so safe in any
 * log; otherwise a new one.
 */
export function requestIdOf(header: string | readonly string[] | null | undefined): string {
  return typeof header === "string" && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}
