import { type RandomSource, randomSource } from "@klik/metrics-core/distributions";
import { calibratedSums } from "../calibrated-sums.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow, DemoSize } from "../demo-programme.ts";
import { inOrder } from "../in-order.ts";
import { marksWithMean, marksWithSum } from "../marks.ts";
import { balancedNormals } from "../normals.ts";
import { numbering } from "../numbering.ts";
import { apportion, quota } from "../quota.ts";
import { followUpsOf, outcomesOf } from "./contact-monitor-aftermath.ts";
import { messages } from "./contact-monitor-messages.ts";
import { organisationPerResponse, ORGANISATIONS } from "./contact-monitor-organisations.ts";
import {
  CHANNELS,
  GOVERNMENT_EMAIL,
  type MonitorSector,
  OVERALL,
  SECTORS,
  TOUCHPOINTS,
  YEARS,
  type YearIndex,
} from "./contact-monitor-shape.ts";

const SEED = 20110;
const RATINGS_A_YEAR: Readonly<Record<DemoSize, number>> = { small: 4000, full: 200_000 };
const MESSAGES_A_YEAR: Readonly<Record<DemoSize, number>> = { small: 400, full: 10_000 };

const MARK = { spread: 1.6, min: 1, max: 10 } as const;
const EFFORT = { spread: 1.1, min: 1, max: 5 } as const;
const PASSIVES = 0.46;
/** Sectors whose customers of the first year are followed for a year. */
const FOLLOWED: readonly string[] = ["energy", "telecom"];

/** Ratings of contacts with 108 organisations over two years, and coded messages on social media. */
export const contactMonitor: DemoProgramme = {
  instrument: "contact-monitor",
  sizes: "two",
  organisations: ORGANISATIONS,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "channel",
    "touchpoint",
    "respondent_key",
    "attribute.government_type",
    "nps",
    "mark",
    "complaint_handling",
    "effort",
    "sentiment",
  ],
  *rows(size) {
    for (const year of [0, 1] as const) {
      yield* ratings(year, RATINGS_A_YEAR[size]);
      yield* messages(year, MESSAGES_A_YEAR[size]);
    }
  },
  aftermath: (size) => ({
    followUps: followUpsOf(contactMonitor.rows(size)),
    outcomes: outcomesOf(contactMonitor.rows(size)),
  }),
};

function* ratings(year: YearIndex, total: number): Iterable<DemoRow> {
  const counts = apportion(
    total,
    SECTORS.map(({ share }) => share),
  );
  const contacts = SECTORS.map((sector, s) => {
    const random = randomSource(SEED + 10 * year + s);
    return { sector, random, touchpoints: quota(TOUCHPOINTS, counts[s] ?? 0, random) };
  });
  const net = calibratedSums(
    SECTORS.map(({ nps, published }, s) => ({ n: counts[s] ?? 0, mean: nps[year] / 100, published })),
    OVERALL.nps[year] / 100,
  );
  const complaints = calibratedSums(
    contacts.map(({ sector, touchpoints }) => ({
      n: touchpoints.filter((touchpoint) => touchpoint === "complaint").length,
      mean: sector.complaints[year],
      published: sector.published,
    })),
    OVERALL.complaints[year],
  );
  for (const [s, contact] of contacts.entries()) {
    yield* ratingsOf({ ...contact, year, net: net[s] ?? 0, complaints: complaints[s] ?? 0 });
  }
}

interface SectorYear {
  readonly sector: MonitorSector;
  readonly year: YearIndex;
  readonly random: RandomSource;
  readonly touchpoints: readonly string[];
  /** Promoters less detractors. */
  readonly net: number;
  /** Sum of the marks for complaint handling. */
  readonly complaints: number;
}

