import { MetricsError } from "../error.ts";
import type { Fixed } from "../numeric/fixed.ts";
import type { Battery } from "./battery.ts";
import { IndexSumsBuilder } from "./index-sums.ts";
import { answerName, indexOf, scaleName, scaleSize, type Scale } from "./scale.ts";
import { type Dimension, personUnits, requireDimensions, statementUnits } from "./statement.ts";
import { type Answer, NOT_APPLICABLE, type TallyOptions } from "./tally.ts";
import { WeightSumsBuilder } from "./weight-sums.ts";

/** One person's answers by the code of the statement; a statement that is not there is missing. */
export type StatementAnswers = Readonly<Record<string, Answer>>;

/**
 * The battery of nobody: the neutral element of `mergeBatteries`.
 *
 * @example
 * emptyBattery([{ code: "functional", statements: [{ code: "easy", scale: ONE_TO_FIVE }] }]).dimensions.length // => 1
 */
export function emptyBattery(dimensions: readonly Dimension[]): Battery {
  return new BatteryBuilder(dimensions).build();
}

/**
 * Counts the statements of people once.
 *
 * Who answered fewer than half of a dimension is without its index: not applicable when no statement applied, invalid
 * when an answer was off its scale, else missing.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` (unless `invalid: "count"`), `WEIGHT_INVALID`, `INPUT_MISMATCH` when weights
 * and people differ in number, `SCALE_INVALID` for a dimension without statements, with one twice, or with so many that
 * their mean has no exact unit (from some 24 on)
 * @example
 * batteryOf(
 *   [{ code: "functional", statements: [{ code: "keeps_promises", scale: ONE_TO_FIVE }, { code: "easy", scale: ONE_TO_FIVE }] }],
 *   [{ keeps_promises: 5, easy: 4 }, { keeps_promises: 2 }, {}],
 * ).indexes // => [{ n: 2 }]
 */
export function batteryOf(
  dimensions: readonly Dimension[],
  people: readonly StatementAnswers[],
  options: TallyOptions = {},
): Battery {
  const { weights, invalid = "throw" } = options;
  if (weights !== undefined && weights.length !== people.length) {
    throw new MetricsError("INPUT_MISMATCH", `batteryOf: expected ${people.length} weights, got ${weights.length}`, {
      people: people.length,
      weights: weights.length,
    });
  }
  const builder = new BatteryBuilder(dimensions);
  const statements = dimensions.flatMap((dimension) => dimension.statements);
  const sums = new WeightSumsBuilder(0);
  for (const [row, person] of people.entries()) {
    const weight = weights === undefined ? null : sums.parse(weights[row] as number, row); // as many weights as people
    const states = statements.map(({ code, scale }) => stateOf(scale, person[code]));
    if (invalid === "throw" && states.includes(INVALID)) {
      const { code, scale } = statements[states.indexOf(INVALID)]!;
      throw new MetricsError(
        "ANSWER_OFF_SCALE",
        `batteryOf: expected an answer on ${scaleName(scale)}, got ${answerName(scale, person[code])}`,
        { row, statement: code },
      );
    }
    builder.add(states, weight);
  }
  return builder.build();
}

/** States of a statement that is not an answer. */
const MISSING = -1;
const DOES_NOT_APPLY = -2;
const INVALID = -3;

/** What the points of a dimension's statements are worth, in whole units. */
interface StatementPoints {
  /** Per statement: units of its first point, all or none, and of one step. */
  readonly points: readonly { readonly first: number; readonly step: number }[];
  /** Units of one person: divisible by the number of statements answered. */
  readonly person: number;
}

/** Collects people one by one, from answers that are already indexes of their scales. */
class BatteryBuilder {
  readonly #dimensions: readonly Dimension[];
  readonly #indexes: readonly IndexSumsBuilder[];
  readonly #pairs: readonly { readonly i: number; readonly j: number; readonly sums: IndexSumsBuilder }[];
  readonly #unanswered: { missing: number; notApplicable: number; invalid: number }[];
  readonly #unitsOf: readonly StatementPoints[];
  #people = 0;

  constructor(dimensions: readonly Dimension[]) {
    requireDimensions(dimensions);
    this.#dimensions = dimensions;
    this.#indexes = dimensions.map(() => new IndexSumsBuilder(1));
    this.#pairs = dimensions.flatMap((_, i) =>
      dimensions.slice(i + 1).map((__, after) => {
        const j = i + 1 + after;
        return { i, j, sums: new IndexSumsBuilder(2) };
      }),
    );
    this.#unanswered = dimensions.map(() => ({ missing: 0, notApplicable: 0, invalid: 0 }));
    this.#unitsOf = dimensions.map(({ statements }) => {
      const units = statementUnits(statements);
      const points = statements.map(({ scale }) => {
        const step = units / (scaleSize(scale) - 1);
        return scale.direction === "high_is_good" ? { first: 0, step } : { first: units, step: -step };
      });
      return { points, person: personUnits(statements.length) };
    });
  }

  /**
   * One person: per statement, in the order of the dimensions, the index of the answer or `MISSING`, `DOES_NOT_APPLY`,
   * `INVALID`.
   */
  add(states: ArrayLike<number>, weight: Fixed | null): void {
    this.#people++;
    let at = 0;
    const indexes = this.#unitsOf.map(({ points, person }, d) => {
      let [answered, total, inapplicable, invalid] = [0, 0, 0, 0];
      for (const { first, step } of points) {
        const state = states[at++]!;
        if (state >= 0) {
          answered++;
          total += first + state * step;
        } else if (state === DOES_NOT_APPLY) inapplicable++;
        else if (state === INVALID) invalid++;
      }
      if (2 * answered >= points.length) {
        const index = total * (person / answered);
        this.#indexes[d]!.add(index, 0, weight);
        return index;
      }
      const ledger = this.#unanswered[d]!;
      if (inapplicable === points.length) ledger.notApplicable++;
      else if (invalid > 0) ledger.invalid++;
      else ledger.missing++;
      return null;
    });
    for (const { i, j, sums } of this.#pairs) {
      const [x, y] = [indexes[i]!, indexes[j]!];
      if (x !== null && y !== null) sums.add(x, y, weight);
    }
  }

  build(): Battery {
    return {
      dimensions: this.#dimensions,
      indexes: this.#indexes.map((sums) => sums.build()),
      unanswered: this.#unanswered.map((ledger) => ({ ...ledger })),
      pairs: this.#pairs.map(({ sums }) => sums.build()),
      people: this.#people,
    };
  }
}

function stateOf(scale: Scale, answer: Answer): number {
  if (answer === null || answer === undefined) return MISSING;
  if (answer === NOT_APPLICABLE) return DOES_NOT_APPLY;
  const index = indexOf(scale, answer);
  return index < 0 ? INVALID : index;
}
