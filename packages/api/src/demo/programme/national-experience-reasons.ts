import type { RandomSource } from "@klik/metrics-core/distributions";
import type { DemoRow } from "../demo-programme.ts";
import { shuffled } from "../shuffle.ts";

/** Percent of the people asked who cite a reason. */
type Cited = Readonly<Record<string, number>>;

interface Reasons {
  readonly why_recommend: Cited;
  readonly why_not_recommend: Cited;
}

/**
 * Published is the order of the first two. To recommend: banks and insurers for customer friendliness and service, energy and telecom for
 * price and service. Not to: price and service everywhere, but banks for service first, then price. The shares themselves are made up.
 */
const REASONS: Readonly<Record<string, Reasons>> = {
  bank: {
    why_recommend: { friendliness: 54, service: 42, products: 25, trust: 21, price: 14 },
    why_not_recommend: { service: 50, price: 34, friendliness: 20, products: 15, trust: 13 },
  },
  insurance: {
    why_recommend: { friendliness: 51, service: 39, trust: 23, products: 20, price: 18 },
    why_not_recommend: { price: 50, service: 36, trust: 19, friendliness: 16, products: 14 },
  },
  energy: {
    why_recommend: { price: 53, service: 39, friendliness: 21, trust: 15, products: 13 },
    why_not_recommend: { price: 54, service: 37, trust: 18, friendliness: 15, products: 10 },
  },
  telecom: {
    why_recommend: { price: 50, service: 38, products: 24, friendliness: 17, trust: 11 },
    why_not_recommend: { price: 52, service: 38, products: 19, friendliness: 17, trust: 13 },
  },
};

/** Who is asked what, by the answer to the recommend question. */
const ASKED: Readonly<Record<keyof Reasons, (recommend: number) => boolean>> = {
  why_recommend: (recommend) => recommend >= 7,
  why_not_recommend: (recommend) => recommend <= 8,
};

interface Person {
  readonly sector: string;
  readonly recommend: number;
}

/** The answers to both questions on reasons, 1 cited and 0 not; each reason as often as its share says, exactly. */
export function reasonAnswers(people: readonly Person[], random: RandomSource): readonly DemoRow[] {
  const answers = people.map((): Record<string, number> => ({}));
  for (const [sector, questions] of Object.entries(REASONS)) {
    for (const question of ["why_recommend", "why_not_recommend"] as const) {
      const asked = [...people.keys()].filter((i) => {
        const person = people[i]!;
        return person.sector === sector && ASKED[question](person.recommend);
      });
      for (const [reason, percent] of Object.entries(questions[question])) {
        const citing = Math.round((asked.length * percent) / 100);
        shuffled(asked, random).forEach((i, place) => {
          answers[i]![`${question}.${reason}`] = place < citing ? 1 : 0;
        });
      }
    }
  }
  return answers;
}
