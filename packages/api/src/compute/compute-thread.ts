import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { type Order, type Outcome, resultOf } from "./message.ts";

/** One thread, which runs one task at a time. It keeps no process alive while it has none. */
export class ComputeThread {
  /** By the name in package.json: beside a TypeScript source, as tests run it, there is no compiled worker. */
  readonly #worker = new Worker(createRequire(import.meta.url).resolve("#compute-worker"));
  #isAlive = true;

  constructor() {
    this.#worker.unref();
    this.#worker.once("exit", () => {
      this.#isAlive = false;
    });
    // The task that runs hears of it; without a listener it would also end the process.
    this.#worker.on("error", () => {});
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Ends the thread when the signal comes before the answer: a computation cannot be stopped otherwise. */
  async run(order: Order, signal: AbortSignal): Promise<unknown> {
    const worker = this.#worker;
    const over = new AbortController();
    const listening = { signal: AbortSignal.any([signal, over.signal]) };
    worker.ref();
    try {
      const outcome = Promise.race([
        once(worker, "message", listening).then(([answer]) => answer as Outcome), // as worker.ts posts it
        once(worker, "exit", listening).then(
          ([code]): Outcome => ({ status: "failed", message: `ended with ${code}` }),
        ),
      ]);
      worker.postMessage(order);
      return resultOf(await outcome);
    } finally {
      over.abort();
      worker.unref();
      if (signal.aborted) void this.stop();
    }
  }

  async stop(): Promise<void> {
    this.#isAlive = false;
    await this.#worker.terminate();
  }
}
