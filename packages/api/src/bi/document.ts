import type { Instrument } from "../instrument/store.ts";
import { BI_METRICS, type BiMetric } from "./metric.ts";
import { invalidParameter, quoted } from "./parameters.ts";

/** A metric to be asked of one question, and the alias under which the document asks for it. */
export interface Asked {
  readonly name: string;
  readonly metric: BiMetric;
  readonly question: string | null;
  readonly alias: string;
}

/**
 * Which metrics are asked of which questions of an instrument.
 *
 * @throws HttpProblem `PARAMETER_INVALID` for a metric or a question that the instrument does not serve
 */
export function planMetrics(
  instrument: Instrument,
  metrics: readonly string[],
  questions: readonly string[] | null,
): readonly Asked[] {
  const served = Object.keys(BI_METRICS).filter((name) => BI_METRICS[name]!.serves(instrument).length > 0);
  const names = `${served.join(", ")} (what ${instrument.code} serves)`;
  if (metrics.length === 0) throw invalidParameter("metrics", names, "none");
  const fields: string[] = [];
  const asked = [...new Set(metrics)].flatMap((name) => {
    if (!served.includes(name)) throw invalidParameter("metrics", names, quoted(name));
    const metric = BI_METRICS[name]!;
    return metric
      .serves(instrument)
      .filter((question) => question === null || questions === null || questions.includes(question))
      .map((question) => {
        const field = JSON.stringify([metric.field, metric.args, question]);
        if (!fields.includes(field)) fields.push(field);
        return { name, metric, question, alias: `m${fields.indexOf(field)}` };
      });
  });
  for (const question of questions ?? []) {
    if (asked.some((one) => one.question === question)) continue;
    const codes = metrics.flatMap((name) => BI_METRICS[name]!.serves(instrument)).filter((code) => code !== null);
    throw invalidParameter(
      "question",
      `codes of questions that serve ${metrics.join(", ")} (${[...new Set(codes)].join(", ")})`,
      quoted(question),
    );
  }
  return asked;
}

const ESTIMATE = `{
  metric unit value standardError status reason
  interval(level: $level) { low high }
  base { valid weighted }
}`;

/** The GraphQL document that answers; what people sent goes in as variables. */
export function documentFor(asked: readonly Asked[]): string {
  const aliases = [...new Set(asked.map(({ alias }) => alias))];
  const fields = aliases.map((alias) => {
    const parts = asked.filter((one) => one.alias === alias);
    const { metric, question } = parts[0]!;
    const args = [metric.args, question === null ? undefined : `question: ${JSON.stringify(question)}`];
    const given = args.filter((arg) => arg !== undefined).join(", ");
    return `${alias}: ${metric.field}${given === "" ? "" : `(${given})`} { ${selectionOf(metric, parts)} }`;
  });
  return `query Metrics(
    $instrument: String!, $where: ResponseFilter, $by: [GroupBy!], $first: Int, $weighting: String, $level: Float!, $language: String!
  ) {
    segments(instrument: $instrument, where: $where, by: $by, first: $first, weighting: $weighting) {
      totalCount
      nodes {
        key {
          organisation { code name }
          sector { code label(language: $language) }
          channel { code label(language: $language) }
          touchpoint { code label(language: $language) }
          audience
          period { label from until }
          attributes { name value }
        }
        ${fields.join("\n        ")}
      }
    }
  }`;
}

function selectionOf(metric: BiMetric, parts: readonly Asked[]): string {
  const category = `code label(language: $language) share ${ESTIMATE}`;
  if (metric.many === true) return metric.field === "shares" ? `categories { ${category} }` : category;
  // The estimate itself carries the fields of ESTIMATE, the others theirs.
  return parts
    .map(({ metric: { part } }) => (part === undefined ? ESTIMATE.slice(1, -1) : `${part} ${ESTIMATE}`))
    .join(" ");
}
