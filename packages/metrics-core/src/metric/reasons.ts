import { baseFrom } from "../estimate/base.ts";
import { type Estimate, suppressed } from "../estimate/estimate.ts";
import { ratioEstimate } from "../estimate/ratio.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { fixedToNumber } from "../numeric/fixed.ts";
import { ASKED_SLOT, CITING_SLOT, type MultiTally, pairSlot } from "../summary/multi-tally.ts";
import { YES_NO } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { unitWeightSums, type WeightSums } from "../summary/weight-sums.ts";

/**
 * What shares of reasons are of: everybody `asked`, people `citing` at least one reason, or all `mentions`. Shares of
 * people add up to more than 1 when people cite several reasons.
 */
export type ReasonBase = "asked" | "citing" | "mentions";

export interface ReasonShare {
  readonly code: string;
  /** People who cite it, unweighted. */
  readonly count: number;
  /** 0 to 1, of the base. */
  readonly share: Estimate;
  /** 1 for the largest share; equal shares have one rank and the next has the next number. `null` on an empty base. */
  readonly rank: number | null;
  /** Whether another reason has exactly the same weighted count. */
  readonly tied: boolean;
}

export interface Reasons {
  readonly base: ReasonBase;
  /** People asked, people citing, or mentions, unweighted. */
  readonly total: number;
  /** Most cited first; exact ties in the order of their codes. */
  readonly reasons: readonly ReasonShare[];
}

/**
 * Reasons (not) to recommend, and other questions with several choices: shares on a named base, in order.
 *
 * A share of mentions has a standard error over people, because one person's mentions go together.
 *
 * @see Bilder & Loughin 2004, Biometrics 60 (multiple responses)
 * @example
 * reasons(multiTallyOf(multiQuestion(["price", "service"]), [["price"], ["price", "service"], ["price"], []]), "citing")
 * // => { base: "citing", total: 3, reasons: [{ code: "price", count: 3, share: { value: 1 }, rank: 1 }, { code: "service", count: 1, rank: 2 }] }
 */
export function reasons(multi: MultiTally, base: ReasonBase): Reasons {
  const { question, n } = multi;
  const slots = question.options.map((_, i) => pairSlot(question, i, i));
  const totals = { asked: n[ASKED_SLOT]!, citing: n[CITING_SLOT]!, mentions: total(slots.map((slot) => n[slot]!)) };
  const share = { asked: shareOfAsked, citing: shareOfCiting, mentions: shareOfMentions }[base];
  const ordered = inOrder(multi);
  let rank = 0;
  return {
    base,
    total: totals[base],
    reasons: ordered.map(({ option, weight }, at) => {
      const [before, after] = [ordered[at - 1]?.weight, ordered[at + 1]?.weight];
      if (weight !== before) rank++;
      const estimate = share(multi, option);
      return {
        code: question.options[option]!,
        count: n[slots[option]!]!,
        share: estimate,
        rank: estimate.status === "suppressed" ? null : rank,
        tied: weight === before || weight === after,
      };
    }),
  };
}

/** Options by weighted count, largest first, then by code. */
function inOrder(multi: MultiTally): readonly { readonly option: number; readonly weight: bigint }[] {
  const { w } = weightsOf(multi);
  const { question } = multi;
  return question.options
    .map((code, option) => ({ code, option, weight: w[pairSlot(question, option, option)]! }))
    .sort((a, b) => Number(b.weight > a.weight) - Number(b.weight < a.weight) || (a.code < b.code ? -1 : 1));
}

export function weightsOf({ n, weights }: MultiTally): WeightSums {
  return weights ?? unitWeightSums(n);
}

function shareOfAsked(multi: MultiTally, option: number): Estimate {
  return shareOfPeople("asked", multi, option, ASKED_SLOT);
}

function shareOfCiting(multi: MultiTally, option: number): Estimate {
  return shareOfPeople("citing", multi, option, CITING_SLOT);
}

/** Who cites the option and who does not, among the people of a slot, as answers to a question of its own. */
function shareOfPeople(base: ReasonBase, multi: MultiTally, option: number, people: number): Estimate {
  const { question, n, weights, unanswered } = multi;
  const cites = pairSlot(question, option, option);
  const split = (sums: readonly bigint[]): readonly bigint[] => [sums[people]! - sums[cites]!, sums[cites]!];
  const tally: Tally = {
    scale: YES_NO,
    n: [n[people]! - n[cites]!, n[cites]!],
    weights: weights === null ? null : { places: weights.places, w: split(weights.w), ww: split(weights.ww) },
    unanswered: { ...unanswered, notApplicable: unanswered.notApplicable + n[ASKED_SLOT]! - n[people]! },
  };
  return scoreMean(
    tally,
    shareScore(`reasons.${base}.${question.options[option]}`, (_, index) => index === 1),
  );
}

/** Σw y / Σw m, with y 1 for who cites the option and m the number of a person's mentions. */
function shareOfMentions(multi: MultiTally, option: number): Estimate {
  const { question, n } = multi;
  const { places, w, ww } = weightsOf(multi);
  const options = question.options.map((_, i) => i);
  const metric = `reasons.mentions.${question.options[option]}`;
  const base = baseFrom(
    n[CITING_SLOT]!,
    fixedToNumber(w[CITING_SLOT]!, places),
    fixedToNumber(ww[CITING_SLOT]!, 2 * places),
    multi,
    n[ASKED_SLOT]! - n[CITING_SLOT]!,
  );
  if (w[CITING_SLOT] === 0n) return suppressed(metric, "share", base, "EMPTY_BASE");
  const own = pairSlot(question, option, option);
  const together = (i: number): bigint => sum(options.map((j) => ww[pairSlot(question, i, j)]!));
  const sums = {
    y: w[own]!,
    t: sum(options.map((i) => w[pairSlot(question, i, i)]!)),
    yy: ww[own]!,
    yt: together(option),
    tt: sum(options.map(together)),
  };
  const people = { n: n[ASKED_SLOT]!, oneAnswer: w[ASKED_SLOT]! ** 2n === ww[ASKED_SLOT] };
  return ratioEstimate({ metric, unit: "share", kind: "share", range: [0, 1] }, sums, base, people);
}

function total(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}

function sum(weights: readonly bigint[]): bigint {
  return weights.reduce((a, b) => a + b, 0n);
}
