import { setTimeout as sleep } from "node:timers/promises";
import { fingerprintOf, type ReportSource } from "./compute-report.ts";
import { findReports, type Report, runReport } from "./report.ts";

interface ReportRunnerOptions {
  /** Between two looks. */
  readonly intervalMilliseconds: number;
  /** Called with what went wrong; the report keeps its rows, and is tried again at the next look. */
  readonly onError: (error: unknown, report: Report | null) => void;
}

/** Computes reports anew when what they are made from has changed, for as long as the process serves. Several processes may do so at once. */
export class ReportRunner {
  readonly #source: ReportSource;
  readonly #options: ReportRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  /** @param source - bound to all organisations */
  constructor(source: ReportSource, options: ReportRunnerOptions) {
    this.#source = source;
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the report that runs. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.look().catch((error: unknown) => this.#options.onError(error, null));
      await sleep(this.#options.intervalMilliseconds, undefined, { signal, ref: false }).catch(() => {}); // woken to stop
    }
  }

  /** Computes what is old. */
  async look(): Promise<void> {
    for (const report of await findReports(this.#source.db)) {
      if (this.#stopping.signal.aborted) return;
      try {
        if ((await fingerprintOf(this.#source.db, report)) === report.fingerprint) continue;
        await runReport(this.#source, report);
      } catch (error) {
        this.#options.onError(error, report);
      }
    }
  }
}
