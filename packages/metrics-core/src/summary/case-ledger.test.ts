import { describe, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import {
  caseLedgerOf,
  emptyCaseLedger,
  mergeCaseLedgers,
  type ServiceCase,
  subtractCaseLedgers,
} from "./case-ledger.ts";

const NEVER = { contactedAfter: null, resolvedAfter: null } as const;
const DONE: ServiceCase = { contactedAfter: 10, resolvedAfter: 30, observedFor: 100 };

describe("caseLedgerOf", () => {
  test("counts a contact at the target as in time, and a case that was looked at just then as due", () => {
    const cases: readonly ServiceCase[] = [
      { contactedAfter: 48, resolvedAfter: null, observedFor: 48 },
      { contactedAfter: 48.5, resolvedAfter: null, observedFor: 60 },
      { contactedAfter: 1, resolvedAfter: null, observedFor: 47 },
      { ...NEVER, observedFor: 48 },
    ];
    expect(caseLedgerOf(cases)).toMatchObject({ target: 48, cases: 4, contacted: 3, due: 3, withinTarget: 1 });
    expect(caseLedgerOf(cases, 47)).toMatchObject({ target: 47, due: 4, withinTarget: 1 });
  });

  test("counts resolved and reopened cases of contacted customers only, and all times", () => {
    const cases: readonly ServiceCase[] = [
      { ...DONE, reopened: true },
      { ...DONE, reopened: true },
      { ...DONE, reopened: false },
      DONE,
      { ...NEVER, resolvedAfter: 20, observedFor: 100, reopened: true },
    ];
    expect(caseLedgerOf(cases)).toMatchObject({
      contacted: 4,
      resolved: 4,
      reopened: 2,
      contactTimes: { times: [10, 100], events: [4, 0], censored: [0, 1] },
      resolutionTimes: { times: [20, 30], events: [1, 4], censored: [0, 0] },
    });
  });

  test("takes cases at their edges", () => {
    const at = (contactedAfter: number, resolvedAfter: number, observedFor: number) =>
      caseLedgerOf([{ contactedAfter, resolvedAfter, observedFor }]).resolved;
    expect([at(0, 0, 0), at(5, 5, 5)]).toEqual([1, 1]);
    expect(caseLedgerOf([{ ...NEVER, observedFor: 0 }])).toMatchObject({ cases: 1, due: 0 });
  });

  test.each<Partial<ServiceCase>>([
    { observedFor: -1 },
    { observedFor: Number.NaN },
    { observedFor: Number.POSITIVE_INFINITY },
    { contactedAfter: -1 },
    { contactedAfter: Number.NaN },
    { contactedAfter: 31 },
    { contactedAfter: 101, resolvedAfter: null },
    { resolvedAfter: 101 },
    { resolvedAfter: -1, contactedAfter: null },
    { resolvedAfter: null, reopened: true },
  ])("refuses %o", (wrong) => {
    const { reopened: _, ...times } = { ...DONE, ...wrong };
    expect(errorOf(() => caseLedgerOf([DONE, { ...DONE, ...wrong }]))).toEqual({
      code: "ARGUMENT_INVALID",
      details: { row: 1, ...times },
    });
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a target of %d", (target) => {
    expect(errorOf(() => emptyCaseLedger(target))).toEqual({ code: "ARGUMENT_INVALID", details: { target } });
  });
});

describe("ledgers", () => {
  const one = caseLedgerOf([DONE, { ...NEVER, observedFor: 60 }]);
  const other = caseLedgerOf([{ ...DONE, reopened: true }]);

  test("add up, and can be taken apart again", () => {
    const both = mergeCaseLedgers(one, other);
    expect(both).toEqual(caseLedgerOf([DONE, { ...NEVER, observedFor: 60 }, { ...DONE, reopened: true }]));
    expect(subtractCaseLedgers(both, one)).toEqual(other);
    expect(subtractCaseLedgers(both, both)).toEqual(emptyCaseLedger());
    expect(mergeCaseLedgers(one, emptyCaseLedger())).toEqual(one);
  });

  test("refuse another target, and a part that is none", () => {
    const details = { expected: 48, got: 24 };
    expect(errorOf(() => mergeCaseLedgers(one, emptyCaseLedger(24)))).toEqual({ code: "INPUT_MISMATCH", details });
    expect(errorOf(() => subtractCaseLedgers(other, one))).toEqual({
      code: "ARGUMENT_INVALID",
      details: { key: "cases" },
    });
    expect(errorOf(() => subtractCaseLedgers(one, other))).toMatchObject({ details: { key: "reopened" } });
  });
});
