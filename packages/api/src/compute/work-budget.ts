import { LIMITS } from "../limits.ts";
import { ComputeRefused } from "./compute-pool.ts";
import type { TaskName } from "./tasks.ts";

/** What the computations of one request may take together. */
export class WorkBudget {
  #spent = 0;
  readonly #large = new Set<TaskName>();

  /**
   * One task of each kind with the usual number of samples may take more: it is never too much to ask how sure an analysis is, however many
   * responses there are.
   *
   * @throws ComputeRefused `QUERY_TOO_COSTLY`
   */
  spend(task: TaskName, work: number, samples: number): void {
    const spent = this.#spent + work;
    if (spent <= LIMITS.computeWork) {
      this.#spent = spent;
    } else if (samples > 0 && samples <= LIMITS.usualReplications && !this.#large.has(task)) {
      this.#large.add(task);
    } else {
      throw new ComputeRefused(
        "QUERY_TOO_COSTLY",
        `query.computeWork: expected at most ${LIMITS.computeWork}, got ${spent}; ask for fewer replications, drivers or segments`,
      );
    }
  }
}
