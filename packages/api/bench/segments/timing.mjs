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
export async function inTurns(runs, turns, worked) {
  const all = Object.entries(runs).map(([name, run]) => ({ name, run, firsts: [], walls: [], processor: 0 }));
  for (const { run } of all) await warm(run);
  for (let turn = 0; turn < turns; turn++) {
    for (const one of all) {
      for (let i = 0; i < RUNS_IN_A_TURN; i++) {
        const [start, before] = [performance.now(), worked()];
        const there = await one.run();
        const wall = there?.wall ?? performance.now() - start;
        one.walls.push(wall);
        if (i === 0) one.firsts.push(wall);
        one.processor += (worked() - before + (there?.processor ?? 0)) / (turns * RUNS_IN_A_TURN);
      }
    }
  }
  return Object.fromEntries(
    all.map(({ name, firsts, walls, processor }) => [name, { first: middle(firsts), wall: middle(walls), processor }]),
  );
}

/** The first finds the caches of the processor full of what the others read; a dashboard asks more than once. */
const RUNS_IN_A_TURN = 3;

/** A server has been asked before: for its first hundred runs a function takes two to three times as long, while it is compiled. */
async function warm(run) {
  const until = performance.now() + 3_000;
  for (let i = 0; i < 2 || (i < 200 && performance.now() < until); i++) await run();
}

export const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
