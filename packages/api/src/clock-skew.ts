/** The clock of whoever sends a moment that has passed may run ahead of ours by this. */
export const CLOCK_SKEW_MILLISECONDS = 60_000;
