import { type RandomSource, randomSource } from "@klik/metrics-core/distributions";
import { calibratedSums } from "../calibrated-sums.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow, DemoSize } from "../demo-programme.ts";
import { inOrder } from "../in-order.ts";
import { marksWithSum } from "../marks.ts";
import { balancedNormals } from "../normals.ts";
import { quota } from "../quota.ts";
import { type MonitorOrganisation, ORGANISATIONS, organisationsOf } from "./contact-monitor-organisations.ts";
import { OVERALL, SECTORS, YEARS, type YearIndex } from "./contact-monitor-shape.ts";

const SEED = 20310;
/** Employees asked in each organisation each year. */
const PER_ORGANISATION: Readonly<Record<DemoSize, number>> = { small: 15, full: 60 };

const MARK = { spread: 1.2, min: 1, max: 10 } as const;
/** Published, for 2011: 60 % are proud, and 20 % of those talk about it. In percent. */
const PROUD = [58, 60] as const;
const TALKING = [18, 20] as const;
/** Shares of 0 to 10; made up. */
const RECOMMEND = [1, 0, 1, 1, 2, 5, 10, 19, 26, 20, 15].map((share, point) => [point, share] as const);

/** Employees of the organisations of the contact monitor, over the same two years. */
export const contactMonitorEmployees: DemoProgramme = {
  instrument: "contact-monitor-employees",
  sizes: "two",
  organisations: ORGANISATIONS,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "attribute.government_type",
    "employer_mark",
    "employee_nps",
    "proud",
    "talks",
  ],
  rows: (size) =>
    ([0, 1] as const).flatMap((year) => employees(year, PER_ORGANISATION[size], randomSource(SEED + year))),
};

interface Employee {
  readonly organisation: MonitorOrganisation;
  /** Number within the organisation, from 1. */
  readonly number: number;
  readonly mark: number;
}

function employees(year: YearIndex, each: number, random: RandomSource): readonly DemoRow[] {
  const all = marked(year, each, random);
  const noise = balancedNormals(all.length, random);
  const pleased = all.map(({ mark }, i) => mark + noise[i]!);
  const proudCount = Math.round((all.length * PROUD[year]) / 100);
  const proud = inOrder(
    pleased,
    all.map((_, place) => place >= all.length - proudCount),
  );
  const talks = quota(
    [
      ["yes", TALKING[year]],
      ["no", 100 - TALKING[year]],
    ],
    proudCount,
    random,
  ).values();
  const recommend = inOrder(
    pleased,
    quota(RECOMMEND, all.length, random).toSorted((a, b) => a - b),
  );
  const day = daysIn(`${YEARS[year]}-01-01`, `${YEARS[year] + 1}-01-01`, random);
  return all.map(({ organisation, number, mark }, i) => ({
    external_id: `${YEARS[year]}-employee-${number}`,
    organisation: organisation.code,
    responded_at: day(),
    "attribute.government_type": organisation.type,
    employer_mark: mark,
    employee_nps: recommend[i]!,
    proud: proud[i] === true ? "yes" : "no",
    talks: proud[i] === true ? String(talks.next().value) : "na",
  }));
}

/** Everybody with a mark for the employer: the means of the sectors as published, of the whole too. */
function marked(year: YearIndex, each: number, random: RandomSource): readonly Employee[] {
  const sizes = SECTORS.map(({ code }) => each * organisationsOf(code).length);
  const sums = calibratedSums(
    SECTORS.map((sector, s) => ({ n: sizes[s] ?? 0, mean: sector.employees[year], published: sector.published })),
    OVERALL.employees[year],
  );
  return SECTORS.flatMap(({ code }, s) => {
    const people = organisationsOf(code).flatMap((organisation) =>
      Array.from({ length: each }, (_, i) => ({ organisation, number: i + 1 })),
    );
    const opinion = balancedNormals(people.length, random);
    const pleased = people.map(({ organisation }, i) => organisation.employees + opinion[i]!);
    const [n, sum] = [people.length, sums[s] ?? 0];
    const marks = inOrder(pleased, marksWithSum(n, sum, { ...MARK, mean: sum / n }));
    return people.map((person, i) => ({ ...person, mark: marks[i]! }));
  });
}
