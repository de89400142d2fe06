// Counting answers: 10 million scores from a typed array, and the slower doors beside it.
// Run `pnpm build` first, then node packages/metrics-core/bench/tally.bench.mjs

import { availableParallelism, cpus } from "node:os";
import { Bench } from "tinybench";
import { mergeTallies, nps, tallyFromCells, tallyOf, ZERO_TO_TEN } from "../dist/index.js";
import { tallyOfCodes } from "../dist/columns.js";

const MANY = 10_000_000;
const FEW = 1_000_000;

/** Numbers between 0 and 1, the same on every run (Park and Miller's generator). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const random = generator(20_240);
// Most answers are high, as they are; one in twenty is missing.
const scores = Uint8Array.from({ length: MANY }, () =>
  random() < 0.05 ? 255 : Math.min(10, Math.floor(12 * random() ** 0.5)),
);
const units = Float64Array.from({ length: MANY }, () => 5_000 + Math.floor(10_000 * random()));
const few = Array.from(scores.subarray(0, FEW), (code) => (code === 255 ? null : code));
const fewWeights = Array.from(units.subarray(0, FEW), (unit) => unit / 10_000);
const months = Array.from({ length: 1000 }, (_, i) =>
  tallyOfCodes(ZERO_TO_TEN, scores.subarray(i * 1000, i * 1000 + 1000)),
);
const cells = tallyOfCodes(ZERO_TO_TEN, scores).n.map((n, point) => ({ point, n }));

/** Rows of each case, to tell the time of one. */
const rows = new Map();
const goals = new Map();
const bench = new Bench({ warmupIterations: 3, iterations: 15, time: 1500 });
function add(name, count, goal, run) {
  rows.set(name, count);
  goals.set(name, goal);
  bench.add(name, run);
}

add("10,000,000 scores, bytes", MANY, "2 ns", () => tallyOfCodes(ZERO_TO_TEN, scores));
add("the same, and their NPS", MANY, "2 ns", () => nps(tallyOfCodes(ZERO_TO_TEN, scores)));
add("the same with decimal weights", MANY, "", () => tallyOfCodes(ZERO_TO_TEN, scores, { units, places: 4 }));
add("1,000,000 scores, an array of numbers", FEW, "", () => tallyOf(ZERO_TO_TEN, few));
add("the same with weights", FEW, "", () => tallyOf(ZERO_TO_TEN, few, { weights: fewWeights }));
add("merging 1,000 tallies", 1000, "", () => months.reduce(mergeTallies));
add("a tally from 11 counted cells", 11, "", () => tallyFromCells(ZERO_TO_TEN, cells));
await bench.run();

const scaled = (ms) =>
  ms >= 1 ? `${ms.toFixed(1)} ms` : ms >= 1e-3 ? `${(1e3 * ms).toFixed(1)} µs` : `${(1e6 * ms).toFixed(0)} ns`;
console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0].model}\n`);
console.log(
  "| work | median | fastest | per item (median) | goal | runs |\n| --- | ---: | ---: | ---: | ---: | ---: |",
);
for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`, { cause: result.error });
  const { p50, min, samplesCount } = result.latency;
  const each = `${((1e6 * p50) / rows.get(name)).toFixed(2)} ns`;
  console.log(`| ${name} | ${scaled(p50)} | ${scaled(min)} | ${each} | ${goals.get(name)} | ${samplesCount} |`);
}
