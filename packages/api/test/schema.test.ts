import { readFileSync } from "node:fs";
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, test } from "vitest";
import { printedSchema } from "../src/schema/print.ts";
import { schema } from "../src/schema/schema.ts";

describe("schema.graphql", () => {
  test("is what the code serves: run `npm run codegen` after a change", () => {
    expect(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8")).toBe(printedSchema());
  });

  test("describes every type, field, argument and enum value", () => {
    const silent: string[] = [];
    const types: GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
      (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
    );
    for (const type of types) {
      if (!type.description) silent.push(type.name);
      if (isEnumType(type))
        silent.push(
          ...type
            .getValues()
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`),
        );
      if (isInputObjectType(type))
        silent.push(
          ...Object.values(type.getFields())
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`),
        );
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) silent.push(`${type.name}.${field.name}`);
        for (const argument of field.args)
          if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`);
      }
    }
    expect(silent).toEqual([]);
  });

  test("keeps a metric field nullable, so that one that fails never blanks its neighbours", () => {
    const segment = schema.getType("Segment");
    if (!isObjectType(segment)) throw new Error("expected an object type Segment");
    for (const [name, { type }] of Object.entries(segment.getFields())) {
      if (["key", "responses", "withoutWeight"].includes(name)) continue;
      expect(isNonNullType(type), name).toBe(false);
    }
  });
});
