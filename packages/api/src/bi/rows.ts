import { type ExecutionResult, GraphQLError, parse } from "graphql";
import type { Context } from "../context.ts";
import { executeOperation } from "../execute/execute-operation.ts";
import type { Instrument } from "../instrument/store.ts";
import { requireScope } from "../access/require-scope.ts";
import { LIMITS } from "../limits.ts";
import { labelIn } from "../plan/labels.ts";
import { schema } from "../schema/schema.ts";
import { HttpProblem } from "../server/problem.ts";
import { type Asked, documentFor, planMetrics } from "./document.ts";
import { type GroupKey, invalidParameter, type MetricsParameters, quoted } from "./parameters.ts";
import { requestProblem } from "./request-problem.ts";

export type Cell = string | number | null;

/** A table in long format: one row per segment, metric, question and category. */
export interface MetricsTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

interface Estimate {
  readonly metric: string;
  readonly unit: string;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly status: string;
  readonly reason: string | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly base: { readonly valid: number; readonly weighted: number };
}

interface CategoryEstimate {
  readonly code: string;
  readonly label: string;
  readonly share: Estimate;
}

interface Named {
  readonly code: string;
  readonly label?: string;
  readonly name?: string | null;
}

interface Key {
  readonly [dimension: string]: unknown;
  readonly period: { readonly label: string; readonly from: string; readonly until: string } | null;
  readonly attributes: readonly { readonly name: string; readonly value: string | null }[];
}

interface Segments {
  readonly totalCount: number;
  readonly nodes: readonly ({ readonly key: Key } & Readonly<Record<string, unknown>>)[];
}

/**
 * Numbers for BI tools: GraphQL's own, asked with a document of our making.
 *
 * @throws HttpProblem for parameters that cannot be used, GraphQLError for a viewer who may not read
 */
export async function metricsTable(context: Context, parameters: MetricsParameters): Promise<MetricsTable> {
  const { metrics, questions, by, level, language, where, weighting } = parameters;
  requireScope(context, "read");
  const instrument = await findInstrument(context, parameters.instrument);
  const asked = planMetrics(instrument, metrics, questions);
  const most = Math.min(LIMITS.segments, Math.floor(LIMITS.cost / numbersOfSegment(asked)));
  const segments = await segmentsOf(context, documentFor(asked), {
    instrument: instrument.code,
    where,
    by: by.map(({ group }) => group),
    first: most,
    weighting,
    level,
    language,
  });
  if (segments.totalCount > most) {
    const expected = `at most ${most} groups of these metrics; group by less, ask fewer metrics, or filter`;
    throw invalidParameter("by", expected, String(segments.totalCount));
  }
  // Demo data say with the name of their instrument that they are synthetic.
  const name = labelIn(instrument.labels, language, instrument.code);
  return {
    columns: [
      ...["instrument", "instrument_label"],
      ...by.flatMap(columnsOf),
      ...["metric", "question", "question_label", "category", "category_label", "definition", "unit"],
      ...["value", "lower", "upper", "level", "standard_error", "n", "weighted_n", "status", "reason"],
    ],
    rows: segments.nodes.flatMap((segment) => {
      const keys = [instrument.code, name, ...by.flatMap((group) => cellsOf(group, segment.key))];
      return asked.flatMap((one) => {
        const question = [one.question, labelOf(instrument, one.question, language)];
        return estimatesOf(one, segment[one.alias]).map(({ category, label, estimate }) => [
          ...keys,
          one.name,
          ...question,
          category,
          label,
          ...numbersOf(estimate, level),
        ]);
      });
    }),
  };
}

/** Categories that a metric of many is reckoned to have. */
const CATEGORIES = 10;

const numbersOfSegment = (asked: readonly Asked[]): number =>
  asked.reduce((sum, { metric }) => sum + (metric.many === true ? CATEGORIES : 1), 0);

async function findInstrument({ instruments }: Context, code: string): Promise<Instrument> {
  // Postgres refuses a text with a NUL; no instrument has one.
  const found = code.includes("\0") ? null : await instruments.byCode(code);
  if (found !== null) return found;
  const details = { parameter: "instrument", expected: "the code of an instrument", got: quoted(code) };
  const message = `instrument: expected the code of an instrument, got ${quoted(code)}`;
  throw new HttpProblem(404, "INSTRUMENT_UNKNOWN", message, { details });
}

async function segmentsOf(context: Context, document: string, variables: Record<string, unknown>): Promise<Segments> {
  const result = (await executeOperation({
    schema,
    document: parse(document),
    contextValue: context,
    variableValues: variables,
  })) as ExecutionResult<{ readonly segments: Segments }>;
  const [error] = result.errors ?? [];
  if (error !== undefined) throw requestProblem(error);
  if (result.data == null) throw new GraphQLError("segments: expected an answer, got none");
  return result.data.segments;
}

function labelOf({ questions }: Instrument, question: string | null, language: string): string | null {
  const found = questions.find(({ code }) => code === question);
  return found === undefined ? null : labelIn(found.labels, language, found.code);
}

function columnsOf({ name, group }: GroupKey): readonly string[] {
  if ("period" in group) return ["period", "period_from", "period_until"];
  if ("attribute" in group || name === "audience") return [name];
  return [name, name === "organisation" ? "organisation_name" : `${name}_label`];
}

function cellsOf({ name, group }: GroupKey, key: Key): readonly Cell[] {
  if ("period" in group) return [key.period?.label ?? null, key.period?.from ?? null, key.period?.until ?? null];
  if ("attribute" in group) return [key.attributes.find((one) => one.name === group.attribute)?.value ?? null];
  if (name === "audience") return [(key["audience"] as string | null)?.toLowerCase() ?? null];
  const named = key[name] as Named | null; // what the document asks for under the other dimensions
  return [named?.code ?? null, named?.label ?? named?.name ?? null];
}

interface OneEstimate {
  readonly category: string | null;
  readonly label: string | null;
  readonly estimate: Estimate;
}

function estimatesOf({ metric }: Asked, field: unknown): readonly OneEstimate[] {
  if (metric.many === true) {
    const categories = (
      metric.field === "shares" ? (field as { categories: unknown }).categories : field
    ) as readonly CategoryEstimate[];
    return categories.map(({ code, label, share }) => ({ category: code, label, estimate: share }));
  }
  const estimate = metric.part === undefined ? field : (field as Readonly<Record<string, unknown>>)[metric.part];
  return [{ category: null, label: null, estimate: estimate as Estimate }];
}

function numbersOf(
  { metric, unit, value, standardError, status, reason, interval, base }: Estimate,
  level: number,
): readonly Cell[] {
  const bounds = [interval?.low ?? null, interval?.high ?? null];
  const words = [status.toLowerCase(), reason?.toLowerCase() ?? null];
  return [metric, unit.toLowerCase(), value, ...bounds, level, standardError, base.valid, base.weighted, ...words];
}
