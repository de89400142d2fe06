import { Bench } from "tinybench";
import { rake } from "../dist/weighting/rake.js";

const ROWS = 1_000_000;

/** Numbers between 0 and 1, the same on every run (Park and Miller's generator). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function margin(name, size, random) {
  const labels = Array.from({ length: size }, (_, code) => `${name} ${code}`);
  const codes = Uint8Array.from({ length: ROWS }, () => Math.floor(size * random() ** 1.1));
  const counts = labels.map((_, code) => 2 * size + code);
  const sum = counts.reduce((all, count) => all + count, 0);
  const targets = Object.fromEntries(labels.map((label, code) => [label, counts[code] / sum]));
  return { name, targets, categories: { codes, labels } };
}

const random = generator(20_240);
const coded = [margin("gender", 2, random), margin("age", 7, random), margin("region", 12, random)];
const text = coded.map(({ name, targets, categories: { codes, labels } }) => ({
  name,
  targets,
  categories: Array.from(codes, (code) => labels[code]),
}));
const startWeights = Float64Array.from({ length: ROWS }, () => 0.5 + random());
const many = [margin("a", 100, random), margin("b", 100, random), margin("c", 100, random)];

const bench = new Bench({ warmupIterations: 2, iterations: 10, time: 2000 });
bench.add("3 margins as codes (168 cells)", () => rake({ margins: coded }));
bench.add("the same from design weights", () => rake({ margins: coded, startWeights }));
bench.add("the same with ratios within 0.6 to 1.5", () =>
  rake({ margins: coded, startWeights, bounds: { lower: 0.6, upper: 1.5 } }),
);
bench.add("3 margins as text (168 cells)", () => rake({ margins: text }));
bench.add("3 margins of 100 categories (about 600,000 cells)", () => rake({ margins: many }));
await bench.run();

console.log(`Raking of ${ROWS.toLocaleString("en")} rows, Node ${process.version}\n`);
console.log("| case | median ms | slowest ms | runs |\n| --- | ---: | ---: | ---: |");
for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`, { cause: result.error });
  const { p50, max, samplesCount } = result.latency;
  console.log(`| ${name} | ${p50.toFixed(0)} | ${max.toFixed(0)} | ${samplesCount} |`);
}
