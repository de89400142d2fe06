import type { DriverMethod, OverviewQuery, ResponseFilter } from "./generated/graphql.ts";

type Instrument = NonNullable<OverviewQuery["instrument"]>;
export type Question = Instrument["questions"][number];

export interface OrganisationName {
  readonly code: string;
  readonly name: string | null;
  /** Code of its sector. */
  readonly sector: string | null;
}

/** A benchmark needs five others. */
const ORGANISATIONS_TO_COMPARE = 6;

/** What an instrument can show, by the roles of its questions: no programme has a page of its own. */
export interface Programme {
  readonly code: string;
  readonly title: string;
  /** The name says that the answers are invented. */
  readonly isSynthetic: boolean;
  readonly unit: Instrument["unit"];
  readonly nps: Question | null;
  /** Marks and other satisfaction. */
  readonly marks: readonly Question[];
  readonly effort: readonly Question[];
  readonly hasSentiment: boolean;
  readonly hasExperience: boolean;
  readonly hasWordOfMouth: boolean;
  readonly hasReasons: boolean;
  readonly hasAmbassadors: boolean;
  /** How often negative and positive experiences are told to others. */
  readonly hasSharing: boolean;
  /** Events that hurt the relation, and what was done about them. */
  readonly hasRecovery: boolean;
  /** Those whose customers answered, where there are enough to compare. */
  readonly organisations: readonly OrganisationName[];
  /** Choices with a share per category, such as an expectation or a feeling. */
  readonly choices: readonly Question[];
  /** Questions that are answered with no or yes. */
  readonly yesNo: readonly Question[];
  /** Statements on five points, read as the share who agree. */
  readonly agreement: readonly Question[];
  readonly drivers: readonly Question[];
  /** What drivers can be held against, the most telling first. */
  readonly outcomes: readonly Question[];
  readonly driverMethod: Extract<DriverMethod, "LMG" | "RELATIVE_WEIGHT">;
  /** Contact was by several channels, and at several moments. */
  readonly isByChannel: boolean;
  readonly isByTouchpoint: boolean;
  readonly isBySector: boolean;
}

/** The exact measure takes all orders of entry; relative weights come close at a fraction of the work. */
const DRIVERS_FOR_LMG = 12;

const SYNTHETIC = /\s*\(([^()]*synthe[^()]*)\)$/i;

/**
 * A name without the words that mark its answers as invented; the page says that beside it.
 *
 * @example
 * withoutMark("Contact monitor (synthetic demo data)") // => "Contact monitor"
 */
export function withoutMark(label: string): string {
  return label.replace(SYNTHETIC, "");
}

