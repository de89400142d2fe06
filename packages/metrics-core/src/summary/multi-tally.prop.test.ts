import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type MultiAnswer, multiQuestion } from "./multi-question.ts";
import {
  ASKED_SLOT,
  CITING_SLOT,
  emptyMultiTally,
  mergeMultiTallies,
  type MultiTally,
  multiTallyOf,
  pairSlot,
  subtractMultiTallies,
} from "./multi-tally.ts";
import { NOT_APPLICABLE } from "./tally.ts";

const CODES = ["a", "b", "c", "d"];
const QUESTION = multiQuestion(CODES, { none: "none" });

interface Person {
  readonly answer: MultiAnswer;
  readonly weight: string;
}

const person: fc.Arbitrary<Person> = fc.record({
  answer: fc.oneof(
    { weight: 6, arbitrary: fc.subarray(CODES) },
    fc.constantFrom<MultiAnswer>(["none"], null, NOT_APPLICABLE, ["a", "none"]),
  ),
  weight: fc.tuple(fc.nat(9), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
});
const people = fc.array(person, { maxLength: 40 });

const answers = (all: readonly Person[]) => all.map(({ answer }) => answer);
const unweighted = (all: readonly Person[]) => multiTallyOf(QUESTION, answers(all), { invalid: "count" });
const weighted = (all: readonly Person[]) =>
  multiTallyOf(QUESTION, answers(all), { invalid: "count", weights: all.map(({ weight }) => weight) });

const plain = ({ n, weights, unanswered }: MultiTally) => ({
  n,
  w: (weights?.w ?? n.map(BigInt)).map((sum) => sum * 10n ** BigInt(4 - (weights?.places ?? 0))),
  ww: (weights?.ww ?? n.map(BigInt)).map((sum) => sum * 10n ** BigInt(8 - 2 * (weights?.places ?? 0))),
  unanswered,
});

describe.each([
  ["unweighted", unweighted],
  ["weighted", weighted],
])("a %s multi-response tally", (_, count) => {
  test.prop([people, fc.nat(40)])("does not depend on where the people were split", (all, at) => {
    expect(plain(mergeMultiTallies(count(all.slice(0, at)), count(all.slice(at))))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("does not depend on the order", (a, b) => {
    expect(plain(mergeMultiTallies(count(a), count(b)))).toEqual(plain(mergeMultiTallies(count(b), count(a))));
  });

  test.prop([people])("is not changed by nobody", (all) => {
    expect(plain(mergeMultiTallies(emptyMultiTally(QUESTION), count(all)))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("gives back what was merged into it", (a, b) => {
    expect(plain(subtractMultiTallies(mergeMultiTallies(count(a), count(b)), count(b)))).toEqual(plain(count(a)));
  });

  test.prop([people])("counts pairs ≤ option ≤ citing ≤ asked", (all) => {
    const { n } = count(all);
    expect(n[CITING_SLOT]).toBeLessThanOrEqual(n[ASKED_SLOT]!);
    for (const i of CODES.keys()) {
      expect(n[pairSlot(QUESTION, i, i)]).toBeLessThanOrEqual(n[CITING_SLOT]!);
      for (const j of CODES.keys()) {
        expect(n[pairSlot(QUESTION, i, j)]).toBeLessThanOrEqual(n[pairSlot(QUESTION, j, j)]!);
      }
    }
  });
});
