import type { Viewer } from "../access/viewer.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { HttpProblem } from "./problem.ts";

/**
 * How many imports run at once; one more is turned away. An import takes its place for as long as its client likes to send, so whoever is
 * bound to organisations has some of the places only.
 */
export class Gate {
  readonly #running = new Map<string, number>();

  /** @throws HttpProblem `IMPORTS_BUSY` */
  async pass({ organisations }: Viewer, work: () => Promise<void>): Promise<void> {
    const whose = JSON.stringify(organisations);
    const own = this.#running.get(whose) ?? 0;
    const all = [...this.#running.values()].reduce((sum, running) => sum + running, 0);
    if (all >= IMPORT_LIMITS.imports) throw busy(`${IMPORT_LIMITS.imports} at the same time`);
    if (organisations !== "all" && own >= IMPORT_LIMITS.importsOfOne)
      throw busy(`${IMPORT_LIMITS.importsOfOne} of an organisation at the same time`);
    this.#running.set(whose, own + 1);
    try {
      await work();
    } finally {
      const left = (this.#running.get(whose) ?? 1) - 1;
      if (left === 0) this.#running.delete(whose);
      else this.#running.set(whose, left);
    }
  }
}

const busy = (most: string): HttpProblem =>
  new HttpProblem(429, "IMPORTS_BUSY", `import: expected at most ${most}, got one more`, {
    headers: { "retry-after": "5" },
  });
