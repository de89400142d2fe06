import {
  Kysely,
  type KyselyPlugin,
  PostgresAdapter,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from "kysely";
import type pg from "pg";
import type { Database } from "../db/database.ts";
import { type Binding, bindingCommands, bindingStatement, MAINTENANCE } from "./binding.ts";
import { queryBound } from "./bound-query.ts";

/**
 * A database on a pool, without a binding: where row-level security is in force it sees nothing of organisations. It owns the pool:
 * `destroy()` ends it, also when only databases that were made from this one were used.
 */
export function databaseOn(pool: pg.Pool): Kysely<Database> {
  return new OwningDatabase(pool);
}

/** The same database, with all its statements bound. */
export function bound(db: Kysely<Database>, binding: Binding): Kysely<Database> {
  return open(sourceOf(db).pool, binding, db.getExecutor().plugins);
}

/** The same database for what the process does of its own accord, such as folding: bound to all organisations. */
export function maintenance(db: Kysely<Database>): Kysely<Database> {
  return bound(db, MAINTENANCE);
}

/** The same database without a binding, for what cannot run in a transaction. */
export function unbound(db: Kysely<Database>): Kysely<Database> {
  return open(sourceOf(db).pool, null, db.getExecutor().plugins);
}

/** What all databases on one pool have in common, however they are bound. */
export function poolOf(db: Kysely<Database>): pg.Pool {
  return sourceOf(db).pool;
}

/** Whom a database is bound to; `all` when it is the operator's, or not bound. */
export function organisationsOf(db: Kysely<Database>): readonly number[] | "all" {
  return sourceOf(db).binding?.organisations ?? "all";
}

interface Source {
  readonly pool: pg.Pool;
  readonly binding: Binding | null;
}

/** The adapter is what a database shares with its transactions, and with what plugins make of it. */
class SourceAdapter extends PostgresAdapter {
  readonly source: Source;

  constructor(source: Source) {
    super();
    this.source = source;
  }
}

class SourceDialect extends PostgresDialect {
  readonly #source: Source;

  constructor(source: Source) {
    super({ pool: source.binding === null ? source.pool : boundPool(source.pool, source.binding) });
    this.#source = source;
  }

  override createAdapter(): PostgresAdapter {
    return new SourceAdapter(this.#source);
  }
}

class OwningDatabase extends Kysely<Database> {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ dialect: new SourceDialect({ pool, binding: null }) });
    this.#pool = pool;
  }

  /** Kysely ends the pool of a database that was used, and no other. */
  override async destroy(): Promise<void> {
    await super.destroy();
    if (!this.#pool.ending) await this.#pool.end();
  }
}

function open(pool: pg.Pool, binding: Binding | null, plugins: readonly KyselyPlugin[]): Kysely<Database> {
  return new Kysely<Database>({ dialect: new SourceDialect({ pool, binding }), plugins: [...plugins] });
}

function sourceOf(db: Kysely<Database>): Source {
  const { adapter } = db.getExecutor();
  if (adapter instanceof SourceAdapter) return adapter.source;
  throw new TypeError("database: expected one made by connect()");
}

const clusters = new WeakSet<pg.Pool>();

/** From now on statements on the pool of a database are bound as a Citus cluster needs it: by commands, in a transaction that is one. */
export function bindAsCluster(db: Kysely<Database>): void {
  clusters.add(poolOf(db));
}

export const isCluster = (db: Kysely<Database>): boolean => clusters.has(poolOf(db));

/** The clients of a pool, bound. It ends with the database that it was made from, not by itself. */
function boundPool(pool: pg.Pool, binding: Binding): PostgresPool {
  const [single, cluster] = [bindingStatement(binding), bindingCommands(binding)];
  return {
    connect: async () => {
      const client = await pool.connect();
      return clusters.has(pool) ? new ClusterClient(client, cluster) : new BoundClient(client, single);
    },
    end: async () => {},
  };
}

const BEGIN = /^(begin|start transaction)\b/;
const END = /^(commit|rollback)$/;

/** Binds each transaction as it begins, and each statement outside of one. */
class BoundClient implements PostgresPoolClient {
  protected readonly client: pg.PoolClient;
  protected readonly binding: string;
  #isInTransaction = false;

  constructor(client: pg.PoolClient, binding: string) {
    this.client = client;
    this.binding = binding;
  }

  // Kysely's type has an overload for cursors, which are not used here.
  readonly query = (async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (BEGIN.test(text)) return this.#begin(text);
    if (!this.#isInTransaction) return this.queryAlone(text, values);
    if (END.test(text)) this.#isInTransaction = false;
    return this.client.query(text, [...values]);
  }) as unknown as PostgresPoolClient["query"];

  release(): void {
    this.client.release();
  }

  /** A statement outside of a transaction. */
  protected queryAlone(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    return queryBound(this.client, this.binding, text, values);
  }

  async #begin(text: string): Promise<pg.QueryResult> {
    try {
      const result = await this.beginBound(text);
      this.#isInTransaction = true;
      return result;
    } catch (error) {
      // Begun, but not bound; nobody else would end it.
      await this.client.query("rollback").catch(() => {});
      throw error;
    }
  }

  protected beginBound(text: string): Promise<pg.QueryResult> {
    return this.client.query(`${text}; ${this.binding}`);
  }
}

/** The same where the commands that bind must come by themselves, each statement in a transaction: Citus sends them on as they came. */
class ClusterClient extends BoundClient {
  protected override async queryAlone(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      await this.beginBound("begin");
      const result = await this.client.query(text, [...values]);
      await this.client.query("commit");
      return result;
    } catch (error) {
      await this.client.query("rollback").catch(() => {});
      throw error;
    }
  }

  protected override async beginBound(text: string): Promise<pg.QueryResult> {
    await this.client.query(text);
    return this.client.query(this.binding);
  }
}
