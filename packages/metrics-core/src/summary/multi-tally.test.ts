import { describe, expect, test } from "vitest";
import { multiQuestion } from "./multi-question.ts";
import {
  emptyMultiTally,
  mergeMultiTallies,
  type MultiCell,
  multiTallyFromCells,
  multiTallyOf,
  pairSlot,
  subtractMultiTallies,
} from "./multi-tally.ts";
import { NOT_APPLICABLE } from "./tally.ts";

const REASONS = multiQuestion(["price", "service", "quality"], { none: "no reason", limit: 2 });

describe("multiQuestion", () => {
  test.each([
    ["no option", [], {}],
    ["an option twice", ["price", "price"], {}],
    ["the excluding option among the others", ["price", "none"], { none: "none" }],
    ["a limit of 0", ["price"], { limit: 0 }],
    ["a limit that is no whole number", ["price"], { limit: 1.5 }],
    ["251 options", Array.from({ length: 251 }, (_, i) => `r${i}`), {}],
  ])("refuses %s", (_, options, rules) => {
    expect(() => multiQuestion(options, rules)).toThrow(expect.objectContaining({ code: "SCALE_INVALID" }));
  });

  test("takes 250 options", () => {
    expect(multiQuestion(Array.from({ length: 250 }, (_, i) => `r${i}`)).options).toHaveLength(250);
  });
});

describe("pairSlot", () => {
  test("gives every pair of options a place of its own behind asked and citing", () => {
    const slots = [0, 1, 2].flatMap((i) => [0, 1, 2].slice(i).map((j) => pairSlot(REASONS, i, j)));
    expect(slots).toEqual([2, 3, 4, 5, 6, 7]);
    expect(pairSlot(REASONS, 2, 0)).toBe(pairSlot(REASONS, 0, 2));
  });
});

describe("multiTallyOf", () => {
  test("counts who was asked, who cites anything, every option and every pair", () => {
    const answers = [["price"], ["service", "price"], ["price", "service"], [], ["no reason"]];
    const { n } = multiTallyOf(REASONS, answers);
    //               asked, citing, pp, ps, pq, ss, sq, qq
    expect(n).toEqual([5, 3, 3, 2, 0, 2, 0, 0]);
  });

  test("counts an option named twice once", () => {
    expect(multiTallyOf(REASONS, [["price", "price"]]).n).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
  });

  test("adds weights exactly", () => {
    const { weights } = multiTallyOf(multiQuestion(["a", "b"]), [["a", "b"], ["b"], []], { weights: [0.5, "1.25", 2] });
    expect(weights).toEqual({
      places: 2,
      w: [375n, 175n, 50n, 50n, 175n],
      ww: [58125n, 18125n, 2500n, 2500n, 18125n],
    });
  });

  test("keeps who gave no valid answer apart", () => {
    const { n, unanswered } = multiTallyOf(
      REASONS,
      [
        null,
        undefined,
        NOT_APPLICABLE,
        ["colour"],
        ["price", "no reason"],
        ["price", "service", "quality"],
        ["quality"],
      ],
      { invalid: "count", weights: [1, 1, 1, 1, 1, 1, 1] },
    );
    expect(n[0]).toBe(1);
    expect(unanswered).toEqual({ missing: 2, notApplicable: 1, invalid: 3 });
  });

  test.each([
    ["an unknown option", ["colour"]],
    ["nothing together with something", ["no reason", "price"]],
    ["more options than the limit", ["price", "service", "quality"]],
  ])("refuses %s", (_, answer) => {
    expect(() => multiTallyOf(REASONS, [answer])).toThrow(expect.objectContaining({ code: "ANSWER_OFF_SCALE" }));
  });

  test("refuses bad weights", () => {
    expect(() => multiTallyOf(REASONS, [[]], { weights: [] })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => multiTallyOf(REASONS, [[]], { weights: [-1] })).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
  });
});

describe("multiTallyFromCells", () => {
  const question = multiQuestion(["a", "b"]);

  test("is the tally that was counted", () => {
    const counted = multiTallyOf(question, [["a", "b"], ["b"], [], null], { weights: [0.5, 1.25, 2, 1] });
    const cells: MultiCell[] = [
      { options: [], n: 3, w: 3.75, ww: 5.8125 },
      { options: "any", n: 2, w: "1.75", ww: "1.8125" },
      { options: ["a"], n: 1, w: 0.5, ww: 0.25 },
      { options: ["b", "a"], n: 1, w: 0.5, ww: 0.25 },
      { options: ["b"], n: 2, w: 1.75, ww: 1.8125 },
    ];
    expect(multiTallyFromCells(question, cells, { missing: 1 })).toEqual(counted);
  });

  test("refuses an unknown option", () => {
    expect(() => multiTallyFromCells(question, [{ options: ["c"], n: 1 }])).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
    );
    expect(() => multiTallyFromCells(question, [{ options: ["a", "c"], n: 1 }])).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
    );
  });

  test.each<[string, MultiCell[]]>([
    ["more cite than were asked", [{ options: "any", n: 1 }]],
    [
      "more choose an option than cite any",
      [
        { options: [], n: 2 },
        { options: "any", n: 1 },
        { options: ["a"], n: 2 },
      ],
    ],
    [
      "more choose a pair than the second of it",
      [
        { options: [], n: 2 },
        { options: "any", n: 2 },
        { options: ["a"], n: 2 },
        { options: ["a", "b"], n: 1 },
      ],
    ],
    [
      "an option weighs more than those who cite any",
      [
        { options: [], n: 3, w: 3, ww: 3 },
        { options: "any", n: 2, w: 1, ww: 0.5 },
        { options: ["a"], n: 2, w: 2, ww: 2 },
      ],
    ],
  ])("refuses counts in which %s", (_, cells) => {
    expect(() => multiTallyFromCells(question, cells)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});

describe("mergeMultiTallies and subtractMultiTallies", () => {
  test.each([
    ["options", multiQuestion(["price", "service"], { none: "no reason", limit: 2 })],
    ["limit", multiQuestion(REASONS.options, { none: "no reason" })],
    ["excluding option", multiQuestion(REASONS.options, { limit: 2 })],
    ["code book", multiQuestion(REASONS.options, { none: "no reason", limit: 2, coding: "2" })],
  ])("refuse a question with another %s", (_, other) => {
    for (const combine of [mergeMultiTallies, subtractMultiTallies]) {
      expect(() => combine(emptyMultiTally(REASONS), emptyMultiTally(other))).toThrow(
        expect.objectContaining({ code: "SCALE_MISMATCH" }),
      );
    }
  });

  test("take an equal question for the same", () => {
    const again = multiQuestion(REASONS.options, { none: "no reason", limit: 2 });
    expect(mergeMultiTallies(emptyMultiTally(REASONS), multiTallyOf(again, [["price"]])).n[0]).toBe(1);
  });

  test("refuse a part that is none", () => {
    expect(() => subtractMultiTallies(emptyMultiTally(REASONS), multiTallyOf(REASONS, [[]]))).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});
