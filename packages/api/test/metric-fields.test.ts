import { METRIC_DEFINITIONS } from "@klik/metrics-core/describe";
import { getNamedType, type GraphQLNamedType, isInterfaceType, isObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { METRIC_FIELDS } from "../src/schema/metric-fields.ts";
import { schema } from "../src/schema/schema.ts";

/** The type that a path leads to; an error names the step that is not there. */
function typeAt(path: string): GraphQLNamedType {
  const [start = "", ...fields] = path.split(".");
  let type: GraphQLNamedType | undefined = schema.getType(start);
  for (const name of fields) {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (field === undefined) throw new Error(`${path}: expected a field ${name} of ${type?.name ?? start}, got none`);
    type = getNamedType(field.type);
  }
  if (type === undefined) throw new Error(`${path}: expected a type ${start}, got none`);
  return type;
}

/** Numbers that are no `Estimate`: a median time, money, a correlation, or what is made of estimates. */
const OTHER_TYPES = [
  "MedianTime",
  "NpsPointValue",
  "LinkedCorrelation",
  "Reliability",
  "SectorValue",
  "BenchmarkRank",
  "EffectSize",
  "Decimal",
];

describe("every metric of the library", () => {
  test("has a field, and no field stands for one that is not there", () => {
    expect([...METRIC_FIELDS.keys()].sort()).toEqual(METRIC_DEFINITIONS.map(({ id }) => id).sort());
  });

  test.each([...METRIC_FIELDS])("%s stands at %s", (_id, path) => {
    const type = typeAt(path);
    const isEstimate = isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Estimate");
    expect(isEstimate || OTHER_TYPES.includes(type.name), `${path}: ${type.name}`).toBe(true);
  });
});
