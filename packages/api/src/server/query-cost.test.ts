import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { schema } from "../schema/schema.ts";
import { costOf } from "./query-cost.ts";

const cost = (document: string, variables: Readonly<Record<string, unknown>> = {}): number =>
  costOf(schema, parse(document), null, variables);

const METRICS = "nodes { nps { value interval { low } } }";

describe("costOf", () => {
  test("is 1 for every object, once for each row that it is asked of", () => {
    expect(cost(`{ segments(instrument: "x", by: [{ period: MONTH }], first: 100) { ${METRICS} } }`)).toBe(301);
  });

  test("takes the default of first where it is left out or null", () => {
    for (const first of ["", "first: null"])
      expect(cost(`{ segments(instrument: "x", by: [{ period: DAY }], ${first}) { ${METRICS} } }`)).toBe(1501);
  });

  test("knows that without by there is one segment", () => {
    expect(cost(`{ segments(instrument: "x", first: 5000) { ${METRICS} } }`)).toBe(4);
    expect(cost(`query ($by: [GroupBy!]) { segments(instrument: "x", by: $by) { ${METRICS} } }`, { by: [] })).toBe(4);
  });

  test("reads variables and their defaults", () => {
    const document = `query ($first: Int = 7, $by: [GroupBy!]) {
      segments(instrument: "x", by: $by, first: $first) { ${METRICS} }
    }`;
    expect(cost(document, { by: [{ period: "DAY" }] })).toBe(22);
    expect(cost(document, { by: [{ period: "DAY" }], first: 10 })).toBe(31);
    expect(cost(document, { by: { period: "DAY" }, first: 10 })).toBe(31);
  });

  test("counts fragments where they are spread, also those on an interface", () => {
    const document = `
      { segments(instrument: "x", by: [{ period: DAY }], first: 10) { nodes { nps { ...E } ces { ...E } } } }
      fragment E on Estimate { value interval { low } base { valid } }
    `;
    expect(cost(document)).toBe(1 + 10 * (1 + 2 * 3));
  });

  test("is no number of its own for values that are none", () => {
    const document = `query ($first: Int) { segments(instrument: "x", by: [{ period: DAY }], first: $first) { ${METRICS} } }`;
    for (const first of ["5", -3, Number.NaN, {}, []]) expect(cost(document, { first })).toBe(4);
  });

  test("counts no leaves, and nothing that is not there", () => {
    expect(cost("{ __typename __schema { types { name } } nothing { at { all } } }")).toBe(0);
  });
});
