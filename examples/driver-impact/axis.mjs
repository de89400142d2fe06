/** From values to places: `axis(value)` is where a value stands, `axis.ticks` are round values inside the domain. */
export function axis([low, high], [from, to], step) {
  const place = (value) => from + ((value - low) / (high - low)) * (to - from);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Object.assign(place, { ticks: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step) });
}

/** The smallest domain of whole steps that holds the values. */
export function domainOf(values, step) {
  return [Math.floor(Math.min(...values) / step) * step, Math.ceil(Math.max(...values) / step) * step];
}