/** The parts of the page of an instrument. */
export function programmeOf(
  instrument: Instrument,
  {
    channels,
    touchpoints,
    sectors,
    organisations,
  }: Pick<OverviewQuery, "channels" | "touchpoints" | "sectors" | "organisations">,
): Programme {
  const { questions, label, code, unit } = instrument;
  const withRole = (role: Question["role"]): readonly Question[] =>
    questions.filter((question) => question.role === role);
  const ofDimension = (dimension: string): readonly Question[] =>
    withRole("STATEMENT").filter((question) => question.dimension === dimension);
  const choices = [...withRole("EXPECTATION"), ...withRole("FEELING"), ...withRole("CHOICE")];
  const declared = ofDimension("driver");
  const isReadOtherwise = (question: Question): boolean =>
    ["functional", "emotional", "agreement", "outcome", "recovery"].includes(question.dimension ?? "");
  const drivers =
    declared.length > 0 ? declared : withRole("STATEMENT").filter((question) => !isReadOtherwise(question));
  const isYesNo = ({ points }: Question): boolean => points.map((point) => point.code).join() === "no,yes";
  const funnel = ["proud", "talks"];
  const hasAll = (codes: readonly string[]): boolean =>
    codes.every((name) => questions.some((question) => question.code === name));
  const hasAmbassadors = hasAll(funnel);
  const members = organisations.nodes.flatMap(({ key }) =>
    key.organisation === null ? [] : [{ ...key.organisation, sector: key.sector?.code ?? null }],
  );
  const areMany = members.length >= ORGANISATIONS_TO_COMPARE && !organisations.truncated && unit !== "ORGANISATION";
  return {
    code,
    title: withoutMark(label),
    isSynthetic: SYNTHETIC.test(label),
    unit,
    nps: withRole("NPS")[0] ?? null,
    marks: withRole("SATISFACTION"),
    effort: withRole("CES"),
    hasSentiment: withRole("SENTIMENT").length === 1,
    hasExperience: ofDimension("functional").length > 0 && ofDimension("emotional").length > 0,
    hasWordOfMouth: withRole("WORD_OF_MOUTH").length === 1,
    hasReasons: withRole("REASONS").length > 0,
    hasAmbassadors,
    hasSharing: hasAll(["shared_positive", "shared_negative"]),
    hasRecovery: hasAll(["event_impact", "event_responsibility", "event_action"]),
    organisations: areMany ? members : [],
    choices: choices.filter((question) => !isYesNo(question)),
    yesNo: choices.filter((question) => isYesNo(question) && !(hasAmbassadors && funnel.includes(question.code))),
    agreement: ofDimension("agreement"),
    drivers: drivers.length > 1 ? drivers : [],
    outcomes: [...withRole("SATISFACTION").filter(({ dimension }) => dimension !== "recovery"), ...withRole("NPS")]
      .filter(({ code: name }) => !name.startsWith("event_"))
      .concat(ofDimension("outcome")),
    driverMethod: drivers.length > DRIVERS_FOR_LMG ? "RELATIVE_WEIGHT" : "LMG",
    isByChannel: channels.nodes.filter(({ key }) => key.channel !== null).length > 1,
    isByTouchpoint: touchpoints.nodes.filter(({ key }) => key.touchpoint !== null).length > 1,
    isBySector: sectors.nodes.filter(({ key }) => key.sector !== null).length > 1,
  };
}

/**
 * Categories that a programme publishes, where it does not publish all: the rest is shown as unstated, which says nothing about how
 * those people answered.
 */
const PUBLISHED: Readonly<Record<string, readonly string[]>> = {
  "national-experience/expectation": ["as_expected", "surprised"],
  "retention-benchmark/customer_owner": ["managing_director", "customer_service", "sales", "marketing"],
  "retention-benchmark/data_stored": ["fully", "partly", "not"],
};

/** The categories to name; null: all. */
export function publishedCategories(instrument: string, question: string): string[] | null {
  return PUBLISHED[`${instrument}/${question}`]?.slice() ?? null;
}

/** Calendar years with answers, oldest first, and whether they are apart enough to be looked at one by one. */
interface Years {
  readonly years: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly isLong: boolean;
}

/**
 * @example
 * yearsOf([{ from: "2013-10-01", until: "2014-01-01" }, { from: "2014-01-01", until: "2014-04-01" }]).isLong // => false
 */
export function yearsOf(quarters: readonly { readonly from: string; readonly until: string }[]): Years {
  const starts = quarters.map(({ from }) => from).sort();
  const first = starts[0] ?? "";
  const last = starts.at(-1) ?? "";
  const [from, until] = [first, last].map(
    (day) => 4 * Number(day.slice(0, 4)) + Math.floor((Number(day.slice(5, 7)) - 1) / 3),
  );
  return {
    years: [...new Set(starts.map((day) => day.slice(0, 4)))],
    first,
    last,
    isLong: until! - from! >= 4,
  };
}

/** Which responses count, from what the reader chose: a code such as `sector:bank` and a year such as `2011`. */
export function filterOf(who: string | null, year: string | null): ResponseFilter {
  const [kind, code] = who === null ? [] : [who.slice(0, who.indexOf(":")), who.slice(who.indexOf(":") + 1)];
  return {
    ...(kind === "sector" && code !== undefined ? { sectors: [code] } : {}),
    ...(kind === "organisation" && code !== undefined ? { organisations: [code] } : {}),
    ...(year === null ? {} : { from: `${year}-01-01`, until: `${Number(year) + 1}-01-01` }),
  };
}

/** The organisation that is held against the others: the chosen one, or else the first of the chosen sector, or of all. */
export function organisationOf({ organisations }: Programme, who: string | null): OrganisationName | null {
  return (
    organisations.find(({ code }) => who === `organisation:${code}`) ??
    organisations.find(({ sector }) => who === `sector:${sector}`) ??
    organisations[0] ??
    null
  );
}
