/** Milliseconds that a function takes. */
export async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Milliseconds of several functions, run in turns so that a busy machine is busy for all of them: median by the clock, and the mean
 * of what processors worked, which others do not lengthen as much. What works in a process of its own says itself what it took.
 *
 * @param worked - milliseconds that processors have worked so far, this process and the servers that it asks
 */
export async function inTurns(runs, repeats, worked) {
  const all = Object.entries(runs).map(([name, run]) => ({ name, run, walls: [], processor: 0 }));
  for (const { run } of all) await warm(run);
  for (let i = 0; i < repeats; i++) {
    for (const one of all) {
      const [start, before] = [performance.now(), worked()];
      const there = await one.run();
      one.walls.push(there?.wall ?? performance.now() - start);
      one.processor += (worked() - before + (there?.processor ?? 0)) / repeats;
    }
  }
  return Object.fromEntries(all.map(({ name, walls, processor }) => [name, { wall: middle(walls), processor }]));
}

/** A server has been asked before: for its first hundred runs a function takes two to three times as long, while it is compiled. */
async function warm(run) {
  const until = performance.now() + 3_000;
  for (let i = 0; i < 2 || (i < 200 && performance.now() < until); i++) await run();
}

export const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
