import { Temporal } from "temporal-polyfill";
import { HttpProblem } from "../server/problem.ts";

/** What a file for BI tools is asked for, as GraphQL takes it where it can. */
export interface MetricsParameters {
  readonly instrument: string;
  readonly metrics: readonly string[];
  /** `null`: all that serve a metric. */
  readonly questions: readonly string[] | null;
  readonly by: readonly GroupKey[];
  readonly where: Readonly<Record<string, unknown>>;
  readonly weighting: string;
  readonly level: number;
  readonly language: string;
}

/** One thing to group by, under the name of its column. */
export interface GroupKey {
  readonly name: string;
  readonly group: { readonly dimension: string } | { readonly period: string } | { readonly attribute: string };
}

const DIMENSIONS = ["organisation", "sector", "channel", "touchpoint", "audience"] as const;
const GRAINS = ["day", "week", "month", "quarter", "year"] as const;
const AUDIENCES = ["customer", "employee", "organisation"] as const;
const ATTRIBUTE = "attribute.";

/** Every parameter but the attributes; with what it takes, for `klik export --help`. */
export const PARAMETERS = {
  instrument: "code of the instrument",
  metrics: "what to measure, such as nps,ces",
  question: "codes of questions; left out: all that serve a metric",
  by: `what to group by: ${[...DIMENSIONS, ...GRAINS].join(", ")}, ${ATTRIBUTE}NAME`,
  organisation: "only these organisations, by code",
  sector: "only these sectors, by code",
  channel: "only these channels, by code",
  touchpoint: "only these contact moments, by code",
  audience: `only answers of ${AUDIENCES.join(", ")}`,
  from: "first day, such as 2026-01-01",
  until: "first day that is not included",
  weighting: "response (as the responses came) or none",
  level: "confidence level, between 0 and 1; 0.95 when left out",
  language: "of labels; en when left out",
} as const;

type Parameter = keyof typeof PARAMETERS;

/** A parameter that cannot be used: which, what was expected and what came. */
export function invalidParameter(parameter: string, expected: string, got: string): HttpProblem {
  const details = { parameter, expected, got };
  return new HttpProblem(400, "PARAMETER_INVALID", `${parameter}: expected ${expected}, got ${got}`, { details });
}

export const quoted = (text: string): string => JSON.stringify(text.slice(0, 60));

/**
 * Lists are separated by commas, or the parameter is repeated; values of attributes are repeated only, since they may hold commas.
 *
 * @throws HttpProblem `PARAMETER_INVALID`
 */
export function readMetricsParameters(query: URLSearchParams): MetricsParameters {
  for (const name of query.keys()) {
    if (Object.hasOwn(PARAMETERS, name) || name.startsWith(ATTRIBUTE)) continue;
    throw invalidParameter(
      name.slice(0, 60),
      `one of ${Object.keys(PARAMETERS).join(", ")}, ${ATTRIBUTE}NAME`,
      "another",
    );
  }
  const one = (name: Parameter): string | null => {
    const [value = null, ...more] = query.getAll(name);
    if (more.length > 0) throw invalidParameter(name, "it once", "it more than once");
    return value;
  };
  const list = (name: Parameter): readonly string[] | null => {
    if (!query.has(name)) return null;
    const values = query.getAll(name).flatMap((text) => text.split(",").map((value) => value.trim()));
    if (values.includes("")) throw invalidParameter(name, "values separated by commas", "an empty value");
    return values;
  };
  const instrument = one("instrument");
  if (instrument === null) throw invalidParameter("instrument", "the code of an instrument", "none");
  return {
    instrument,
    metrics: list("metrics") ?? [],
    questions: list("question"),
    by: (list("by") ?? []).map(readGroup),
    where: {
      ...given("organisations", list("organisation")),
      ...given("sectors", list("sector")),
      ...given("channels", list("channel")),
      ...given("touchpoints", list("touchpoint")),
      ...given("audiences", list("audience")?.map(readAudience) ?? null),
      ...given("from", readDay("from", one("from"))),
      ...given("until", readDay("until", one("until"))),
      ...given("attributes", attributesOf(query)),
    },
    weighting: one("weighting") ?? "response",
    level: readLevel(one("level")),
    language: one("language") ?? "en",
  };
}

const given = (name: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === null ? {} : { [name]: value };

function readGroup(name: string): GroupKey {
  if (DIMENSIONS.some((dimension) => dimension === name)) return { name, group: { dimension: name.toUpperCase() } };
  if (GRAINS.some((grain) => grain === name)) return { name: "period", group: { period: name.toUpperCase() } };
  if (name.startsWith(ATTRIBUTE)) return { name, group: { attribute: name.slice(ATTRIBUTE.length) } };
  throw invalidParameter("by", [...DIMENSIONS, ...GRAINS, `${ATTRIBUTE}NAME`].join(", "), quoted(name));
}

function readAudience(name: string): string {
  if (AUDIENCES.some((audience) => audience === name)) return name.toUpperCase();
  throw invalidParameter("audience", AUDIENCES.join(", "), quoted(name));
}

function readDay(name: "from" | "until", text: string | null): string | null {
  if (text === null) return null;
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: "reject" }).toString();
  } catch {
    // Falls through to the one message for every wrong day.
  }
  throw invalidParameter(name, "a day such as 2026-01-01", quoted(text));
}

function readLevel(text: string | null): number {
  const level = text === null ? 0.95 : Number(text);
  if (text?.trim() !== "" && level > 0 && level < 1) return level;
  throw invalidParameter("level", "a number between 0 and 1, such as 0.95", quoted(text ?? ""));
}

function attributesOf(query: URLSearchParams): unknown {
  const names = [...new Set(query.keys())].filter((name) => name.startsWith(ATTRIBUTE));
  if (names.length === 0) return null;
  return names.map((name) => ({ name: name.slice(ATTRIBUTE.length), in: query.getAll(name) }));
}
