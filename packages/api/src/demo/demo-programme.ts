import type { FollowUpRecord } from "../follow-up/record-follow-ups.ts";
import type { CustomerOutcome } from "../outcome/record-outcomes.ts";

/** How much of a programme is generated. Programmes of which the full size is small have one size. */
export type DemoSize = "small" | "full";

/** What was done about responses, and what those customers did. */
interface Aftermath {
  readonly followUps: Iterable<FollowUpRecord>;
  readonly outcomes: Iterable<CustomerOutcome>;
}

export interface DemoOrganisation {
  readonly code: string;
  readonly name: string;
  /** Code of its sector. */
  readonly sector: string;
}

/** One response by column; a column that is not there is no answer. */
export type DemoRow = Readonly<Record<string, string | number>>;

/** Synthetic responses of a shipped instrument. */
export interface DemoProgramme {
  /** Code of the instrument, which is also the name of the programme. */
  readonly instrument: string;
  /** Whether `small` and `full` differ. */
  readonly sizes: "one" | "two";
  readonly organisations: readonly DemoOrganisation[];
  /** Standard columns of an import, see `standardMapping`. */
  readonly columns: readonly string[];
  /**
   * The same rows every time. Every external id of the small size is in the full one, with other answers: so that the full size replaces the
   * small one.
   */
  rows(size: DemoSize): Iterable<DemoRow>;
  /** What came after the responses of this size. */
  aftermath?(size: DemoSize): Aftermath;
}
