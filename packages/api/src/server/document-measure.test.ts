import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { measureOperations } from "./document-measure.ts";

const measure = (document: string) => measureOperations(parse(document));

describe("measureOperations", () => {
  test("counts what fragments bring where they are spread", () => {
    const document = `
      query Two @one { ...Roots x: a { ...Below } }
      fragment Roots on Query @two { y: b c @three { d } }
      fragment Below on A { ... on B @four { e { f { g } } } }
    `;
    expect(measure(document)).toEqual([{ depth: 4, aliases: 2, directives: 4, rootFields: 3 }]);
  });

  test("counts each operation by itself", () => {
    expect(measure("query A { a { b } } query B { x: a y: a }")).toEqual([
      { depth: 2, aliases: 0, directives: 0, rootFields: 1 },
      { depth: 1, aliases: 2, directives: 0, rootFields: 2 },
    ]);
  });

  test("ends on fragments that lead back to themselves", () => {
    expect(measure("{ ...A } fragment A on Query { a { ...B } } fragment B on Query { b { ...A } }")).toEqual([
      { depth: 2, aliases: 0, directives: 0, rootFields: 1 },
    ]);
  });

  test("takes time for the text only, not for what it unfolds to", () => {
    const laughs = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const [all] = measure(`{ ...F0 } ${laughs.join(" ")} fragment F60 on Query { x: a }`);
    expect(all).toMatchObject({ aliases: 2 ** 60, depth: 1 });
  });

  test("leaves the depth of introspection to graphql", () => {
    expect(measure("{ __schema { types { fields { type { ofType { ofType { name } } } } } } }")[0]!.depth).toBe(1);
  });
});
