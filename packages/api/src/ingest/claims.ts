import { hash } from "node:crypto";
import type pg from "pg";

/**
 * What this process works on, for the other processes on the same database to see: locks of one connection, which the server frees when
 * the process ends, however it ends.
 */
class Claims {
  readonly #pool: pg.Pool;
  #connection: Promise<pg.PoolClient> | null = null;
  #held = 0;
  /** A connection takes one question at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Whether nobody else has it. Whoever got it frees it. */
  async take(name: string): Promise<boolean> {
    // The embedded database has one connection, and one process.
    if (this.#pool.options.max === 1) return true;
    this.#held++;
    try {
      const { rows } = await this.#ask<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", name);
      if (rows[0]?.taken === true) return true;
    } catch (error) {
      await this.#letGo();
      throw error;
    }
    await this.#letGo();
    return false;
  }

  async free(name: string): Promise<void> {
    if (this.#pool.options.max === 1) return;
    // A connection that broke has freed it already.
    await this.#ask("select pg_advisory_unlock($1)", name).catch(() => {});
    await this.#letGo();
  }

  async #ask<Row extends pg.QueryResultRow>(text: string, name: string): Promise<pg.QueryResult<Row>> {
    this.#connection ??= this.#open();
    const client = await this.#connection;
    const lock = hash("sha256", `klik claim ${name}`, "buffer").readBigInt64BE().toString();
    const asked = this.#last.then(() => client.query<Row>(text, [lock]));
    this.#last = asked.catch(() => {});
    return asked;
  }

  async #open(): Promise<pg.PoolClient> {
    try {
      const client = await this.#pool.connect();
      client.once("error", () => {
        this.#connection = null;
        client.release(true);
      });
      return client;
    } catch (error) {
      this.#connection = null;
      throw error;
    }
  }

  /** Nobody needs the connection any more: it goes back to the pool without a lock. */
  async #letGo(): Promise<void> {
    this.#held--;
    if (this.#held > 0 || this.#connection === null) return;
    const connection = this.#connection;
    this.#connection = null;
    const client = await connection;
    client.removeAllListeners("error").on("error", () => {});
    await client.query("select pg_advisory_unlock_all()").then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}

const CLAIMS = new WeakMap<pg.Pool, Claims>();

/** One for each database and process. */
export function claimsOn(pool: pg.Pool): Claims {
  const claims = CLAIMS.get(pool) ?? new Claims(pool);
  CLAIMS.set(pool, claims);
  return claims;
}
