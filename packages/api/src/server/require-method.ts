import type { IncomingMessage } from "node:http";
import { HttpProblem } from "./problem.ts";

/** What only reads. */
export const READING = ["GET", "HEAD"] as const;

/** @throws HttpProblem `METHOD_NOT_ALLOWED` */
export function requireMethod({ method = "" }: IncomingMessage, allowed: readonly string[]): void {
  if (allowed.includes(method)) return;
  const headers = { allow: allowed.join(", ") };
  throw new HttpProblem(405, "METHOD_NOT_ALLOWED", `method: expected ${allowed.join(" or ")}, got another`, {
    headers,
  });
}