function* ratingsOf({ sector, year, random, touchpoints, net, complaints }: SectorYear): Iterable<DemoRow> {
  const n = touchpoints.length;
  const organisations = organisationPerResponse(sector.code, n);
  const channels = quota(channelShares(sector, year), n, random);
  const noise = (): readonly number[] => balancedNormals(n, random);
  const [opinion, recommending, finding, handling] = [noise(), noise(), noise(), noise()];
  const pleased = organisations.map((organisation, i) => {
    return organisation.customers + opinion[i]! - (touchpoints[i] === "complaint" ? 0.8 : 0);
  });
  const byChannel = new Map(CHANNELS.map((channel) => [channel.code as string, (channel.mark - 7.1) / 2]));
  const also = (other: readonly number[]): readonly number[] =>
    pleased.map((value, i) => value + byChannel.get(channels[i]!)! + 0.7 * other[i]!);

  const marks = new Array<number>(n);
  for (const channel of CHANNELS) {
    const own = indexesOf(channels, channel.code);
    const mean = markOf(sector, channel, year);
    const given = inOrder(at(pleased, own), marksWithMean(own.length, { ...MARK, mean }));
    own.forEach((i, place) => {
      marks[i] = given[place]!;
    });
  }
  const nps = inOrder(also(recommending), recommendations(n, net));
  const effort = inOrder(
    also(finding).map((value) => -value),
    marksWithMean(n, { ...EFFORT, mean: sector.effort[year] }),
  );
  const complaining = indexesOf(touchpoints, "complaint");
  const mean = complaints / complaining.length;
  const handled = inOrder(
    at(also(handling), complaining),
    marksWithSum(complaining.length, complaints, { ...MARK, mean }),
  );
  const handlings = new Map(complaining.map((i, place) => [i, handled[place]!]));

  const day = daysIn(`${YEARS[year]}-01-01`, `${YEARS[year] + 1}-01-01`, random);
  const number = numbering();
  for (const [i, organisation] of organisations.entries()) {
    const id = `${YEARS[year]}-rating-${number(organisation.code)}`;
    yield {
      external_id: id,
      ...(year === 0 && FOLLOWED.includes(sector.code) ? { respondent_key: id } : {}),
      organisation: organisation.code,
      responded_at: day(),
      channel: channels[i]!,
      touchpoint: touchpoints[i]!,
      "attribute.government_type": organisation.type,
      nps: nps[i]!,
      mark: marks[i]!,
      complaint_handling: handlings.get(i) ?? "na",
      effort: effort[i]!,
    };
  }
}

function channelShares({ newIn2011 }: MonitorSector, year: YearIndex): readonly (readonly [string, number])[] {
  return CHANNELS.map(({ code, share }) => [code, year === 0 && newIn2011.includes(code) ? 0 : share] as const);
}

function markOf({ code, marks }: MonitorSector, channel: (typeof CHANNELS)[number], year: YearIndex): number {
  return code === "government" && channel.code === "email" ? GOVERNMENT_EMAIL[year] : channel.mark + marks[year];
}

/** Answers from 0 to 10, lowest first, of which promoters less detractors are so many. */
function recommendations(n: number, net: number): readonly number[] {
  const outside = Math.round(n * (1 - PASSIVES));
  // One more or less in the middle, so that the two ends are whole numbers.
  const ends = (outside - net) % 2 === 0 ? outside : outside - 1;
  const [detractors, promoters] = [(ends - net) / 2, (ends + net) / 2];
  const spread = (count: number, shares: readonly (readonly [number, number])[]): readonly number[] => {
    const counts = apportion(
      count,
      shares.map(([, share]) => share),
    );
    return shares.flatMap(([point], k) => new Array<number>(counts[k] ?? 0).fill(point));
  };
  return [...spread(detractors, DETRACTORS), ...spread(n - ends, PASSIVE_POINTS), ...spread(promoters, PROMOTERS)];
}

const DETRACTORS = [
  [0, 5],
  [1, 3],
  [2, 5],
  [3, 8],
  [4, 12],
  [5, 25],
  [6, 42],
] as const;
const PASSIVE_POINTS = [
  [7, 47],
  [8, 53],
] as const;
const PROMOTERS = [
  [9, 60],
  [10, 40],
] as const;

const indexesOf = (codes: readonly string[], code: string): readonly number[] =>
  codes.flatMap((one, i) => (one === code ? [i] : []));

const at = (values: readonly number[], indexes: readonly number[]): readonly number[] => indexes.map((i) => values[i]!);
