import { MetricsError } from "../error.ts";

/** Parts and groups are numbered below this, so that both fit in one double. */
const LIMIT = 2 ** 26;

interface Level {
  /** parent × LIMIT + part → number of the node */
  readonly numbers: Map<number, number>;
  readonly parents: number[];
  readonly parts: number[];
}

/** Numbers groups in the order in which they turn up: a tree with one level per part, so that no part needs a known range. */
export class GroupTree {
  readonly depth: number;
  readonly #levels: readonly Level[];

  constructor(depth: number) {
    this.depth = depth;
    this.#levels = Array.from({ length: depth }, () => ({ numbers: new Map(), parents: [], parts: [] }));
  }

  /** Groups so far; with no parts there is one. */
  get size(): number {
    return this.#levels.at(-1)?.parts.length ?? 1;
  }

  /** The node below `parent` (0 at the root) for one more part. */
  child(level: number, parent: number, part: number): number {
    const { numbers, parents, parts } = this.#levels[level]!;
    const key = parent * LIMIT + part;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = parts.length;
    if (number >= LIMIT || !(part >= 0 && part < LIMIT)) {
      throw new MetricsError("ARGUMENT_INVALID", `groups: expected fewer than ${LIMIT} of them, and of their values`, {
        groups: number,
        part,
      });
    }
    numbers.set(key, number);
    parents.push(parent);
    parts.push(part);
    return number;
  }

  /** The node of the first parts of a group. */
  nodeOf(parts: readonly number[]): number {
    return parts.reduce((node, part, level) => this.child(level, node, part), 0);
  }

  /** All parts of a group. */
  partsOf(group: number): readonly number[] {
    const parts = new Array<number>(this.depth);
    let node = group;
    for (let level = this.depth - 1; level >= 0; level--) {
      parts[level] = this.#levels[level]!.parts[node]!;
      node = this.#levels[level]!.parents[node]!;
    }
    return parts;
  }
}
