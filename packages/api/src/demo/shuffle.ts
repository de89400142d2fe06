import type { RandomSource } from "@klik/metrics-core/distributions";

/** The same things in random order (Fisher and Yates). */
export function shuffled<T>(things: readonly T[], random: RandomSource): readonly T[] {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T]; // both are places of the list
  }
  return order;
}
