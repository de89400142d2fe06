/**
 * The name of a driver in a plot: what stands before the colon of its wording.
 *
 * @example
 * shortLabel("Reliability: keeps to what was agreed") // => "Reliability"
 * shortLabel("Cleanliness of restaurants") // => "Cleanliness of restaurants"
 */
export function shortLabel(label: string): string {
  const [name = label] = label.split(":");
  return name.trim();
}
