import { describeGroups, describePlan } from "./column-plan.ts";
import type { Instrument } from "../instrument/store.ts";
import type { ColumnTotals, EvaluationTrace } from "./evaluation-trace.ts";

/** How an operation was answered: every pass over stored answers, with the names of what it asked. Plain data. */
export interface ExplainedPlan {
  readonly evaluations: readonly ExplainedEvaluation[];
}

type ExplainedEvaluation = Omit<EvaluationTrace, "plan" | "related"> & {
  readonly instrument: string;
  /** Codes, with the slots where the answers stand. */
  readonly questions: readonly { readonly code: string; readonly slot: number }[];
  readonly plan: Omit<EvaluationTrace["plan"], "questions">;
  /** What was counted in the same pass for comparisons: the same questions of other responses, or by other groups. */
  readonly related: readonly Omit<EvaluationTrace["plan"], "questions">[];
};

export function explainPlan(trace: readonly EvaluationTrace[], instruments: readonly Instrument[]): ExplainedPlan {
  return {
    evaluations: trace.map(({ plan: { questions, ...plan }, related, ...made }) => {
      const instrument = instruments.find(({ id }) => id === plan.instrumentId);
      const codeOf = (slot: number): string =>
        [...(instrument?.questions ?? []), ...(instrument?.earlier ?? [])].find((one) => one.slot === slot)?.code ??
        `slot ${slot}`;
      return {
        ...made,
        instrument: instrument?.code ?? String(plan.instrumentId),
        questions: questions.map(({ slot }) => ({ code: codeOf(slot), slot })),
        plan,
        related: related.map(({ questions: _, ...other }) => other),
      };
    }),
  };
}

/** The same in words. */
export function describeExplained({ evaluations }: ExplainedPlan): string {
  if (evaluations.length === 0) return "no pass over answers\n";
  return evaluations
    .map((evaluation, at) => {
      const { kernel, instrument, questions, plan, related, segments, tailRows, cached, read } = evaluation;
      const codes = questions.map(({ code }) => code).join(", ");
      return [
        `pass ${at + 1} of ${evaluations.length}: ${KERNELS[kernel]}${codes === "" ? "" : ` ${codes}`} of ${instrument}`,
        ...describePlan(plan),
        ...related.flatMap((other) => ["and, to compare:", ...describeGroups(other).map((line) => `  ${line}`)]),
        `segments: ${segments.count} with ${segments.rows} rows; not in segments yet: ${tailRows} rows`,
        `columns: ${totals(cached)} in memory, ${totals(read)} read from the database`,
      ].join("\n  ");
    })
    .join("\n")
    .concat("\n");
}

const KERNELS: Readonly<Record<EvaluationTrace["kernel"], string>> = {
  count: "count responses",
  tally: "tally",
  gram: "sum up how answers go together to",
  gather: "gather answers person by person to",
};

const totals = ({ columns, bytes }: ColumnTotals): string => `${columns} (${(bytes / 1024).toFixed(1)} KiB)`;
