/** Bits that a quotient of large integers keeps before it becomes a double, which has room for 53. */
const BITS = 66;

/**
 * a / b as a double, for integers of any length: neither is rounded before the division. `b` is not 0.
 *
 * @example
 * bigQuotient(10n ** 400n, 3n * 10n ** 400n) // => 0.3333333333333333
 */
export function bigQuotient(a: bigint, b: bigint): number {
  if (isSafe(a) && isSafe(b)) return Number(a) / Number(b);
  const shift = BITS - bitLength(a) + bitLength(b);
  const quotient = shift >= 0 ? (a << BigInt(shift)) / b : a / (b << BigInt(-shift));
  // In two steps, because 2^−shift alone may leave the range of a double where the quotient does not.
  const half = Math.trunc(shift / 2);
  return Number(quotient) * 2 ** -half * 2 ** (half - shift);
}

function isSafe(value: bigint): boolean {
  return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
}

/** Within 3 bits. */
function bitLength(value: bigint): number {
  return 4 * (value < 0n ? -value : value).toString(16).length;
}
