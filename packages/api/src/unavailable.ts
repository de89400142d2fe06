/** What Klik leans on. Codes are API. */
export type UnavailableCode = "AUTHENTICATION_UNAVAILABLE" | "DATABASE_BUSY" | "DATABASE_UNAVAILABLE";

const SENTENCES: Readonly<Record<UnavailableCode, string>> = {
  AUTHENTICATION_UNAVAILABLE: "authorization: expected the keys of the issuer of tokens, got no answer; try again",
  DATABASE_BUSY:
    "database: expected nobody else to change the same, got somebody who takes long, such as weights being made; try again",
  DATABASE_UNAVAILABLE: "database: expected an answer, got none; try again",
};

/** Seconds after which to try again. */
export const RETRY_AFTER = 5;

/** Something that Klik leans on does not answer. The message is for clients; the cause is for the log. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly code: UnavailableCode;

  constructor(code: UnavailableCode, cause: unknown) {
    super(SENTENCES[code], { cause });
    this.code = code;
  }
}

/** What is down, as an error tells it; `null` for an error of another kind. */
export function unavailableOf(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  if (!(error instanceof Error)) return null;
  if ("code" in error && error.code === LOCK_NOT_AVAILABLE) return new Unavailable("DATABASE_BUSY", error);
  return isOfConnection(error) ? new Unavailable("DATABASE_UNAVAILABLE", error) : null;
}

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Connection exceptions, insufficient resources, and the three of a server that stops or starts (Postgres, appendix A); or a socket that
 * failed. `pg` has no code for a connection that ended by itself.
 */
function isOfConnection(error: Error): boolean {
  const { code, syscall } = error as Error & { readonly code?: unknown; readonly syscall?: unknown };
  if (syscall === "connect" || syscall === "getaddrinfo") return true;
  if (typeof code === "string")
    return /^(08|53)...$|^57P0[123]$|^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/.test(code);
  return /^Connection terminated|^timeout exceeded when trying to connect$|not queryable$/.test(error.message);
}
