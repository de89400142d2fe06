import { randomSource } from "@klik/metrics-core/distributions";
import { answerNear } from "../answer.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow } from "../demo-programme.ts";
import { balancedNormals } from "../normals.ts";
import { syntheticOrganisations } from "../organisations.ts";
import { apportion, quota } from "../quota.ts";

const SEED = 2011;
const RESPONDENTS = 1500;

/** Organisations of four sectors, two each. */
const ORGANISATIONS = ["bank", "insurance", "energy", "telecom"].flatMap((sector) => syntheticOrganisations(sector, 2));

interface Driver {
  readonly code: string;
  /** Mean and standard deviation of its marks. */
  readonly mean: number;
  readonly spread: number;
  /** How much of a mark is the respondent's general opinion: the correlation with it. */
  readonly halo: number;
  /** What one standard deviation moves the outcome by, in the organisation of that number. */
  effect(organisation: number): number;
}

/** Even organisations live by customer focus, odd ones by customer knowledge. */
const DRIVERS: readonly Driver[] = [
  { code: "reliability", mean: 7.2, spread: 1.5, halo: 0.5, effect: () => 0.75 },
  { code: "empathy", mean: 7, spread: 1.6, halo: 0.5, effect: () => 0.7 },
  { code: "customer_focus", mean: 6.9, spread: 1.5, halo: 0.45, effect: (at) => (at % 2 === 0 ? 0.62 : 0) },
  { code: "customer_knowledge", mean: 6.8, spread: 1.6, halo: 0.45, effect: (at) => (at % 2 === 0 ? 0 : 0.62) },
  { code: "waiting_time", mean: 7.3, spread: 1.6, halo: 0.15, effect: () => 0 },
  { code: "accessibility", mean: 7.1, spread: 1.5, halo: 0.15, effect: () => 0 },
  { code: "menu", mean: 7, spread: 1.6, halo: 0.15, effect: () => 0 },
];

/** What a wait costs: nothing until it gets extreme. */
const waitingPenalty = (mark: number): number => (mark <= 3 ? 1.8 : mark === 4 ? 1.4 : mark === 5 ? 0.6 : 0);

const HANDLING = [
  ["under_3_minutes", 1],
  ["3_to_6_minutes", 1],
  ["over_6_minutes", 1],
] as const;
const TOUCHPOINTS = [
  ["information", 45],
  ["invoice", 20],
  ["service_request", 25],
  ["complaint", 10],
] as const;

/**
 * Callers of eight organisations on seven drivers, calibrated to the finding of the programme: reliability and empathy matter everywhere,
 * waiting time only when it gets extreme, accessibility and menu hardly, focus and knowledge in one organisation and not in another. How
 * long a call took (an attribute) has nothing to do with it.
 */
export const sevenDrivers: DemoProgramme = {
  instrument: "seven-drivers",
  sizes: "one",
  organisations: ORGANISATIONS,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "channel",
    "touchpoint",
    "attribute.handling_time",
    "nps",
    "satisfaction",
    ...DRIVERS.map((driver) => driver.code),
  ],
  rows: () => {
    const sizes = apportion(
      RESPONDENTS,
      ORGANISATIONS.map(() => 1),
    );
    return ORGANISATIONS.flatMap(({ code }, at) => callers(code, at, sizes[at] ?? 0));
  },
};

/** Every organisation has a random source of its own: changing one leaves the others as they are. */
function callers(organisation: string, at: number, size: number): readonly DemoRow[] {
  const random = randomSource(SEED * 100 + at);
  const day = daysIn("2011-01-01", "2012-01-01", random);
  const opinion = balancedNormals(size, random);
  const own = DRIVERS.map(() => balancedNormals(size, random));
  const [mood, loyalty] = [balancedNormals(size, random), balancedNormals(size, random)];
  const touchpoints = quota(TOUCHPOINTS, size, random);
  const handling = quota(HANDLING, size, random);
  return opinion.map((general, i): DemoRow => {
    const marks = DRIVERS.map(({ mean, spread: deviation, halo }, d) => {
      const opinionOfThis = halo * general + Math.sqrt(1 - halo ** 2) * own[d]![i]!;
      return answerNear(mean + deviation * opinionOfThis, 1, 10);
    });
    const moved = DRIVERS.reduce((sum, driver, d) => {
      return sum + driver.effect(at) * ((marks[d]! - driver.mean) / driver.spread);
    }, 0);
    const service = moved - waitingPenalty(marks[WAITING]!);
    return {
      external_id: `caller-${i + 1}`,
      organisation,
      responded_at: day(),
      channel: "phone",
      touchpoint: touchpoints[i]!,
      "attribute.handling_time": handling[i]!,
      nps: answerNear(7.3 + 1.2 * service + 1.1 * loyalty[i]!, 0, 10),
      satisfaction: answerNear(7.3 + service + 0.8 * mood[i]!, 1, 10),
      ...Object.fromEntries(DRIVERS.map(({ code }, d) => [code, marks[d]!])),
    };
  });
}

const WAITING = DRIVERS.findIndex(({ code }) => code === "waiting_time");
