import { type RandomSource, randomSource } from "@klik/metrics-core/distributions";
import { syntheticCompanies } from "../companies.ts";
import { daysIn } from "../days.ts";
import type { DemoProgramme, DemoRow } from "../demo-programme.ts";
import { inOrder } from "../in-order.ts";
import { balancedNormals } from "../normals.ts";
import { apportion, quota, repeated } from "../quota.ts";

const SEED = 2019;
const COMPANIES = syntheticCompanies("Company", 520);

/** Published: so many percent agree. How strongly they agree, and what the others say, is made up. */
const AGREEING = { leaders_set_example: 16, employees_like_feedback: 16, others_feel_responsible: 13 } as const;

/** Percent that say yes. Published in words only: nearly all collect feedback, a very small part does anything with the outcome. */
const YES = {
  collects_feedback: 96,
  measures_satisfaction: 90,
  measures_nps: 62,
  acts_on_feedback: 7,
  answers_customers: 6,
  measures_closing: 4,
} as const;
/** The same, of those that collect feedback. */
const CHANGED = 9;

const SIZES = [
  ["10-49", 40],
  ["50-249", 38],
  ["250+", 22],
] as const;

/** Companies on themselves: one answer each. Whoever does the harder things also does the easier ones. */
export const customerDrivenness: DemoProgramme = {
  instrument: "customer-drivenness",
  sizes: "one",
  organisations: COMPANIES,
  columns: [
    "external_id",
    "organisation",
    "responded_at",
    "attribute.employees",
    ...Object.keys(AGREEING),
    ...Object.keys(YES),
    "changed_after_survey",
  ],
  rows: () => companies(randomSource(SEED)),
};

function companies(random: RandomSource): readonly DemoRow[] {
  const n = COMPANIES.length;
  const day = daysIn("2019-01-01", "2020-01-01", random);
  const sizes = quota(SIZES, n, random);
  const drivenness = balancedNormals(n, random);
  const agreements = Object.entries(AGREEING).map(([code, percent]) => {
    const noise = balancedNormals(n, random);
    const also = drivenness.map((value, i) => value + noise[i]!);
    return [code, inOrder(also, agreement(n, percent))] as const;
  });
  const yes = (total: number, percent: number): number => Math.round((total * percent) / 100);
  const collecting = yes(n, YES.collects_feedback);
  const counts = [
    ...Object.entries(YES).map(([code, percent]) => [code, yes(n, percent)] as const),
    ["changed_after_survey", yes(collecting, CHANGED)] as const,
  ];
  const choices = counts.map(([code, count]) => {
    const none = code === "changed_after_survey" ? n - collecting : 0;
    const answers = repeated([
      ["na", none],
      ["no", n - none - count],
      ["yes", count],
    ]);
    return [code, inOrder(drivenness, answers)] as const;
  });
  return COMPANIES.map((company, i) => ({
    external_id: "2019",
    organisation: company.code,
    responded_at: day(),
    "attribute.employees": sizes[i]!,
    ...Object.fromEntries([...agreements, ...choices].map(([code, answers]) => [code, answers[i]!])),
  }));
}

/** Answers from 1 to 5, lowest first, of which so many percent are 4 or 5. */
function agreement(n: number, percent: number): readonly number[] {
  const agree = Math.round((n * percent) / 100);
  const [one = 0, two = 0, three = 0] = apportion(n - agree, [2, 5, 4]);
  const [four = 0, five = 0] = apportion(agree, [4, 1]);
  return repeated([
    [1, one],
    [2, two],
    [3, three],
    [4, four],
    [5, five],
  ]);
}
