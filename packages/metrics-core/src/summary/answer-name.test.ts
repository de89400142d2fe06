import { expect, test } from "vitest";
import { MetricsError } from "../error.ts";
import { triggerRate } from "../metric/follow-up.ts";
import { shares } from "../metric/shares.ts";
import { batteryOf } from "./battery-of.ts";
import { columnsWhereRow, crosstabFromCells, crosstabOf, emptyCrosstab } from "./crosstab.ts";
import { multiQuestion } from "./multi-question.ts";
import { multiTallyFromCells, multiTallyOf } from "./multi-tally.ts";
import { answerName, ONE_TO_FIVE, YES_NO } from "./scale.ts";
import { emptyTally, NOT_APPLICABLE, tallyFromCells, tallyOf } from "./tally.ts";

const SECRET = "Jane Doe, room 12";
const question = multiQuestion(["price", "service"]);
const dimension = {
  code: "functional",

  statements: [{ code: "easy", scale: ONE_TO_FIVE }],
};

test("a message shows numbers and codes of the scale, and no other text", () => {
  expect(answerName(ONE_TO_FIVE, 11)).toBe("11");
  expect(answerName(ONE_TO_FIVE, "11")).toBe("another text");
  expect(answerName(YES_NO, "yes")).toBe("yes");
  expect(answerName(YES_NO, SECRET)).toBe("another text");
  for (const none of [null, undefined, NOT_APPLICABLE]) expect(answerName(YES_NO, none)).toBe("no answer");
});

test.each<[string, () => unknown]>([
  ["tallyOf", () => tallyOf(ONE_TO_FIVE, [SECRET])],
  ["tallyFromCells", () => tallyFromCells(YES_NO, [{ point: SECRET, n: 1 }])],
  ["crosstabOf", () => crosstabOf(YES_NO, ONE_TO_FIVE, [["yes", SECRET]])],
  ["crosstabFromCells", () => crosstabFromCells(YES_NO, YES_NO, [{ row: SECRET, column: "no", n: 1 }])],
  ["columnsWhereRow", () => columnsWhereRow(emptyCrosstab(YES_NO, YES_NO), SECRET)],
  ["multiTallyOf", () => multiTallyOf(question, [["price", SECRET]])],
  ["multiTallyFromCells", () => multiTallyFromCells(question, [{ options: [SECRET], n: 1 }])],
  ["batteryOf", () => batteryOf([dimension], [{ easy: SECRET }])],
  ["shares", () => shares(emptyTally(YES_NO), [SECRET])],
  ["triggerRate", () => triggerRate(emptyTally(YES_NO), SECRET)],
])("%s does not repeat free text in message or details", (where, call) => {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(MetricsError);
  const { code, message, details } = caught as MetricsError;
  expect(code).toBe("ANSWER_OFF_SCALE");
  expect(message).toMatch(new RegExp(`^${where}: .*got .*another text`));
  expect(message + JSON.stringify(details)).not.toContain("Jane");
});
