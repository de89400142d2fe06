// What the tests of metrics-core use of "vitest" and "@fast-check/vitest", for tests that stay in memory: see runner.mjs.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";
import * as chai from "chai";
import * as fc from "fast-check";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);
chai.expect.extend(expect, customMatchers);
export { fc };

/** Few cases and always the same: a mutant must not be judged by other cases than the original was. */
const CASES = { seed: 20_161, numRuns: 25 };

let titles = [];
let collected = [];

/** The tests that `load` declares, in their order. */
export async function collect(load) {
  titles = [];
  collected = [];
  await load();
  return collected;
}

export function test(title, body) {
  collected.push({ name: [...titles, title].join(" "), body });
}

export function describe(title, declare) {
  titles.push(title);
  declare();
  titles.pop();
}

test.each = each(test);
describe.each = each(describe);
test.prop = (arbitraries, parameters) => (title, body) =>
  test(title, () =>
    fc.assert(
      Array.isArray(arbitraries)
        ? fc.asyncProperty(...arbitraries, async (...values) => body(...values))
        : fc.asyncProperty(fc.record(arbitraries), async (values) => body(values)),
      { ...parameters, ...CASES },
    ),
  );

function each(declare) {
  return (rows) => (title, body) => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row];
      declare(`${title} ${index}`, () => body(...values));
    }
  };
}
