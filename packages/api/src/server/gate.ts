import { IMPORT_LIMITS } from "../limits.ts";
import { HttpProblem } from "./problem.ts";

/** How many imports run at once; one more is turned away. */
export class Gate {
  #free: number = IMPORT_LIMITS.imports;

  /** @throws HttpProblem `IMPORTS_BUSY` */
  async pass(work: () => Promise<void>): Promise<void> {
    if (this.#free === 0) {
      const message = `import: expected at most ${IMPORT_LIMITS.imports} at the same time, got one more`;
      throw new HttpProblem(429, "IMPORTS_BUSY", message, { headers: { "retry-after": "5" } });
    }
    this.#free--;
    try {
      await work();
    } finally {
      this.#free++;
    }
  }
}
