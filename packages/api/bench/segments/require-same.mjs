/** All give the same numbers, or the comparison means nothing. */
export async function requireSame(asked) {
  const entriesOf = (answer) => (answer instanceof Map ? [...answer] : [...(answer.products ?? answer)].entries());
  const [[, first], ...others] = Object.entries(asked);
  const expected = new Map(entriesOf(await first()));
  for (const [name, ask] of others) {
    const got = new Map(entriesOf(await ask()));
    if (got.size !== expected.size) throw new Error(`${name}: expected ${expected.size} numbers, got ${got.size}`);
    for (const [key, value] of expected) {
      if (Math.abs(value - got.get(key)) > 1e-9) {
        throw new Error(`${name}, ${key}: expected ${value}, got ${got.get(key)}`);
      }
    }
  }
}
