import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { answerAt, type Answers, answersOf } from "./gram-answers.ts";
import { type CompleteValues, completeValues, roomFor } from "./gram-complete.ts";

/** Answers in bytes with and without a free bit, in doubles, and without gaps; weights of which some are 0. */
function tableOf(rows: number, seed: number, weighted: boolean): Answers {
  const column = (of: (row: number) => number | null): (number | null)[] =>
    Array.from({ length: rows }, (_, row) => of(row));
  return answersOf(
    {
      mark: column((row) => ((row + seed) % 7 === 0 ? null : (row * seed) % 11)),
      wide: column((row) => ((row ^ seed) % 5 === 0 ? null : (row * 13) % 240)),
      minutes: column((row) => ((row + 2 * seed) % 6 === 0 ? null : (row + 1) / 7)),
      always: column((row) => row % 3),
    },
    weighted ? { weights: Array.from({ length: rows }, (_, row) => (row + seed) % 4) } : {},
  );
}

/** Row by row. */
function byRows(answers: Answers, names: readonly string[], rows: readonly number[]): readonly number[] {
  return rows.filter(
    (row) =>
      names.every((name) => answerAt(answers.columns.get(name)!, row) !== null) &&
      (answers.weights === null || answers.weights.units[row]! > 0),
  );
}

function expectRows({ values, weights, index }: CompleteValues, answers: Answers, names: readonly string[]): void {
  const rows = index === null ? Array.from({ length: answers.length }, (_, row) => row) : [...index];
  for (const [i, name] of names.entries()) {
    const all = answers.columns.get(name)!.values;
    expect([...values[i]!]).toEqual(rows.map((row) => all[row]));
  }
  expect(weights === null ? null : [...weights]).toEqual(
    answers.weights === null ? null : rows.map((row) => answers.weights!.units[row]),
  );
}

const names = fc.subarray(["mark", "wide", "minutes", "always"], { minLength: 1 });

describe("completeValues", () => {
  test.prop([fc.nat(200), fc.integer({ min: 1, max: 50 }), fc.boolean(), names])(
    "keeps the rows that answered everything with a weight",
    (rows, seed, weighted, chosen) => {
      const answers = tableOf(rows, seed, weighted);
      const columns = chosen.map((name) => answers.columns.get(name)!);
      const complete = completeValues(answers, columns, undefined);
      expectRows(complete, answers, chosen);
      const expected = byRows(answers, chosen, [...Array(rows).keys()]);
      expect(complete.index === null ? [...Array(rows).keys()] : [...complete.index]).toEqual(expected);
      const units = answers.weights === null ? [] : [answers.weights.units];
      const room = roomFor([...columns.map(({ values }) => values), ...units], rows);
      expect(completeValues(answers, columns, undefined, room)).toEqual(complete);
    },
  );

  test.prop([fc.array(fc.nat(59), { maxLength: 80 }), fc.integer({ min: 1, max: 50 }), fc.boolean(), names])(
    "looks at the rows asked for only, in their order, as often as they are named",
    (rows, seed, weighted, chosen) => {
      const answers = tableOf(60, seed, weighted);
      const columns = chosen.map((name) => answers.columns.get(name)!);
      const complete = completeValues(answers, columns, Int32Array.from(rows));
      expect([...complete.index!]).toEqual(byRows(answers, chosen, rows));
      expectRows(complete, answers, chosen);
    },
  );

  test.each([16_384, 40_001])("goes on from batch to batch of %i rows", (rows) => {
    const chosen = ["mark", "wide", "minutes"];
    const answers = tableOf(rows, 5, true);
    const complete = completeValues(
      answers,
      chosen.map((name) => answers.columns.get(name)!),
      undefined,
    );
    expect([...complete.index!]).toEqual(byRows(answers, chosen, [...Array(rows).keys()]));
    expectRows(complete, answers, chosen);
  });

  test("copies nothing where nothing is left out", () => {
    const answers = tableOf(9, 1, false);
    const always = answers.columns.get("always")!;
    expect(completeValues(answers, [always], undefined)).toEqual({
      values: [always.values],
      weights: null,
      index: null,
    });
  });
});
