import { type RandomSource, randomSource } from "@klik/metrics-core/distributions";
import { answerNear } from "../answer.ts";
import { syntheticCompanies } from "../companies.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow } from "../demo-programme.ts";
import { balancedNormals } from "../normals.ts";
import { quota, repeated } from "../quota.ts";
import { shuffled } from "../shuffle.ts";
import { recoveries } from "./retention-recovery.ts";

const SEED = 2016;
const FIRMS = syntheticCompanies("Firm", 2576);

/** Published: satisfaction comes first with 27 %, lowering churn fifth with 8 %. */
const TOP_PRIORITY = [
  ["satisfaction", 696],
  ["new_customers", 489],
  ["costs", 361],
  ["innovation", 283],
  ["churn", 206],
  ["staff", 170],
  ["digital", 150],
  ["abroad", 120],
  ["other", 101],
] as const;
/** Published: 26, 17, 8 and 12 %; the rest is unstated. */
const CUSTOMER_OWNER = [
  ["managing_director", 670],
  ["customer_service", 438],
  ["sales", 206],
  ["marketing", 309],
  ["elsewhere", 953],
] as const;
/** Published: 22, 41 and 13 %; the rest is unstated. */
const DATA_STORED = [
  ["fully", 567],
  ["partly", 1056],
  ["not", 335],
  ["unknown", 618],
] as const;
/** Published: 14, 17, 43 and 26 %. */
const RESEARCH = [
  ["never", 361],
  ["ad_hoc", 438],
  ["periodic", 1107],
  ["continuous", 670],
] as const;
const CHOICES = Object.entries({
  top_priority: TOP_PRIORITY,
  customer_owner: CUSTOMER_OWNER,
  data_stored: DATA_STORED,
  research: RESEARCH,
});

/** What a firm says of its customers, 1 to 5: mean, and how much of it is how good the firm is to them. */
const DRIVERS = [
  ["satisfied", 3.6, 0.75],
  ["recommended", 3.3, 0.7],
  ["exceeds_expectations", 2.9, 0.65],
] as const;

/** Published in words: satisfaction and NPS are linked to all of these, and exceeding expectations works best. */
const OUTCOMES = [
  ["repeat_purchase", 3.5, 1],
  ["distinctive", 3, 1],
  ["lifetime_value", 3.2, 1],
  ["churn", 2.6, -1],
  ["negative_word_of_mouth", 2.3, -1],
] as const;
const EFFECTS = [0.22, 0.18, 0.42] as const;

const SIZES = [
  ["100-149", 48],
  ["150-199", 31],
  ["200-249", 21],
] as const;

/** Firms of 100 to 249 employees on keeping customers: one answer each. Counts are those of the published percentages of 2,576. */
export const retentionBenchmark: DemoProgramme = {
  instrument: "retention-benchmark",
  sizes: "one",
  organisations: FIRMS,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "attribute.employees",
    ...CHOICES.map(([code]) => code),
    ...[...DRIVERS, ...OUTCOMES].map(([code]) => code),
    "event_impact",
    "event_responsibility",
    "event_action",
    "event_mark",
  ],
  rows: () => firms(randomSource(SEED)),
};

function firms(random: RandomSource): readonly DemoRow[] {
  const n = FIRMS.length;
  const day = daysIn("2016-01-01", "2017-01-01", random);
  const sizes = quota(SIZES, n, random);
  const choices = CHOICES.map(([code, counts]) => [code, shuffled(repeated<string>(counts), random)] as const);
  const statements = links(n, random);
  const events = recoveries(n, random);
  return FIRMS.map((firm, i) => ({
    external_id: "2016",
    organisation: firm.code,
    responded_at: day(),
    "attribute.employees": sizes[i]!,
    ...Object.fromEntries(choices.map(([code, answers]) => [code, answers[i]!])),
    ...statements[i],
    ...events[i],
  }));
}

function links(n: number, random: RandomSource): readonly DemoRow[] {
  const quality = balancedNormals(n, random);
  const noises = [...DRIVERS, ...OUTCOMES].map(() => balancedNormals(n, random));
  return quality.map((good, i) => {
    const drivers = DRIVERS.map(([code, mean, load], d) => {
      const opinion = load * good + Math.sqrt(1 - load ** 2) * noises[d]![i]!;
      return { code, deviation: opinion, answer: answerNear(mean + 0.95 * opinion, 1, 5) };
    });
    const effect = drivers.reduce((sum, { deviation }, d) => sum + EFFECTS[d]! * deviation, 0);
    const outcomes = OUTCOMES.map(([code, mean, sign], o) => {
      return [code, answerNear(mean + sign * effect + 0.7 * noises[DRIVERS.length + o]![i]!, 1, 5)] as const;
    });
    return Object.fromEntries([...drivers.map(({ code, answer }) => [code, answer] as const), ...outcomes]);
  });
}
