import { setTimeout as sleep } from "node:timers/promises";

interface BackgroundOptions {
  /** Between the end of one look and the next. */
  readonly intervalMilliseconds: number;
  /** Called with what went wrong; the next look comes all the same. */
  readonly onError: (error: unknown) => void;
}

/** Looks again and again whether there is something to do, for as long as the process serves. */
export class BackgroundWork {
  readonly #look: () => Promise<void>;
  readonly #options: BackgroundOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(look: () => Promise<void>, options: BackgroundOptions) {
    this.#look = look;
    this.#options = options;
  }

  /** A look that has several things to do ends after the one that it does. */
  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the look that runs. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => this.#options.onError(error));
      await sleep(this.#options.intervalMilliseconds, undefined, { signal, ref: false }).catch(() => {}); // woken to stop
    }
  }
}
