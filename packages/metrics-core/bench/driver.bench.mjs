// Driver importance: LMG, relative weights, Gram, bootstrap. Run `pnpm build` first, then
//   node packages/metrics-core/bench/driver.bench.mjs
// CPU time stands beside wall time, because other work on the machine lengthens only the latter.

import { availableParallelism, cpus } from "node:os";
import { Bench } from "tinybench";
import { bootstrapImportance } from "../dist/driver/importance-uncertainty.js";
import { driverModel } from "../dist/driver/driver-model.js";
import { lmg } from "../dist/driver/lmg.js";
import { penaltyReward } from "../dist/driver/penalty-reward.js";
import { relativeWeight } from "../dist/driver/relative-weight.js";
import { gramFromCorrelation } from "../dist/summary/gram-from-correlation.js";
import { answersOf } from "../dist/summary/gram-answers.js";
import { gramOf } from "../dist/summary/gram-of.js";

/** Numbers between 0 and 1, the same on every run (Park and Miller's generator). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const random = generator(20_240);
const names = (count) => Array.from({ length: count }, (_, i) => `x${i}`);

/** Correlations of one common factor, 0.35 to 0.7 each, in 1,000 rows; the outcome last. */
function modelOf(drivers) {
  const loadings = Array.from({ length: drivers + 1 }, () => 0.6 + 0.25 * random());
  const matrix = loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)));
  return driverModel(gramFromCorrelation([...names(drivers), "y"], matrix, 1000), "y", names(drivers));
}

/** R² of every subset by its own Cholesky factor, then Shapley weights: what relaimpo and most scripts do. */
function naive(correlation, k) {
  const stride = k + 1;
  const r2 = new Float64Array(2 ** k);
  const l = new Float64Array(stride * stride);
  const chosen = new Int32Array(stride);
  for (let set = 1; set < r2.length; set++) {
    let n = 0;
    for (let i = 0; i < k; i++) if (set & (1 << i)) chosen[n++] = i;
    chosen[n] = k;
    for (let i = 0; i <= n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = correlation[chosen[i] * stride + chosen[j]];
        for (let m = 0; m < j; m++) sum -= l[i * stride + m] * l[j * stride + m];
        l[i * stride + j] = i === j ? Math.sqrt(Math.max(0, sum)) : sum / l[j * stride + j];
      }
    }
    r2[set] = 1 - l[n * stride + n] ** 2;
  }
  const weights = [1 / k];
  for (let s = 1; s < k; s++) weights.push((weights[s - 1] * s) / (k - s));
  const sizes = new Uint8Array(r2.length);
  for (let set = 1; set < r2.length; set++) sizes[set] = sizes[set >> 1] + (set & 1);
  return Array.from({ length: k }, (_, i) => {
    let gain = 0;
    for (let set = 0; set < r2.length; set++)
      if (!(set & (1 << i))) gain += weights[sizes[set]] * (r2[set | (1 << i)] - r2[set]);
    return gain;
  });
}

/** Answers 1 to 10 with a common mood, one byte each. */
function survey(rows, columns, missing = 0) {
  const mood = Float64Array.from({ length: rows }, random);
  const column = () => Uint8Array.from(mood, (m) => (random() < missing ? 255 : 1 + Math.floor(5 * (m + random()))));
  return Object.fromEntries([...names(columns - 1), "y"].map((name) => [name, column()]));
}

const models = new Map([7, 15, 18, 20, 22, 24].map((k) => [k, modelOf(k)]));
const million = survey(1_000_000, 8);
const ready = answersOf(million);
const gaps = answersOf(survey(1_000_000, 8, 0.05));
const weights = Float64Array.from({ length: 1_000_000 }, () => Math.round(1e4 * (0.5 + random())) / 1e4);
const weighted = answersOf(million, { weights });
const sample = survey(10_000, 8);
const respondents = answersOf(sample);
const weightedRespondents = answersOf(sample, { weights: weights.subarray(0, 10_000) });
const drivers = names(7);

const lmgOf = (k) => lmg(models.get(k).correlation, k);
const difference = Math.max(...naive(models.get(15).correlation, 15).map((value, i) => Math.abs(value - lmgOf(15)[i])));

const goals = new Map();
const cpu = new Map();
const bench = new Bench({ warmupIterations: 3, iterations: 9, time: 1000 });
function add(name, goal, run) {
  goals.set(name, goal);
  cpu.set(name, []);
  bench.add(name, () => {
    const before = process.cpuUsage();
    run();
    cpu.get(name).push(process.cpuUsage(before).user / 1000);
  });
}

add("LMG, 7 drivers", "", () => lmgOf(7));
add("LMG, 15 drivers", "1 ms", () => lmgOf(15));
add("one regression per subset, 15 drivers", "", () => naive(models.get(15).correlation, 15));
add("LMG, 18 drivers", "", () => lmgOf(18));
add("LMG, 20 drivers", "20 ms", () => lmgOf(20));
add("LMG, 22 drivers", "", () => lmgOf(22));
add("LMG, 24 drivers", "300 ms", () => lmgOf(24));
add("relative weights, 20 drivers", "1 ms", () => relativeWeight(models.get(20)));
add("Gram, 1,000,000 rows × 8", "30 ms", () => gramOf(ready));
add("the same with reading the columns", "30 ms", () => gramOf(answersOf(million)));
add("the same with 5 % of answers missing", "", () => gramOf(gaps));
add("the same with decimal weights", "", () => gramOf(weighted));
add("bootstrap, 1,000 × 7 drivers × 10,000 rows, all measures", "2 s", () =>
  bootstrapImportance(respondents, { outcome: "y" }),
);
add("the same with weights", "", () => bootstrapImportance(weightedRespondents, { outcome: "y" }));
add("penalty-reward, 7 drivers × 10,000 rows, HC3, 1,000 samples", "", () =>
  penaltyReward(respondents, { outcome: "y", drivers, levels: { lowMax: 4, highMin: 8 } }),
);

await bench.run();

const scaled = (ms) =>
  ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : ms >= 1 ? `${ms.toFixed(1)} ms` : `${(1000 * ms).toFixed(1)} µs`;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0].model}\n`);
console.log("| work | goal | median | CPU (median) | runs |\n| --- | --- | --- | --- | --- |");
for (const { name, result } of bench.tasks) {
  if (result.error !== undefined) throw result.error;
  const used = cpu.get(name);
  console.log(
    `| ${name} | ${goals.get(name)} | ${scaled(result.latency.p50)} | ${scaled(median(used))} | ${used.length} |`,
  );
}
console.log(`\nLargest difference of LMG from one regression per subset, 15 drivers: ${difference.toExponential(1)}`);
