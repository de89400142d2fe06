import pg from "pg";

/** What node-postgres calls on a query, beyond what its types tell. */
interface ProtocolQuery {
  submit(connection: Connection): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: unknown): void;
}

interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { readonly text: string }): void;
  bind(message: object): void;
  execute(message: object): void;
}

type Callback = (error: Error | undefined, result: pg.QueryResult) => void;

const Query = pg.Query as unknown as new (
  config: { readonly text: string; readonly values: unknown[]; readonly queryMode: "extended" },
  callback: Callback,
) => ProtocolQuery;

/**
 * A statement behind one that binds it, both in one message to the server: what stands before one Sync is one transaction, so the
 * binding holds for this statement, ends with it, and costs no round trip. When it fails the statement does not run.
 */
class BoundQuery extends Query {
  readonly #binding: string;
  #isBound = false;

  constructor(binding: string, text: string, values: readonly unknown[], callback: Callback) {
    super({ text, values: [...values], queryMode: "extended" }, callback);
    this.#binding = binding;
  }

  override submit(connection: Connection): Error | null {
    connection.stream.cork();
    try {
      connection.parse({ text: this.#binding });
      connection.bind({});
      connection.execute({});
      return super.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  }

  override handleDataRow(message: unknown): void {
    if (this.#isBound) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: unknown): void {
    if (this.#isBound) super.handleCommandComplete(message, connection);
    this.#isBound = true;
  }
}

/** Runs a statement in a transaction of its own that is bound by another. */
export function queryBound(
  client: pg.ClientBase,
  binding: string,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new BoundQuery(binding, text, values, (error, result) => (error ? reject(error) : resolve(result)));
    client.query(query as unknown as pg.Submittable);
  });
}
