import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { countShare } from "../estimate/count-share.ts";
import { intervalOf } from "../estimate/interval.ts";
import {
  caseLedgerOf,
  emptyCaseLedger,
  mergeCaseLedgers,
  type ServiceCase,
  subtractCaseLedgers,
} from "../summary/case-ledger.ts";
import { CES_V1_SCALE, scaleOf, WORD_OF_MOUTH, YES_NO, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { describeMetric } from "../describe/registry.ts";
import { actionRate, followUp, triggerRate, useOfResults } from "./follow-up.ts";

const open = { contactedAfter: null, resolvedAfter: null };
const CASES: readonly ServiceCase[] = [
  { contactedAfter: 10, resolvedAfter: 30, observedFor: 200, reopened: true },
  { contactedAfter: 20, resolvedAfter: 50, observedFor: 200, reopened: false },
  { contactedAfter: 40, resolvedAfter: null, observedFor: 100 },
  { contactedAfter: 60, resolvedAfter: null, observedFor: 90 },
  { contactedAfter: 5, resolvedAfter: null, observedFor: 20 },
  { ...open, observedFor: 30 },
  { ...open, observedFor: 50 },
  { contactedAfter: null, resolvedAfter: 15, observedFor: 60 },
];

describe("followUp", () => {
  test("gives every rate its own base", () => {
    const { contactRate, withinTarget, resolutionRate, reopenRate } = followUp(caseLedgerOf(CASES));
    expect(contactRate).toMatchObject({ metric: "follow_up.contact_rate", value: 5 / 8, base: { valid: 8 } });
    // Due after 48 hours: all but the fifth and sixth. In time: the first three.
    expect(withinTarget).toMatchObject({ metric: "follow_up.within_target", value: 3 / 6, base: { valid: 6 } });
    expect(resolutionRate).toMatchObject({ metric: "follow_up.resolution_rate", value: 2 / 5, base: { valid: 5 } });
    expect(reopenRate).toMatchObject({ metric: "follow_up.reopen_rate", value: 1 / 2, base: { valid: 2 } });
    expect(intervalOf(contactRate)).toMatchObject({ method: "wilson" });
  });

  test("takes open cases as censored", () => {
    const { contactTime, resolutionTime } = followUp(caseLedgerOf(CASES), { level: 0.9 });
    // Contact: 5, 10, 20, 30+, 40, 50+, 60, 60+: open 7/8, 6/8, 5/8, then × 3/4 = 15/32.
    expect(contactTime).toMatchObject({
      metric: "follow_up.contact_time",
      value: 40,
      cases: 8,
      events: 5,
      interval: { level: 0.9 },
    });
    // Resolution: 15, 20+, 30, 30+, 50, 50+, 90+, 100+: open 7/8 × 5/6 × 3/4 = 35/64.
    expect(resolutionTime).toMatchObject({
      metric: "follow_up.resolution_time",
      reason: "NOT_REACHED",
      cases: 8,
      events: 3,
    });
  });

  test("follows another target", () => {
    expect(followUp(caseLedgerOf(CASES, 15)).withinTarget).toMatchObject({ value: 2 / 8 });
  });

  test("is suppressed, rate by rate, where nothing got that far", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    for (const each of Object.values(followUp(emptyCaseLedger()))) expect(each).toMatchObject(empty);
    const young = followUp(caseLedgerOf([{ ...open, observedFor: 3 }]));
    expect(young).toMatchObject({
      contactRate: { value: 0 },
      withinTarget: empty,
      resolutionRate: empty,
      reopenRate: empty,
    });
  });
});

