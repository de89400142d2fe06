import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { mergeBatteries, subtractBatteries } from "./battery.ts";
import { batteryOf, emptyBattery, type StatementAnswers } from "./battery-of.ts";
import { mergeWeightSums } from "./weight-sums.ts";
import { ONE_TO_FIVE, REPORT_MARK } from "./scale.ts";
import { type Answer, NOT_APPLICABLE } from "./tally.ts";

const DIMENSIONS = [
  { code: "functional", statements: ["a", "b", "c"].map((code) => ({ code, scale: ONE_TO_FIVE })) },
  {
    code: "emotional",
    statements: [
      { code: "d", scale: ONE_TO_FIVE },
      { code: "e", scale: REPORT_MARK },
    ],
  },
  { code: "ease", statements: [{ code: "f", scale: ONE_TO_FIVE }] },
];

const answer = fc.constantFrom<Answer>(1, 2, 3, 4, 5, null, NOT_APPLICABLE, "off the scale");
const person = fc.record({
  answers: fc.record({ a: answer, b: answer, c: answer, d: answer, e: answer, f: answer }),
  weight: fc.integer({ min: 0, max: 500 }).map((units) => units / 100),
});
const people = fc.array(person, { maxLength: 30 });
type People = readonly { readonly answers: StatementAnswers; readonly weight: number }[];

const unweighted = (all: People) =>
  batteryOf(
    DIMENSIONS,
    all.map(({ answers }) => answers),
    { invalid: "count" },
  );
const weighted = (all: People) =>
  batteryOf(
    DIMENSIONS,
    all.map(({ answers }) => answers),
    { invalid: "count", weights: all.map(({ weight }) => weight) },
  );

/** Sums of equal value in one unit. */
const plain = (battery: ReturnType<typeof unweighted>) => {
  const unit = (size: number) => ({
    places: 2,
    w: new Array<bigint>(size).fill(0n),
    ww: new Array<bigint>(size).fill(0n),
  });
  const all = [...battery.indexes, ...battery.pairs].map(({ n, sums }) => ({
    n,
    sums: mergeWeightSums(sums, unit(sums.w.length)),
  }));
  return { all, unanswered: battery.unanswered, people: battery.people };
};

describe.each([
  ["unweighted", unweighted],
  ["weighted", weighted],
])("a %s battery", (_, count) => {
  test.prop([people, fc.nat(30)])("does not depend on where the people were split", (all, at) => {
    expect(plain(mergeBatteries(count(all.slice(0, at)), count(all.slice(at))))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("does not depend on the order", (a, b) => {
    expect(plain(mergeBatteries(count(a), count(b)))).toEqual(plain(mergeBatteries(count(b), count(a))));
  });

  test.prop([people])("is not changed by nobody", (all) => {
    expect(plain(mergeBatteries(emptyBattery(DIMENSIONS), count(all)))).toEqual(plain(count(all)));
  });

  test.prop([people, people])("gives back what was merged into it", (a, b) => {
    expect(plain(subtractBatteries(mergeBatteries(count(a), count(b)), count(b)))).toEqual(plain(count(a)));
  });

  test.prop([people])("keeps everybody in the ledger of every dimension", (all) => {
    const battery = count(all);
    for (const [d, { missing, notApplicable, invalid }] of battery.unanswered.entries()) {
      expect(battery.indexes[d]!.n + missing + notApplicable + invalid).toBe(all.length);
    }
  });
});
