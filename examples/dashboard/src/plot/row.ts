/** One value of a row, with the interval around it. */
export interface Mark {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly tone: Tone;
  /** It could be chance, or rests on few answers: a pale bar, a hollow dot. */
  readonly isPale?: boolean;
}

/** Colours by what they mean; the style sheet knows their values by day and by night. */
export type Tone = "cool" | "warm" | "quiet";

/** A line of a plot of rows. */
export interface Row {
  readonly label: string;
  readonly marks: readonly Mark[];
  /** What stands at the right: the value. */
  readonly end: string;
  /** What stands below it in grey. */
  readonly endNote?: string;
  /** In the place of the marks, when there is no number. */
  readonly reason?: string;
}
