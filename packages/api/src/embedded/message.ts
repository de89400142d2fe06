/** What the worker of the embedded database is told when it starts. */
export interface WorkerOptions {
  /** Where Postgres keeps its files; null: in memory. */
  readonly directory: string | null;
  /** Path of the Unix socket to listen on; null: a free TCP port of this machine. */
  readonly socket: string | null;
  /** A snapshot to start from, when there is no database yet; null: an empty database. */
  readonly snapshot: Uint8Array | null;
}

/** Questions to the worker. */
export type Request = { readonly type: "snapshot" } | { readonly type: "stop" };

/** Its answers, in the order of the questions; `ready` and `failed` come unasked. */
export type Reply =
  | { readonly type: "ready"; readonly port: number | null }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "snapshot"; readonly bytes: Uint8Array }
  | { readonly type: "stopped" };
