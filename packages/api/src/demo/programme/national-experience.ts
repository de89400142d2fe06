import { type RandomSource, randomSource } from "@klik/metrics-core/distributions";
import { answerNear } from "../answer.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow } from "../demo-programme.ts";
import { inOrder } from "../in-order.ts";
import { balancedNormals } from "../normals.ts";
import { syntheticOrganisations } from "../organisations.ts";
import { apportion, quota } from "../quota.ts";
import { shuffled } from "../shuffle.ts";
import { reasonAnswers } from "./national-experience-reasons.ts";
import { CHANNELS, SECTORS, STATEMENTS, TOUCHPOINTS } from "./national-experience-shape.ts";

const SEED = 2013;
const CUSTOMERS = 2016;
const EMPLOYEES = 300;
/** Customers who left a provider before. */
const LEAVERS = 500;
const ORGANISATIONS_PER_SECTOR = 4;

const ORGANISATIONS = SECTORS.flatMap(({ code }) => syntheticOrganisations(code, ORGANISATIONS_PER_SECTOR));

/** Published: 59 % as expected, 4 % positively surprised. How the other 37 % are spread is not: that is made up. */
const EXPECTATION = [
  ["far_below", 4],
  ["below", 19],
  ["as_expected", 59],
  ["above", 14],
  ["surprised", 4],
] as const;
/** Published: half keep a positive feeling. */
const FEELING = [
  ["negative", 25],
  ["neutral", 25],
  ["positive", 50],
] as const;
/** Published: a negative experience is shared at least twice as often as a positive one. */
const SHARED = { positive: 27, negative: 64 } as const;
/** Published: 68 % leave for lack of personal attention. */
const LEFT_BECAUSE = [
  ["personal_attention", 68],
  ["price", 17],
  ["offer", 9],
  ["other", 6],
] as const;
/** Published: 73 % of employees value appreciation above salary. */
const APPRECIATION = [
  ["appreciation", 73],
  ["equal", 9],
  ["salary", 18],
] as const;
/** Shares of 0 to 10; made up. */
const RECOMMEND = [2, 1, 2, 3, 4, 9, 13, 23, 22, 12, 9].map((share, point) => [point, share] as const);

/** Customers of banks, insurers, energy suppliers and telecom providers on their last contact, and employees of the same organisations. */
export const nationalExperience: DemoProgramme = {
  instrument: "national-experience",
  sizes: "one",
  organisations: ORGANISATIONS,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "audience",
    "channel",
    "touchpoint",
    "expectation",
    "feeling",
    ...STATEMENTS.map(({ code }) => code),
    "nps",
    ...["why_recommend", "why_not_recommend"].flatMap((question) =>
      ["friendliness", "service", "price", "products", "trust"].map((reason) => `${question}.${reason}`),
    ),
    "shared_positive",
    "shared_negative",
    "word_of_mouth",
    "left_because",
    "appreciation_or_salary",
  ],
  rows: () => [...customers(randomSource(SEED)), ...employees(randomSource(SEED + 1))],
};

interface Contact {
  readonly sector: (typeof SECTORS)[number];
  readonly organisation: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly touchpoint: (typeof TOUCHPOINTS)[number];
}

function customers(random: RandomSource): readonly DemoRow[] {
  const all = contacts(random);
  const day = daysIn("2013-10-01", "2014-04-01", random);
  const person = balancedNormals(all.length, random);
  const noises = STATEMENTS.map(() => balancedNormals(all.length, random));
  const statements = all.map(({ sector, channel, touchpoint }, i) =>
    STATEMENTS.map(({ dimension, mean }, s) => {
      const context = sector[dimension] + channel[dimension] + touchpoint[dimension];
      return answerNear(mean + context + 0.4 * person[i]! + 0.65 * noises[s]![i]!, 1, 5);
    }),
  );
  const total = statements.map((answers) => answers.reduce((sum, answer) => sum + answer, 0));
  const like = (noise: number): readonly number[] => {
    const own = balancedNormals(all.length, random);
    return total.map((sum, i) => sum + noise * own[i]!);
  };
  const expectation = inOrder(like(2), inSteps(EXPECTATION, all.length));
  const feeling = inOrder(like(2), inSteps(FEELING, all.length));
  const recommend = inOrder(like(3), inSteps(RECOMMEND, all.length));
  const told = sharing(feeling, random);
  const left = shuffled([...quota(LEFT_BECAUSE, LEAVERS, random), ...blanks(all.length - LEAVERS)], random);
  const reasons = reasonAnswers(
    all.map(({ sector }, i) => ({ sector: sector.code, recommend: recommend[i]! })),
    random,
  );
  return all.map(({ organisation, channel, touchpoint }, i) => ({
    external_id: `customer-${i + 1}`,
    organisation,
    responded_at: day(),
    audience: "customer",
    channel: channel.code,
    touchpoint: touchpoint.code,
    expectation: expectation[i]!,
    feeling: feeling[i]!,
    ...Object.fromEntries(STATEMENTS.map(({ code }, s) => [code, statements[i]![s]!])),
    nps: recommend[i]!,
    ...reasons[i],
    ...told[i],
    left_because: left[i]!,
  }));
}

/** As many of each sector; within it every pair of channel and moment in proportion, so that no channel has the complaints. */
function contacts(random: RandomSource): readonly Contact[] {
  const pairs = CHANNELS.flatMap((channel) =>
    TOUCHPOINTS.map((touchpoint) => [{ channel, touchpoint }, channel.share * touchpoint.share] as const),
  );
  return SECTORS.flatMap((sector) => {
    const organisations = ORGANISATIONS.filter((organisation) => organisation.sector === sector.code);
    return quota(pairs, CUSTOMERS / SECTORS.length, random).map((pair, i) => ({
      ...pair,
      sector,
      organisation: organisations[i % organisations.length]!.code,
    }));
  });
}

/** What became of experiences: who keeps a positive feeling had a positive one, who keeps a negative feeling a negative one. */
function sharing(feelings: readonly string[], random: RandomSource): readonly DemoRow[] {
  const count = (feeling: string): number => feelings.filter((one) => one === feeling).length;
  const dealt = (feeling: keyof typeof SHARED): Iterator<string> =>
    quota(
      [
        ["shared", SHARED[feeling]],
        ["kept", 100 - SHARED[feeling]],
      ],
      count(feeling),
      random,
    ).values();
  const fates = { positive: dealt("positive"), negative: dealt("negative") };
  return feelings.map((feeling) => {
    const fate = feeling === "positive" || feeling === "negative" ? String(fates[feeling].next().value) : "none";
    return {
      shared_positive: feeling === "positive" ? fate : "none",
      shared_negative: feeling === "negative" ? fate : "none",
      word_of_mouth: fate === "shared" ? feeling : "none",
    };
  });
}

function employees(random: RandomSource): readonly DemoRow[] {
  const day = daysIn("2013-10-01", "2014-04-01", random);
  return quota(APPRECIATION, EMPLOYEES, random).map((answer, i) => ({
    external_id: `employee-${i + 1}`,
    organisation: ORGANISATIONS[i % ORGANISATIONS.length]!.code,
    responded_at: day(),
    audience: "employee",
    appreciation_or_salary: answer,
  }));
}

const blanks = (count: number): readonly string[] => new Array<string>(count).fill("");

/** The same as `quota`, in the order of the list. */
function inSteps<T>(shares: readonly (readonly [thing: T, share: number])[], total: number): readonly T[] {
  const counts = apportion(
    total,
    shares.map(([, share]) => share),
  );
  return shares.flatMap(([thing], index) => new Array<T>(counts[index] ?? 0).fill(thing));
}
