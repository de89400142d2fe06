/** Figures per year, [2010, 2011]. */
type ByYear = readonly [number, number];

export const YEARS = [2010, 2011] as const;

/** Index of a year in `ByYear`. */
export type YearIndex = 0 | 1;

export interface MonitorSector {
  readonly code: string;
  /** Of all ratings, in percent. */
  readonly share: number;
  readonly nps: ByYear;
  /** Points above or below the mark of a channel. */
  readonly marks: ByYear;
  readonly complaints: ByYear;
  /** 1 little to 5 much. */
  readonly effort: ByYear;
  /** Mean on 1 to 3; a null: not on social media yet. */
  readonly sentiment: readonly [number | null, number];
  readonly employees: ByYear;
  /** Whether complaint handling and employees' marks of 2011 are published for this sector itself. */
  readonly published: boolean;
  /** Channels that were used less widely in 2010. */
  readonly newIn2011: readonly string[];
}

/**
 * Published, for 2011: government 5.1 on e-mail and 5.8 on complaints, structurally behind; housing associations better than government
 * and than a year before on every front, over more channels, with 8.7 from employees. The rest is made up around the published averages.
 */
export const SECTORS: readonly MonitorSector[] = [
  {
    code: "government",
    share: 16,
    nps: [-24, -22],
    marks: [-0.95, -0.9],
    complaints: [5.7, 5.8],
    effort: [3, 2.9],
    sentiment: [1.9, 2],
    employees: [8, 8.1],
    published: true,
    newIn2011: [],
  },
  {
    code: "housing",
    share: 12,
    nps: [-12, 3],
    marks: [-0.4, -0.05],
    complaints: [6.5, 7.4],
    effort: [2.7, 2.3],
    sentiment: [null, 2.4],
    employees: [8.5, 8.7],
    published: true,
    newIn2011: ["web", "chat"],
  },
  sector("bank", 14, [4, 6], 0.1, 7.8, 2.4, 2.3, 8.3),
  sector("insurance", 14, [6, 8], 0.1, 7.8, 2.4, 2.35, 8.4),
  sector("energy", 12, [2, 4], 0, 7.6, 2.5, 2.25, 8.3),
  sector("telecom", 12, [-6, -4], -0.15, 7.5, 2.7, 2.15, 8.3),
  sector("care", 10, [20, 23], 0.4, 8.2, 2.1, 2.5, 8.6),
  sector("retail", 10, [22, 25], 0.45, 8.2, 2, 2.45, 8.5),
];

/** Published, for 2011: NPS +4, sentiment 2.3, complaint handling 7.5 and employees' marks 8.4 on average. */
export const OVERALL = {
  nps: [2, 4],
  complaints: [7.3, 7.5],
  sentiment: [2.2, 2.3],
  employees: [8.3, 8.4],
} as const satisfies Readonly<Record<string, ByYear>>;

/** Published: direct contact is rated above telephone and e-mail. */
export const CHANNELS = [
  { code: "phone", share: 46, mark: 7.2 },
  { code: "email", share: 18, mark: 6.6 },
  { code: "counter", share: 14, mark: 7.9 },
  { code: "web", share: 12, mark: 7.1 },
  { code: "letter", share: 6, mark: 6.7 },
  { code: "chat", share: 4, mark: 7.1 },
] as const;

/** Published: 5.1 for government in 2011. */
export const GOVERNMENT_EMAIL: ByYear = [5, 5.1];

export const TOUCHPOINTS = [
  ["information", 38],
  ["change", 16],
  ["invoice", 14],
  ["service_request", 20],
  ["complaint", 12],
] as const;

function sector(
  code: string,
  share: number,
  nps: ByYear,
  marks: number,
  complaints: number,
  effort: number,
  sentiment: number,
  employees: number,
): MonitorSector {
  return {
    code,
    share,
    nps,
    marks: [marks - 0.05, marks],
    complaints: [complaints - 0.1, complaints],
    effort: [effort + 0.05, effort],
    sentiment: [sentiment - 0.1, sentiment],
    employees: [employees - 0.1, employees],
    published: false,
    newIn2011: [],
  };
}
