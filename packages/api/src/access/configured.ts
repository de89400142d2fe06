import type { Kysely } from "kysely";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { SetupError } from "../setup-error.ts";
import { hasUsableKey } from "./api-key.ts";
import { authentication } from "./authenticate.ts";
import { tokenReader } from "./token.ts";

type AccessConfig = Pick<Config, "access" | "tokens" | "host">;

/**
 * Who comes in, as configured; `null`: everybody, which is for one's own machine only.
 *
 * @throws SetupError `CONFIG_INVALID` when all others could reach what is open; `ACCESS_UNUSABLE` when nobody could come in
 */
export async function configuredAuthentication(
  db: Kysely<Database>,
  { access, tokens, host }: AccessConfig,
): Promise<ReturnType<typeof authentication> | null> {
  if (access === "open") {
    requireLoopback(host);
    return null;
  }
  if (tokens === null && !(await hasUsableKey(db))) {
    throw new SetupError(
      "ACCESS_UNUSABLE",
      "access: expected an API key, or KLIK_JWT_… for tokens, got neither: nobody could come in; make a key with klik key create --scopes read,comments,ingest,admin",
    );
  }
  return authentication(db, { readToken: tokens === null ? null : tokenReader(tokens) });
}

/** @throws SetupError `CONFIG_INVALID` */
export function requireLoopback(host: string): void {
  if (["127.0.0.1", "::1", "localhost"].includes(host)) return;
  throw new SetupError(
    "CONFIG_INVALID",
    `HOST: expected 127.0.0.1, ::1 or localhost while everybody may do everything (KLIK_ACCESS=keys asks for keys), got ${JSON.stringify(host)}`,
  );
}
