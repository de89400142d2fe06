/**
 * How one answer is stored in one byte: the index of its point on the scale (0 to 249), or one of these marks that there is no valid answer.
 */
export const MARK = {
  /** Answered, but off the scale. */
  INVALID: 253,
  NOT_APPLICABLE: 254,
  /** Dismissed or not reached. */
  MISSING: 255,
} as const;
