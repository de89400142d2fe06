import { randomSource } from "@klik/metrics-core/distributions";
import type { FollowUpRecord } from "../../follow-up/record-follow-ups.ts";
import type { CustomerOutcome } from "../../outcome/record-outcomes.ts";
import type { DemoRow } from "../demo-programme.ts";

const SEED = 20119;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const KNOWN_UNTIL = new Date("2012-01-01T12:00:00Z");

/** Complaints of 2011 are cases: most are called back in some days, and mended in some more. Made up: nothing of it is published. */
export function* followUpsOf(rows: Iterable<DemoRow>): Iterable<FollowUpRecord> {
  const random = randomSource(SEED);
  for (const row of rows) {
    if (row["touchpoint"] !== "complaint" || String(row["responded_at"]) < "2011") continue;
    const [isContacted, isResolved, isReopened] = [random() < 0.86, random() < 0.8, random() < 0.07];
    const openedAt = new Date(`${row["responded_at"]}T09:00:00Z`);
    const contactedAt = later(openedAt, 30 * waiting(random()));
    const resolvedAt = later(contactedAt, 48 * waiting(random()));
    yield {
      organisation: String(row["organisation"]),
      externalId: String(row["external_id"]),
      trigger: "complaint",
      openedAt,
      ...(isContacted ? { contactedAt } : {}),
      ...(isContacted && isResolved ? { resolvedAt } : {}),
      ...(isContacted && isResolved && isReopened ? { reopenedAt: later(resolvedAt, 72) } : {}),
    };
  }
}

/** Who of the customers with a key left in the year after: of the detractors more. Made up: nothing of it is published. */
export function* outcomesOf(rows: Iterable<DemoRow>): Iterable<CustomerOutcome> {
  const random = randomSource(SEED + 1);
  for (const row of rows) {
    const [key, nps] = [row["respondent_key"], Number(row["nps"])];
    if (key === undefined) continue;
    const chance = nps <= 6 ? 0.24 : nps <= 8 ? 0.12 : 0.06;
    const [isLeaving, when, worth] = [random() < chance, random(), random()];
    const respondedAt = new Date(`${row["responded_at"]}T12:00:00Z`);
    yield {
      organisation: String(row["organisation"]),
      respondentKey: String(key),
      observedUntil: KNOWN_UNTIL,
      leftAt: isLeaving ? new Date(respondedAt.getTime() + Math.floor(when * 0.99 * YEAR_MS)) : null,
      margin: 60 + Math.round(90 * worth),
    };
  }
}

/** Of an exponential distribution with mean 1. */
const waiting = (random: number): number => -Math.log(1 - random);

const later = (moment: Date, hours: number): Date => new Date(moment.getTime() + Math.round(hours * HOUR_MS));
