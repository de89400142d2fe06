import { BackgroundWork } from "../background-work.ts";
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
  readonly #onError: ReportRunnerOptions["onError"];
  readonly #work: BackgroundWork;

  /** @param source - bound to all organisations */
  constructor(source: ReportSource, { intervalMilliseconds, onError }: ReportRunnerOptions) {
    this.#source = source;
    this.#onError = onError;
    this.#work = new BackgroundWork(() => this.look(), {
      intervalMilliseconds,
      onError: (error) => onError(error, null),
    });
  }

  start(): void {
    this.#work.start();
  }

  /** Ends after the report that runs. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Computes what is old. */
  async look(): Promise<void> {
    for (const report of await findReports(this.#source.db)) {
      if (this.#work.isStopping) return;
      try {
        if ((await fingerprintOf(this.#source.db, report)) === report.fingerprint) continue;
        await runReport(this.#source, report);
      } catch (error) {
        this.#onError(error, report);
      }
    }
  }
}
