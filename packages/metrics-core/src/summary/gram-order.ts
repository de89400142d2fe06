import type { Answers } from "./gram-answers.ts";

/**
 * The places 0, 1, … of some rows, in an order that depends on nothing but what the rows hold: answers in the order of the columns, then
 * weight. Rows that hold the same are interchangeable.
 *
 * Seeded methods draw from this order, so the same answers give the same numbers however they were stored, split or sorted.
 *
 * @param index - the rows of the table to order; `null` for all
 */
export function contentOrder(answers: Answers, index: Int32Array | null): Int32Array {
  const keys: ArrayLike<number>[] = [...answers.columns.values()].map(({ values }) => values);
  if (answers.weights !== null) keys.push(answers.weights.units);
  const order = Int32Array.from({ length: index?.length ?? answers.length }, (_, place) => place);
  return order.sort((a, b) => {
    const [row, other] = index === null ? [a, b] : [index[a]!, index[b]!];
    for (const key of keys) {
      const difference = ranked(key[row]!) - ranked(key[other]!);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** No answer, which is NaN in a column of doubles, goes last; a finite number, so that two of them are equal. */
function ranked(value: number): number {
  return Number.isNaN(value) ? Number.MAX_VALUE : value;
}
