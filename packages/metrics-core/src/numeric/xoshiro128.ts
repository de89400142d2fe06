/**
 * The xoshiro128** 1.1 generator: successive whole numbers from 0 to 2³² − 1, from a state that is not all zero.
 *
 * @see Blackman & Vigna 2021, ACM TOMS 47(4)
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  const s = Int32Array.from(state);
  return () => {
    const s1 = s[1]!;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    s[2]! ^= s[0]!;
    s[3]! ^= s1;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= s1 << 9;
    s[3] = rotateLeft(s[3]!, 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * The SplitMix64 generator: successive whole numbers from 0 to 2⁶⁴ − 1. It turns neighbouring seeds into unrelated states.
 *
 * @see Steele, Lea & Flood 2014, OOPSLA
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    const mixed = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    const twice = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return twice ^ (twice >> 31n);
  };
}
