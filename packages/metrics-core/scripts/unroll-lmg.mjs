// Writes src/driver/lmg-leaf.ts: the last five drivers of the LMG recursion as straight-line code.
//
//   node packages/metrics-core/scripts/unroll-lmg.mjs            writes the file
//   node packages/metrics-core/scripts/unroll-lmg.mjs --print    prints it
//
// All 32 subsets of five drivers are visited by Schur complements, as in lmg.ts; the numbers stay in registers, which makes the
// whole recursion some eight times as fast as one that goes down to the last driver.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DRIVERS = 5;
const lines = [];
let names = 0;
const fresh = (expression) => {
  const name = `v${names++}`;
  lines.push(`  const ${name} = ${expression};`);
  return name;
};

/** Names of the upper triangle of the matrix of the drivers from `first` on, the outcome last. */
function load() {
  const matrix = [];
  for (let i = 0; i <= DRIVERS; i++) {
    matrix.push([]);
    for (let j = i; j <= DRIVERS; j++) {
      const offset = i === 0 ? `${j === 0 ? "" : ` + ${j}`}` : ` + ${i} * stride + ${j}`;
      matrix[i][j] = fresh(`m[at${offset}]!`);
    }
  }
  return matrix;
}

const gains = Array.from({ length: DRIVERS }, () => []);

/** Visits all subsets of the drivers of `matrix` and returns the names of their two weighted sums. */
function visit(matrix, driver, chosen) {
  const left = matrix.length - 1;
  if (left === 0) {
    const residual = matrix[0][0];
    return { p: `w${chosen} * ${residual}`, q: `w${chosen + 1} * ${residual}` };
  }
  const without = visit(
    matrix.slice(1).map((row) => row.slice(1)),
    driver + 1,
    chosen,
  );
  const pivot = matrix[0][0];
  const inverse = fresh(`${pivot} > LEAST ? 1 / ${pivot} : 0`);
  const reduced = [];
  for (let i = 1; i <= left; i++) {
    const factor = fresh(`${matrix[0][i]} * ${inverse}`);
    reduced.push([]);
    for (let j = i; j <= left; j++) reduced[i - 1][j - 1] = fresh(`${matrix[i][j]} - ${factor} * ${matrix[0][j]}`);
  }
  const within = visit(reduced, driver + 1, chosen + 1);
  gains[driver].push(fresh(`${without.q} - ${within.p}`));
  return { p: fresh(`${without.p} + ${within.p}`), q: fresh(`${without.q} + ${within.q}`) };
}

const matrix = load();
const total = visit(matrix, 0, 0);

const text = `// Written by scripts/unroll-lmg.mjs; change that, not this.

import { LEAST_PIVOT as LEAST } from "./lmg-pivot.ts";

/** Drivers that \`lmgLeaf\` takes off the recursion. */
export const LEAF_DRIVERS = ${DRIVERS};

/**
 * Adds what the last five drivers gain over all their subsets to \`gains\`, and leaves the two weighted sums of the subtree in \`sums\`.
 *
 * @param m - remaining correlations at \`at\`, row-major with \`stride\`, the outcome last
 * @param weights - of an order position, shifted by one; \`chosen\` drivers are in the model already
 * @param gains - one number per driver; the five start at \`first\`
 */
export function lmgLeaf(
  m: Float64Array,
  at: number,
  stride: number,
  weights: Float64Array,
  chosen: number,
  gains: Float64Array,
  first: number,
  sums: Float64Array,
): void {
${Array.from({ length: DRIVERS + 2 }, (_, i) => `  const w${i} = weights[chosen${i === 0 ? "" : ` + ${i}`}]!;`).join("\n")}
${lines.join("\n")}
${gains.map((parts, i) => `  gains[first${i === 0 ? "" : ` + ${i}`}]! += ${parts.join(" + ")};`).join("\n")}
  sums[0] = ${total.p};
  sums[1] = ${total.q};
}
`;

if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(fileURLToPath(new URL("../src/driver/lmg-leaf.ts", import.meta.url)), text);
