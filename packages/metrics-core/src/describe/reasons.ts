import type { MetricDefinition } from "./metric-definition.ts";

const multi = { summary: "multi-response tally", version: 1, higherIsBetter: null } as const;
const share = { ...multi, unit: "share", range: "0 to 1" } as const;

const BILDER = "Bilder & Loughin 2004, Biometrics 60, 241–248 (multiple responses)";

/** Questions with several choices. */
export const REASON_DEFINITIONS: readonly MetricDefinition[] = [
  {
    ...share,
    id: "reasons.asked.{code}",
    name: "Reason, of people asked",
    definition: "Share of everybody asked who cite the reason. Shares may add up to more than 1.",
    formula: "Σ w 1(cites it) / Σ w",
    source: BILDER,
  },
  {
    ...share,
    id: "reasons.citing.{code}",
    name: "Reason, of people citing any",
    definition: "Share of the people who cite at least one reason who cite this one. Shares may add up to more than 1.",
    formula: "Σ w 1(cites it) / Σ w 1(cites any)",
    source: BILDER,
  },
  {
    ...share,
    id: "reasons.mentions.{code}",
    name: "Reason, of mentions",
    definition: "Share of all mentions. Shares add up to 1.",
    formula: "Σ w 1(cites it) / Σ w (number of reasons cited)",
    source: "Lumley 2010, Complex Surveys, ch. 2 (linearisation over people)",
  },
  {
    ...multi,
    id: "reasons.contrast.{codes}",
    name: "One reason against another",
    unit: "points",
    range: "−100 to 100",
    definition:
      "Share of everybody asked who cite the first reason minus share who cite the second, of the same people.",
    formula: "100 Σ w (1(cites the first) − 1(cites the second)) / Σ w",
    source: "McNemar 1947, Psychometrika 12; Tango 1998, Statistics in Medicine 17, 891–908 (interval)",
  },
];
