// A dashboard: 1,000 segments with 10 metrics each, every one with its interval. Run `pnpm build` first, then
//   node packages/metrics-core/bench/dashboard.bench.mjs

import { availableParallelism, cpus } from "node:os";
import { Bench } from "tinybench";
import {
  bottomBox,
  ces,
  CES_V2_SCALE,
  cesEasy,
  intervalOf,
  negativeShare,
  netSatisfaction,
  nps,
  npsGroups,
  ONE_TO_FIVE,
  satisfaction,
  tallyOf,
  topBox,
  WORD_OF_MOUTH,
  ZERO_TO_TEN,
} from "../dist/index.js";
import { differenceOf } from "../dist/comparison.js";

const SEGMENTS = 1000;
const ANSWERS = 300;

/** Numbers between 0 and 1, the same on every run (Park and Miller's generator). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Summaries of segments, as a query of a store gives them. */
function segmentsOf(weighted) {
  const random = generator(20_240);
  const answers = (low, size) => Array.from({ length: ANSWERS }, () => low + Math.floor(size * random() ** 0.6));
  return Array.from({ length: SEGMENTS }, () => {
    const weights = Array.from({ length: ANSWERS }, () => Math.round(1e4 * (0.5 + random())) / 1e4);
    const options = weighted ? { weights } : {};
    return {
      recommend: tallyOf(ZERO_TO_TEN, answers(0, 11), options),
      satisfied: tallyOf(ONE_TO_FIVE, answers(1, 5), options),
      effort: tallyOf(CES_V2_SCALE, answers(1, 7), options),
      told: tallyOf(WORD_OF_MOUTH, answers(0, 3), options),
    };
  });
}

function tenMetrics({ recommend, satisfied, effort, told }) {
  const { promoters, detractors } = npsGroups(recommend);
  return [
    nps(recommend),
    promoters,
    detractors,
    satisfaction(satisfied),
    topBox(satisfied, 2),
    bottomBox(satisfied, 2),
    netSatisfaction(satisfied, { top: 2, bottom: 2 }),
    ces(effort, "v2"),
    cesEasy(effort, "v2"),
    negativeShare(told),
  ];
}

/** The sum is used, so that no compiler leaves the work out. */
function withIntervals(segments, options) {
  let width = 0;
  for (const segment of segments) {
    for (const estimate of tenMetrics(segment)) {
      const { low, high } = intervalOf(estimate, options);
      width += high - low;
    }
  }
  return width;
}

const plain = segmentsOf(false);
const weighted = segmentsOf(true);
const scores = plain.map(({ recommend }) => nps(recommend));

const goals = new Map();
const bench = new Bench({ warmupIterations: 5, iterations: 20, time: 1500 });
function add(name, goal, run) {
  goals.set(name, goal);
  bench.add(name, run);
}
add("1,000 segments × 10 metrics with intervals", "50 ms", () => withIntervals(plain));
add("the same with weights", "50 ms", () => withIntervals(weighted));
add("1,000 segments × 10 metrics without intervals", "", () => plain.map(tenMetrics));
add("1,000 score intervals of NPS", "", () => scores.map((score) => intervalOf(score, { method: "score" })));
add("999 differences of NPS with test and interval", "", () =>
  scores.slice(1).map((score, i) => differenceOf(scores[i], score)),
);
await bench.run();

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0].model}\n`);
console.log("| work | median | fastest | slowest | goal | runs |\n| --- | ---: | ---: | ---: | ---: | ---: |");
for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`, { cause: result.error });
  const { p50, min, max, samplesCount } = result.latency;
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(`| ${name} | ${ms(p50)} | ${ms(min)} | ${ms(max)} | ${goals.get(name)} | ${samplesCount} |`);
}
