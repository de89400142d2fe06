import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { poolOf } from "./bound-database.ts";
import { sha256 } from "./secret.ts";
import type { Viewer } from "./viewer.ts";

/** So long a key or a token that was found good is not looked up again; another process that revokes it is noticed after this. */
export const RECENT_MS = 5_000;
const MOST = 10_000;

interface Entry {
  readonly viewer: Viewer;
  /** On the clock of the process. */
  readonly until: number;
}

/** Whose keys and tokens were found good a moment ago. What was found bad is not remembered. */
export class RecentViewers {
  /** By the hash of the credential, oldest first. */
  readonly #entries = new Map<string, Entry>();
  #generation = 0;

  get(credential: string, now: number): Viewer | null {
    const entry = this.#entries.get(keyOf(credential));
    return entry !== undefined && now < entry.until ? entry.viewer : null;
  }

  /** To be passed to `set` by whoever looked up afterwards: what was revoked meanwhile is not remembered as good. */
  get generation(): number {
    return this.#generation;
  }

  /** @param until - when it expires by itself; `null`: never */
  set(credential: string, viewer: Viewer, { now, until, generation }: Remembered): void {
    if (generation !== this.#generation) return;
    this.#entries.set(keyOf(credential), { viewer, until: Math.min(now + RECENT_MS, until ?? Infinity) });
    if (this.#entries.size <= MOST) return;
    for (const [oldest] of this.#entries) {
      this.#entries.delete(oldest);
      break;
    }
  }

  forgetAll(): void {
    this.#generation++;
    this.#entries.clear();
  }
}

interface Remembered {
  readonly now: number;
  readonly until: number | null;
  readonly generation: number;
}

const keyOf = (credential: string): string => sha256(credential).toString("base64");

const RECENT = new WeakMap<object, RecentViewers>();

/** One for each database and process. */
export function recentViewersOf(db: Kysely<Database>): RecentViewers {
  const pool = poolOf(db);
  const recent = RECENT.get(pool) ?? new RecentViewers();
  RECENT.set(pool, recent);
  return recent;
}
