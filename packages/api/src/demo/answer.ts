/** The nearest whole answer on a scale, for a value in its unit. */
export function answerNear(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, Math.round(value)));
}