describe("caseLedgerOf", () => {
  test.each<[string, ServiceCase]>([
    ["a contact before the response", { contactedAfter: -1, resolvedAfter: null, observedFor: 9 }],
    ["a contact in the future", { contactedAfter: 10, resolvedAfter: null, observedFor: 9 }],
    ["a resolution in the future", { contactedAfter: 1, resolvedAfter: 10, observedFor: 9 }],
    ["a resolution before the contact", { contactedAfter: 5, resolvedAfter: 2, observedFor: 9 }],
    ["an open case reopened", { contactedAfter: 5, resolvedAfter: null, observedFor: 9, reopened: true }],
    ["a time that is no number", { contactedAfter: Number.NaN, resolvedAfter: null, observedFor: 9 }],
    ["an endless observation", { ...open, observedFor: Number.POSITIVE_INFINITY }],
    ["an observation of less than nothing", { ...open, observedFor: -1 }],
  ])("refuses %s", (_, each) => {
    expect(() => caseLedgerOf([each])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a target of %d", (target) => {
    expect(() => caseLedgerOf([], target)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  const hours = fc.nat(100);
  const each: fc.Arbitrary<ServiceCase> = fc
    .tuple(fc.option(hours), fc.option(hours), hours, fc.boolean())
    .map(([contact, resolution, rest, again]) => {
      const resolvedAfter = resolution === null ? null : (contact ?? 0) + resolution;
      return {
        contactedAfter: contact,
        resolvedAfter,
        reopened: again && resolvedAfter !== null,
        observedFor: (resolvedAfter ?? contact ?? 0) + rest,
      };
    });
  const cases = fc.array(each, { maxLength: 20 });

  test.prop([cases, cases])("adds up, in any order, and comes apart again", (a, b) => {
    const [x, y] = [caseLedgerOf(a), caseLedgerOf(b)];
    expect(mergeCaseLedgers(x, y)).toEqual(caseLedgerOf([...a, ...b]));
    expect(mergeCaseLedgers(x, y)).toEqual(mergeCaseLedgers(y, x));
    expect(mergeCaseLedgers(x, emptyCaseLedger())).toEqual(x);
    expect(subtractCaseLedgers(mergeCaseLedgers(x, y), y)).toEqual(x);
  });

  test("does not mix targets, and refuses a part that is none", () => {
    expect(() => mergeCaseLedgers(emptyCaseLedger(24), emptyCaseLedger(48))).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => subtractCaseLedgers(emptyCaseLedger(), caseLedgerOf(CASES))).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("triggerRate", () => {
  test("is the share at a point or worse, as the scale says", () => {
    expect(triggerRate(tallyOf(ZERO_TO_TEN, [10, 9, 6, 3]), 6)).toMatchObject({
      metric: "follow_up.trigger_rate.0_10.at_most_6",
      value: 0.5,
    });
    expectNumbers(triggerRate(tallyOf(CES_V1_SCALE, [1, 4, 5]), 4).value, 2 / 3);
    expectNumbers(triggerRate(tallyOf(CES_V1_SCALE, [1, 1, 5]), 4).value, 1 / 3);
    expectNumbers(triggerRate(tallyOf(WORD_OF_MOUTH, ["negative", "none", "positive"]), "negative").value, 1 / 3);
    expect(triggerRate(emptyTally(ZERO_TO_TEN), 6)).toMatchObject({ reason: "EMPTY_BASE" });
  });

  test.each([
    [triggerRate(emptyTally(CES_V1_SCALE), 4), "1_5.at_least_4"],
    [triggerRate(emptyTally(scaleOf(1, 10, { step: 0.5 })), 5.5), "1_10_by_0.5.at_most_5.5"],
    [triggerRate(emptyTally(WORD_OF_MOUTH), "negative"), "at_most_negative"],
    [triggerRate(emptyTally(WORD_OF_MOUTH), 1), "at_most_none"],
  ])("has an id of its own for every rule (%#)", ({ metric }, rule) => {
    expect(metric).toBe(`follow_up.trigger_rate.${rule}`);
    expect(describeMetric(metric).name).toBe("Trigger rate");
  });

  test("refuses a point that the scale has not got", () => {
    expect(() => triggerRate(emptyTally(YES_NO), "maybe")).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
    );
  });
});

describe("shares of counts", () => {
  test("have names", () => {
    expect(actionRate({ accepted: 20, completed: 5 })).toMatchObject({ metric: "follow_up.action_rate", value: 0.25 });
    expect(useOfResults({ organisations: 500, changed: 65 })).toMatchObject({
      metric: "follow_up.use_of_results",
      value: 0.13,
    });
  });

  test("are suppressed, not zero, of nothing", () => {
    expect(countShare("share", 0, 0)).toMatchObject({ value: null, reason: "EMPTY_BASE" });
  });

  test.each([
    [2, 1],
    [-1, 5],
    [0.5, 5],
  ])("refuse %d of %d", (hits, n) => {
    expect(() => countShare("share", hits, n)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
