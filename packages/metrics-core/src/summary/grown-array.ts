/** The same array, or when it is shorter than asked for a copy of at least twice the length with zeros behind. */
export function atLeast<T extends Int32Array | Float64Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length, 1024));
  larger.set(array);
  return larger;
}
