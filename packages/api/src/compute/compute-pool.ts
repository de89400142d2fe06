import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { ComputeThread } from "./compute-thread.ts";
import type { Order } from "./message.ts";
import { type TaskInput, type TaskName, type TaskOutput, taskOf } from "./tasks.ts";

interface ComputeOptions {
  /** Threads for long tasks. Default: one fewer than there are cores, 1 to 4. */
  readonly threads?: number;
  /** Work above which a task goes to a thread. */
  readonly longWork?: number;
  /** Tasks that may wait for a thread. */
  readonly mostWaiting?: number;
  /** Milliseconds that a task may take in a thread. */
  readonly mostMilliseconds?: number;
}

type ComputeRefusal = "QUERY_TOO_COSTLY" | "SERVER_BUSY" | "TOO_LONG";

/** Why a task was not finished, although nothing is wrong with it. */
export class ComputeRefused extends Error {
  override readonly name = "ComputeRefused";
  readonly code: ComputeRefusal;

  constructor(code: ComputeRefusal, message: string) {
    super(message);
    this.code = code;
  }
}

interface Job {
  readonly order: Order;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A few milliseconds: more than sending a task to a thread and back takes. */
const LONG_WORK = 4_000_000;
const MOST_WAITING = 1_000;
const MOST_MILLISECONDS = 120_000;

/**
 * Runs computations without holding up the process: long ones in threads, short ones here, one at a time with a pause between. The
 * numbers are the same. Threads start when they are first needed and keep no process alive.
 */
export class ComputePool {
  readonly #most: Required<ComputeOptions>;
  readonly #waiting: Job[] = [];
  readonly #idle: ComputeThread[] = [];
  #busy = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({
    threads = Math.max(1, Math.min(4, availableParallelism() - 1)),
    longWork = LONG_WORK,
    mostWaiting = MOST_WAITING,
    mostMilliseconds = MOST_MILLISECONDS,
  }: ComputeOptions = {}) {
    this.#most = { threads, longWork, mostWaiting, mostMilliseconds };
  }

  /**
   * @param signal - ends the task when whoever asked has left
   * @throws MetricsError as the task does; ComputeRefused `SERVER_BUSY`, `TOO_LONG`; the reason of the signal
   */
  async run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    signal?: AbortSignal,
  ): Promise<TaskOutput<Name>> {
    const { run, work } = taskOf(name);
    if (work(input) <= this.#most.longWork) return this.#here(() => run(input), signal);
    return this.#inThread({ name, input } as Order, signal) as Promise<TaskOutput<Name>>; // of the same name
  }

  /** Ends the threads that have nothing to do. */
  async stop(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.stop()));
  }

  async #here<T>(run: () => T, signal: AbortSignal | undefined): Promise<T> {
    const before = this.#turn;
    const done = before.then(() => {
      signal?.throwIfAborted();
      return run();
    });
    this.#turn = done.then(
      () => setImmediate(),
      () => setImmediate(),
    );
    return done;
  }

  #inThread(order: Order, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      if (this.#busy >= this.#most.threads && this.#waiting.length >= this.#most.mostWaiting) {
        const message = `compute: expected at most ${this.#most.mostWaiting} computations to wait, got one more; try again later`;
        return reject(new ComputeRefused("SERVER_BUSY", message));
      }
      const job: Job = { order, signal, resolve, reject };
      signal?.addEventListener("abort", () => this.#forget(job), { once: true });
      this.#waiting.push(job);
      this.#next();
    });
  }

  /** One that runs already is ended by its thread. */
  #forget(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    job.reject(job.signal?.reason);
  }

  #next(): void {
    if (this.#busy >= this.#most.threads) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#busy++;
    void this.#work(job).finally(() => {
      this.#busy--;
      this.#next();
    });
  }

  async #work({ order, signal, resolve, reject }: Job): Promise<void> {
    const { mostMilliseconds } = this.#most;
    const tooLong = AbortSignal.timeout(mostMilliseconds);
    let thread: ComputeThread | null = null;
    try {
      thread = this.#idle.pop() ?? new ComputeThread();
      resolve(await thread.run(order, signal === undefined ? tooLong : AbortSignal.any([signal, tooLong])));
    } catch (error) {
      const message = `compute: expected a computation of at most ${mostMilliseconds / 1000} s, got a longer one`;
      reject(tooLong.aborted ? new ComputeRefused("TOO_LONG", message) : error);
    }
    if (thread?.isAlive === true) this.#idle.push(thread);
  }
}

/** The threads of this process. */
export const computePool = new ComputePool();
