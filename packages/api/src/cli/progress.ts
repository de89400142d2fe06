import type { ImportCounts } from "../ingest/import.ts";

/** How often a line is written: to a person who watches, and to a log. */
const WATCHED_MS = 100;
const LOGGED_MS = 5000;

/**
 * Shows how far an import is, on standard error: one line that is rewritten on a terminal, a line every five seconds elsewhere.
 *
 * Silent for an import that takes less than a second.
 */
export class Progress {
  readonly #started = performance.now();
  readonly #watched = process.stderr.isTTY === true;
  #shown = this.#started + 1000;

  update(counts: ImportCounts): void {
    const now = performance.now();
    if (now < this.#shown) return;
    this.#shown = now + (this.#watched ? WATCHED_MS : LOGGED_MS);
    const line = `klik: ${describe(counts)}, ${this.rate(counts.rows)} rows/s`;
    process.stderr.write(this.#watched ? `\r\x1b[2K${line}` : `${line}\n`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#watched) process.stderr.write("\r\x1b[2K");
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  rate(rows: number): number {
    return Math.round(rows / this.seconds);
  }
}

const describe = ({ rows, rejected }: ImportCounts): string =>
  `${rows} rows${rejected === 0 ? "" : `, ${rejected} rejected`}`;
