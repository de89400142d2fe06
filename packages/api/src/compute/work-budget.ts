import { LIMITS } from "../limits.ts";
import { ComputeRefused } from "./compute-pool.ts";

/** What the computations of one request may take together. */
export class WorkBudget {
  #spent = 0;

  /** @throws ComputeRefused `QUERY_TOO_COSTLY` */
  spend(work: number): void {
    const spent = this.#spent + work;
    if (spent > LIMITS.computeWork) {
      throw new ComputeRefused(
        "QUERY_TOO_COSTLY",
        `query.computeWork: expected at most ${LIMITS.computeWork}, got ${spent}; ask for fewer replications, drivers or segments`,
      );
    }
    this.#spent = spent;
  }
}
