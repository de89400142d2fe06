import { type Gram, productIndex } from "../../src/summary/gram.ts";

/** LMG of the last column on the others in rational arithmetic, rounded once. Nothing is shared with the code under test but the Gram. */
export function exactLmg(gram: Gram): number[] {
  const k = gram.columns.length - 1;
  const product = (i: number, j: number): bigint => BigInt(gram.products[productIndex(k + 2, i, j)]!);
  const centred = Array.from({ length: k + 1 }, (_, i) =>
    Array.from(
      { length: k + 1 },
      (__, j) => product(0, 0) * product(i + 1, j + 1) - product(0, i + 1) * product(0, j + 1),
    ),
  );
  const minor = (places: readonly number[]): bigint =>
    determinant(places.map((i) => places.map((j) => centred[i]![j]!)));
  const rSquared = Array.from({ length: 2 ** k }, (_, set) => {
    const places = Array.from({ length: k }, (__, i) => i).filter((i) => set & (1 << i));
    const whole = minor(places) * centred[k]![k]!;
    return fraction(whole - minor([...places, k]), whole);
  });
  return Array.from({ length: k }, (_, i) => {
    let total = fraction(0n, 1n);
    rSquared.forEach((value, set) => {
      if (set & (1 << i)) return;
      const size = [...set.toString(2)].filter((bit) => bit === "1").length;
      const gain = minus(rSquared[set | (1 << i)]!, value);
      total = plus(total, fraction(gain.top * factorial(size) * factorial(k - size - 1), gain.bottom * factorial(k)));
    });
    return toNumber(total);
  });
}

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

function fraction(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { top, bottom } : { top: top / a, bottom: bottom / a };
}

const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, bottom: b.bottom });
const toNumber = ({ top, bottom }: Fraction): number => Number((top * 10n ** 40n) / bottom) / 1e40;
const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/** Bareiss: every division is exact. The empty matrix has determinant 1. */
function determinant(matrix: readonly (readonly bigint[])[]): bigint {
  const m = matrix.map((row) => [...row]);
  let previous = 1n;
  for (let p = 0; p < m.length - 1; p++) {
    for (let i = p + 1; i < m.length; i++) {
      for (let j = p + 1; j < m.length; j++) m[i]![j] = (m[i]![j]! * m[p]![p]! - m[i]![p]! * m[p]![j]!) / previous;
    }
    previous = m[p]![p]!;
  }
  return m.length === 0 ? 1n : m.at(-1)!.at(-1)!;
}
