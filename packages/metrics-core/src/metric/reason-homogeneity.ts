import { MetricsError } from "../error.ts";
import type { Flag, Reason } from "../estimate/estimate.ts";
import { SMALL_BASE } from "../estimate/estimate.ts";
import { bigQuotient } from "../numeric/big-quotient.ts";
import { chiSquareSurvival } from "../numeric/chi-square.ts";
import { requireSameQuestion } from "../summary/multi-question.ts";
import { ASKED_SLOT, type MultiTally, pairSlot } from "../summary/multi-tally.ts";
import { weightsOf } from "./reasons.ts";

/** Whether groups cite the reasons equally often. */
export type ReasonHomogeneity =
  | {
      readonly status: "estimated";
      /** X² = Σ (m − expected)²/expected over groups and reasons, before correction. */
      readonly chiSquare: number;
      /**
       * 1 − mentions/(people × reasons): the mean of X² is this times the degrees of freedom when reasons are
       * independent.
       */
      readonly factor: number;
      readonly corrected: number;
      /** (groups − 1) × reasons that anybody cites. */
      readonly degreesOfFreedom: number;
      readonly p: number;
      /** `SMALL_BASE` when a group has fewer than 30 people. */
      readonly flags: readonly Flag[];
    }
  | {
      readonly status: "suppressed";
      /** A group without people, or nobody cites anything, or everybody everything. */
      readonly reason: Extract<Reason, "EMPTY_BASE" | "NO_VARIANCE">;
    };

/**
 * Homogeneity of reasons across groups, for example sectors: chi-square of the mentions with the first-order Rao-Scott
 * correction for people who cite several reasons.
 *
 * Reasons that nobody cites are left out. With weights a group counts as many people as its effective base.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for fewer than 2 groups, `SCALE_MISMATCH` when they answered other questions
 * @see Decady & Thomas 2000, Biometrics 56; Rao & Scott 1981, JASA 76 (first-order correction). A bootstrap is better:
 * Loughin & Scherer 1998, Biometrics 54
 * @example
 * const sector = (n: number, price: number, service: number, image: number) => multiTallyFromCells(multiQuestion(["price", "service", "image"]), [
 *   { options: [], n }, { options: "any", n }, { options: ["price"], n: price }, { options: ["service"], n: service }, { options: ["image"], n: image },
 * ]);
 * reasonHomogeneity([sector(100, 60, 50, 20), sector(80, 45, 30, 30)]) // => { chiSquare: 6.5696, corrected: 11.6315, degreesOfFreedom: 3, p: 0.00876 }
 */
export function reasonHomogeneity(groups: readonly MultiTally[]): ReasonHomogeneity {
  const [first] = groups;
  if (first === undefined || groups.length < 2) {
    throw new MetricsError("ARGUMENT_INVALID", `reasonHomogeneity: expected 2 groups or more, got ${groups.length}`, {
      groups: groups.length,
    });
  }
  for (const { question } of groups) requireSameQuestion("reasonHomogeneity", question, first.question);
  const tables = groups.map(effectiveMentions);
  if (tables.some(({ people }) => people === 0)) return { status: "suppressed", reason: "EMPTY_BASE" };
  const people = sum(tables.map((table) => table.people));
  const columns = first.question.options
    .map((_, option) => tables.map((table) => table.mentions[option]!))
    .filter((mentions) => sum(mentions) > 0);
  const factor = 1 - sum(columns.map(sum)) / (people * columns.length);
  // Without a column the factor is NaN; 0 when everybody cites everything.
  if (!(factor > Number.EPSILON)) return { status: "suppressed", reason: "NO_VARIANCE" };
  const chiSquare = sum(
    columns.flatMap((mentions) =>
      mentions.map((count, group) => {
        const expected = (tables[group]!.people * sum(mentions)) / people;
        return (count - expected) ** 2 / expected;
      }),
    ),
  );
  const degreesOfFreedom = (groups.length - 1) * columns.length;
  return {
    status: "estimated",
    chiSquare,
    factor,
    corrected: chiSquare / factor,
    degreesOfFreedom,
    p: chiSquareSurvival(chiSquare / factor, degreesOfFreedom),
    flags: groups.some(({ n }) => n[ASKED_SLOT]! < SMALL_BASE) ? ["SMALL_BASE"] : [],
  };
}

/**
 * People and mentions of a group, scaled so that all people count 1 and there are as many as the weights are worth,
 * (Σw)²/Σw².
 */
function effectiveMentions(multi: MultiTally): { readonly people: number; readonly mentions: readonly number[] } {
  const { question } = multi;
  const { w, ww } = weightsOf(multi);
  const [weight, squares] = [w[ASKED_SLOT]!, ww[ASKED_SLOT]!];
  const worth = (part: bigint): number => (squares === 0n ? 0 : bigQuotient(part * weight, squares));
  return {
    people: worth(weight),
    mentions: question.options.map((_, option) => worth(w[pairSlot(question, option, option)]!)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
