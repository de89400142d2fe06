/** Milliseconds that a function takes. */
export async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export async function median(run, repeats) {
  const all = [];
  for (let i = 0; i < repeats; i++) all.push(await timed(run));
  return middle(all);
}

/** Medians of several functions, run in turns so that a busy machine is busy for all of them. */
export async function interleaved(runs, repeats) {
  const all = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (const run of Object.values(runs)) await run();
  for (let i = 0; i < repeats; i++) for (const [name, run] of Object.entries(runs)) all[name].push(await timed(run));
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, middle(values)]));
}

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
