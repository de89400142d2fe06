import { type MetricDefinition, OWN } from "./metric-definition.ts";

const variant = {
  summary: "tally",
  version: 1,
  unit: "points",
  range: "−100 to 100",
  higherIsBetter: true,
} as const;
const sector = { summary: "estimates", version: 1, higherIsBetter: null } as const;

const CONVENTION =
  "a convention in use, not part of the published method; intervals: Rocks 2016, Am. Stat. 70(4) 365–372";
const ACCOUNTS =
  "Reichheld & Markey 2011 (accounts); Lumley 2010, Complex Surveys, ch. 3 (standard error from clusters)";

/** Variants of the Net Promoter Score, numbers with the organisation as unit, and numbers made of estimates. */
export const INFERENCE_DEFINITIONS: readonly MetricDefinition[] = [
  {
    ...variant,
    id: "nps.0_10.european",
    name: "Net Promoter Score, European cuts",
    definition: "Share of answers 8–10 minus share of answers 0–5 on the 0–10 recommend item.",
    formula: "100 (share(8–10) − share(0–5))",
    source: CONVENTION,
  },
  {
    ...variant,
    id: "nps.1_10",
    name: "Net Promoter Score on 1–10",
    definition: "Share of answers 9–10 minus share of answers 1–6 on a 1–10 recommend item.",
    formula: "100 (share(9–10) − share(1–6))",
    source: CONVENTION,
  },
  {
    ...variant,
    id: "nps.1_7",
    name: "Net Promoter Score on 1–7",
    definition: "Share of answers 6–7 minus share of answers 1–4 on a 1–7 recommend item.",
    formula: "100 (share(6–7) − share(1–4))",
    source: CONVENTION,
  },
  {
    ...variant,
    id: "nps.1_5",
    name: "Net Promoter Score on 1–5",
    definition: "Share of answers 5 minus share of answers 1–3 on a 1–5 recommend item.",
    formula: "100 (share(5) − share(1–3))",
    source: CONVENTION,
  },
  {
    ...variant,
    id: "nps.custom.{cuts}",
    name: "Net Promoter Score with other cuts",
    definition:
      "Share at or above the promoter cut minus share at or below the detractor cut; scale and cuts stand in the id.",
    formula: "100 (share(x ≥ promoter cut) − share(x ≤ detractor cut))",
    source: CONVENTION,
  },
  {
    ...variant,
    id: "enps",
    name: "Employee Net Promoter Score",
    definition:
      "Share of employees who would recommend working here (9–10) minus share of those who would not (0–6). Unit of analysis: employee.",
    formula: "100 (P − D)",
    source: "Reichheld & Markey 2011, The Ultimate Question 2.0; intervals: Rocks 2016, Am. Stat. 70(4) 365–372",
  },
  {
    ...variant,
    id: "nps.accounts.pooled",
    name: "Net Promoter Score of accounts, pooled",
    definition: "Every response of a business customer counts the same. Unit of sampling: account.",
    formula: "Σ W_a θ_a / Σ W_a",
    source: ACCOUNTS,
  },
  {
    ...variant,
    id: "nps.accounts.mean",
    name: "Net Promoter Score of accounts, mean",
    definition:
      "Mean of the scores of the accounts: every business customer counts the same. Unit of sampling: account.",
    formula: "Σ θ_a / A",
    source: ACCOUNTS,
  },
  {
    ...variant,
    id: "nps.accounts.revenue",
    name: "Net Promoter Score of accounts, weighted by revenue",
    definition: "Mean of the scores of the accounts, weighted by their revenue. Unit of sampling: account.",
    formula: "Σ r_a θ_a / Σ r_a",
    source: ACCOUNTS,
  },
  {
    id: "organisations.top_{k}",
    name: "Share of organisations that agree",
    unit: "share",
    range: "0 to 1",
    higherIsBetter: null,
    definition:
      "Share of organisations whose informants, taken together, choose one of the k best points. Unit of analysis: organisation.",
    formula: "organisations that agree / organisations with an answer",
    summary: "tally",
    source: "Bliese 2000 (aggregation); Wilson 1927, JASA 22 (interval)",
    version: 1,
  },
  {
    ...sector,
    id: "benchmark.equal",
    name: "Sector value, mean of organisations",
    unit: "scale",
    range: "that of the metric",
    definition: "Mean of the numbers of the organisations of a sector, one's own left out.",
    formula: "Σ m_s / S",
    source: OWN,
  },
  {
    ...sector,
    id: "benchmark.pooled",
    name: "Sector value, pooled",
    unit: "scale",
    range: "that of the metric",
    definition: "Number of all answers of a sector together, one's own organisation left out.",
    formula: "Σ W_s m_s / Σ W_s",
    source: OWN,
  },
  {
    ...sector,
    id: "benchmark.median",
    name: "Sector value, median",
    unit: "scale",
    range: "that of the metric",
    definition: "Number of the organisation in the middle of a sector, one's own left out.",
    formula: "median of m_s",
    source: "Hyndman & Fan 1996, Am. Stat. 50(4), 361–365 (type 7)",
  },
  {
    ...sector,
    id: "benchmark.percentile",
    name: "Percentile among peers",
    unit: "index",
    range: "0 to 100",
    higherIsBetter: true,
    definition: "Share of the peers below, and half of those level.",
    formula: "100 (B + E/2) / N",
    source: `${OWN}; interval: Goldstein & Spiegelhalter 1996, JRSS A 159, 385–443`,
  },
  {
    ...sector,
    id: "benchmark.rank",
    name: "Rank in the sector",
    unit: "rank",
    range: "1 to the number of organisations",
    higherIsBetter: false,
    definition:
      "Place among the organisations of a sector, 1 is best; organisations that are level share the middle of their places.",
    formula: "1 + better + (level − 1)/2",
    source: "Goldstein & Spiegelhalter 1996, JRSS A 159, 385–443",
  },
  {
    ...sector,
    id: "trend.slope",
    name: "Linear trend",
    unit: "scale",
    range: "any, in the unit of the metric per unit of time",
    definition: "Change per period of a straight line through the periods, each weighted by its precision.",
    formula: "Σ w (t − t̄)(m − m̄) / Σ w (t − t̄)², w = 1/SE²",
    source: "Cochran 1954, Biometrics 10, 101–129",
  },
  {
    ...sector,
    id: "effect.hedges_g",
    name: "Effect size",
    unit: "ratio",
    range: "any",
    definition: "Difference of two means in pooled standard deviations, freed of its small-sample bias.",
    formula: "J (m₂ − m₁) / s",
    source: "Hedges 1981, J. Educational Statistics 6, 107–128",
  },
];
