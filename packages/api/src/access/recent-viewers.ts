import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { poolOf } from "./bound-database.ts";
import { sha256 } from "./secret.ts";
import type { Viewer } from "./viewer.ts";

/** So long a key or a token that was found good is not looked up again; another process that revokes it is noticed after this. */
export const RECENT_MS = 5_000;
const MOST = 10_000;

/** How often this process revoked a key, by database. */
const REVOCATIONS = new WeakMap<object, number>();

/** How often this process revoked a key of a database: what was found good before the last time may no longer be. */
export const revocationsOf = (db: Kysely<Database>): number => REVOCATIONS.get(poolOf(db)) ?? 0;

/** To be called when a key was revoked. */
export function noteRevocation(db: Kysely<Database>): void {
  REVOCATIONS.set(poolOf(db), revocationsOf(db) + 1);
}

export interface GoodCredential {
  readonly viewer: Viewer;
  /** When it expires by itself, in milliseconds since 1970; `null`: never. */
  readonly expiresAt: number | null;
}

interface Entry {
  readonly viewer: Viewer;
  readonly until: number;
  readonly revocations: number;
}

/** Whose keys and tokens were found good a moment ago. What was found bad is not remembered. */
export class RecentViewers {
  /** By the hash of the credential, oldest first. */
  readonly #entries = new Map<string, Entry>();

  /** @param revocations - as `revocationsOf` has it now */
  get(credential: string, now: number, revocations: number): Viewer | null {
    const entry = this.#entries.get(keyOf(credential));
    return entry !== undefined && now < entry.until && entry.revocations === revocations ? entry.viewer : null;
  }

  /** @param revocations - as it was before the credential was looked up */
  set(credential: string, { viewer, expiresAt }: GoodCredential, now: number, revocations: number): void {
    this.#entries.set(keyOf(credential), {
      viewer,
      until: Math.min(now + RECENT_MS, expiresAt ?? Infinity),
      revocations,
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
  }
}

const keyOf = (credential: string): string => sha256(credential).toString("base64");
