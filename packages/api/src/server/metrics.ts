import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Kysely } from "kysely";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { maintenance, poolOf } from "../access/bound-database.ts";
import type { ColumnStore } from "../columns/column-source.ts";
import { findBacklogs } from "../columns/maintain.ts";
import type { Database } from "../db/database.ts";

interface MetricsSources {
  readonly db: Kysely<Database>;
  readonly columns: ColumnStore | undefined;
  readonly importsRunning: () => number;
}

/** What Prometheus reads at `/metrics`. Labels are routes of ours and statuses, never what a client sent. */
export class ServerMetrics {
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #requests: Counter<"route" | "status">;
  readonly #seconds: Histogram<"route">;

  constructor(sources: MetricsSources) {
    const registers = [this.#registry];
    this.contentType = this.#registry.contentType;
    this.#requests = new Counter({
      name: "klik_http_requests_total",
      help: "Requests answered, by route and status; status 0: the client left before its answer.",
      labelNames: ["route", "status"],
      registers,
    });
    this.#seconds = new Histogram({
      name: "klik_http_request_seconds",
      help: "Time from the headers of a request to the end of its answer.",
      labelNames: ["route"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    for (const { name, help, read } of readingsOf(sources)) {
      const options = { name, help, registers };
      if (name.endsWith("_total")) {
        new Counter({
          ...options,
          async collect() {
            this.reset();
            this.inc((await read()) ?? 0);
          },
        });
      } else {
        new Gauge({
          ...options,
          async collect() {
            this.set((await read()) ?? Number.NaN);
          },
        });
      }
    }
  }

  answered(route: string, status: number, seconds: number): void {
    this.#requests.inc({ route, status });
    this.#seconds.observe({ route }, seconds);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

/** A number that is read when it is asked for; one that only grows is named `_total`. */
interface Reading {
  readonly name: string;
  readonly help: string;
  /** `null`: it cannot be told now. */
  readonly read: () => number | null | Promise<number | null>;
}

function readingsOf({ db, columns, importsRunning }: MetricsSources): readonly Reading[] {
  const pool = poolOf(db);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const cache = (name: string, help: string, key: "bytes" | "columns" | "hits" | "misses") =>
    columns === undefined ? [] : [{ name, help, read: () => columns.statistics()[key] }];
  return [
    { name: "klik_pool_connections", help: "Connections to the database.", read: () => pool.totalCount },
    { name: "klik_pool_idle_connections", help: "Those that do nothing.", read: () => pool.idleCount },
    { name: "klik_pool_waiting", help: "Queries that wait for a connection.", read: () => pool.waitingCount },
    ...cache("klik_column_cache_bytes", "Decoded columns in memory.", "bytes"),
    ...cache("klik_column_cache_columns", "Number of decoded columns in memory.", "columns"),
    ...cache("klik_column_cache_hits_total", "Columns found in memory.", "hits"),
    ...cache("klik_column_cache_misses_total", "Columns read from the database.", "misses"),
    { name: "klik_change_log_rows", help: "Changes that are not folded into segments yet.", read: () => logRows(db) },
    { name: "klik_imports_running", help: "Imports over HTTP that run.", read: importsRunning },
    { name: "process_resident_memory_bytes", help: "Memory of the process.", read: () => process.memoryUsage.rss() },
    { name: "nodejs_heap_size_used_bytes", help: "Heap in use.", read: () => process.memoryUsage().heapUsed },
    {
      name: "process_cpu_seconds_total",
      help: "CPU time of the process.",
      read: () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6;
      },
    },
    {
      name: "nodejs_eventloop_lag_p99_seconds",
      help: "99th percentile of the delay of the event loop since the last reading.",
      read: () => {
        const seconds = delay.percentile(99) / 1e9;
        delay.reset();
        return seconds;
      },
    },
  ];
}

/** A database that does not answer is told by `/health/ready`; the other numbers are still there. */
async function logRows(db: Kysely<Database>): Promise<number | null> {
  try {
    return (await findBacklogs(maintenance(db))).reduce((sum, { images }) => sum + images, 0);
  } catch {
    return null;
  }
}
