import { buildSchema, execute, type ExecutionResult, type GraphQLSchema, parse, validate } from "graphql";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { executeOperation } from "./execute-operation.ts";

const SCHEMA = buildSchema(`
  interface Node { id: ID! }
  union Any = Leafy | Deep
  enum Colour { RED GREEN }
  input Pair { a: Int! b: [String!] = ["x"] }
  type Leafy implements Node { id: ID! name: String bad: String! colour: Colour wrong: Colour }
  type Deep implements Node {
    id: ID! items: [Leafy] items2: [Leafy!] items3: [Leafy!]! matrix: [[Int]] node: Node any: Any anys: [Any!] deep: Deep deepNow: Deep!
    late: String lateBad: String lateBad2: String! echo(n: Int = 3, pair: Pair, s: String): String notList: [Int] missing: Int missing2: Int!
    nowhere: Node errorValue: String
  }
  type Query { deep: Deep deepNow: Deep! node: Node! anys: [Any] nothing: Deep }
  type Mutation { add(n: Int!): Int addLate(n: Int!): Int! deep: Deep }
  type Subscription { tick: Int }
`);

const soon = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(value)));
const leafy = {
  __typename: "Leafy",
  id: "l",
  name: () => soon("name"),
  bad: () => {
    throw new Error("bad");
  },
  colour: "RED",
  wrong: "BLUE",
};
const deep: object = {
  __typename: "Deep",
  id: 7,
  items: [leafy, null, soon(leafy), new Error("item"), Promise.reject(new Error("late item"))],
  items2: () => [null, leafy], // the other way round graphql-js leaves a rejection that nobody handles
  items3: () => soon([leafy, soon(null)]),
  matrix: new Set([[1, 2], null, [3, "x"]]),
  node: () => leafy,
  any: () => soon(deep),
  anys: () => [leafy, deep],
  deep: () => soon(deep),
  deepNow: () => deep,
  late: () => soon("late"),
  lateBad: async () => {
    await soon(null);
    throw new Error("late bad");
  },
  lateBad2: () => Promise.reject(new Error("late bad 2")),
  echo: (args: object) => JSON.stringify(args),
  notList: 3,
  missing: null,
  missing2: undefined,
  nowhere: { __typename: "Nowhere" },
  errorValue: new Error("as a value"),
};
for (const promise of (deep as { items: unknown[] }).items) if (promise instanceof Promise) promise.catch(() => {});

/** Counts what is added, in the order in which it is. */
function root(): object {
  let sum = 0;
  const added = (n: number): number => (sum += n);
  return {
    deep,
    deepNow: () => soon(deep),
    node: () => deep,
    anys: [deep, leafy, { __typename: "Query" }, {}],
    nothing: null,
    add: ({ n }: { n: number }) => (n < 0 ? Promise.reject(new Error("negative")) : soon(added(n))),
    addLate: async ({ n }: { n: number }) => {
      await soon(null);
      if (n < 0) throw new Error("negative");
      return added(n);
    },
  };
}

interface Case {
  readonly schema?: GraphQLSchema;
  readonly source: string;
  readonly variableValues?: Record<string, unknown>;
  readonly operationName?: string;
}

/** Errors by place and message: in which order independent ones come is nobody's business. */
function comparable({ data, errors }: ExecutionResult): unknown {
  const list = (errors ?? []).map(({ message, path, locations }) => JSON.stringify([path, locations, known(message)]));
  return { data: JSON.stringify(data), errors: list.sort() };
}

/** Mistakes of a schema's author have words of our own. */
const known = (message: string): string =>
  /^(Abstract type|Runtime Object type)/.test(message)
    ? "type"
    : /^Expected .*serialize/.test(message)
      ? "leaf"
      : message;

/** Where the answer is null because of an error. What failed below is told or not, by which failed first. */
function nulls({ data, errors = [] }: ExecutionResult): unknown {
  const places = errors.map(({ path = [] }) => {
    let at: unknown = data;
    for (let depth = 0; depth < path.length; depth++) {
      if (at === null) return path.slice(0, depth).join();
      at = (at as Record<string, unknown>)[path[depth]!];
    }
    return path.join();
  });
  return { data: JSON.stringify(data), places: [...new Set(places)].sort() };
}

async function requireSame({ schema = SCHEMA, source, ...rest }: Case): Promise<ExecutionResult> {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const theirs = await execute({ schema, document, rootValue: root(), ...rest });
  const ours = await executeOperation({ schema, document, rootValue: root(), ...rest });
  expect(comparable(ours)).toEqual(comparable(theirs));
  return ours;
}

describe("an operation is answered as by graphql-js", () => {
  test.each([
    '{ deep { id late echo e2: echo(n: 5, s: "a") e3: echo(pair: { a: 1 }) e4: echo(n: null) __typename } }',
    "{ deep { items { id name } matrix notList missing errorValue } }",
    "{ deep { items2 { id } late } }",
    "{ deep { items3 { id } late } }",
    "{ deep { node { id __typename ... on Leafy { name colour } ...D } any { ...D ... on Node { id } } anys { ... on Leafy { bad } __typename } } } fragment D on Deep { late id }",
    "{ deep { deep { lateBad lateBad2 id } id } }",
    "{ deep { deep { deepNow { missing2 late } lateBad } id } nothing { id } }",
    "{ deepNow { missing2 late } deep { id } }",
    "{ deepNow { lateBad2 late } }",
    "{ node { id } anys { __typename ... on Deep { wrong: id } ... on Leafy { wrong: id } } }",
    "{ deep { items { wrong } nowhere { id } node { ... on Leafy { bad } } } }",
    "{ a: deep { id } a: deep { late } ... { a: deep { id echo } } }",
    "{ then: deep { then: late constructor: id __proto__: id toString: late } }",
    '{ __schema { queryType { name } types { name kind fields { name type { name ofType { name } } } } } __type(name: "Deep") { name } __typename }',
    "mutation { a: add(n: 1) b: add(n: -1) c: add(n: 2) d: addLate(n: 3) e: deep { id } }",
    "mutation { a: addLate(n: 1) b: addLate(n: -3) c: add(n: 2) }",
  ])("%s", async (source) => {
    await requireSame({ source });
  });

  test("with variables, skipped and included fields, and one operation of several", async () => {
    const source = `
      query Q($yes: Boolean!, $n: Int, $pair: Pair, $s: String = "d") {
        deep { id @skip(if: $yes) late @include(if: $yes) echo(n: $n, s: $s, pair: $pair)
          ... @include(if: $yes) { e2: echo(pair: { a: 2, b: [$s] }) } ...F @skip(if: $yes) }
      }
      query Other { deep { id } }
      fragment F on Deep { f: id }`;
    for (const variableValues of [{ yes: true }, { yes: false, n: 2, s: null, pair: { a: 1 } }, { yes: true, n: null }])
      await requireSame({ source: source.replaceAll("[$s]", '["y"]'), variableValues, operationName: "Q" });
    await requireSame({ source: source.replaceAll("[$s]", '["y"]'), operationName: "Other" });
    const wrong = await requireSame({
      source: source.replaceAll("[$s]", '["y"]'),
      variableValues: { yes: "x", n: "y" },
      operationName: "Q",
    });
    expect(wrong.errors).toHaveLength(2);
    await requireSame({ source, operationName: "Other" }).catch(() => {}); // not valid, and not executed
    const document = parse(source);
    for (const operationName of [undefined, "Nobody"]) {
      const [ours, theirs] = [executeOperation, execute].map((run) =>
        run({ schema: SCHEMA, document, ...(operationName === undefined ? {} : { operationName }) }),
      );
      expect(comparable(ours as ExecutionResult)).toEqual(comparable(theirs as ExecutionResult));
    }
  });

  test("what fails beside something that fails later is waited for", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): unknown => unhandled.push(reason);
    process.on("unhandledRejection", note);
    const answer = await executeOperation({
      schema: SCHEMA,
      document: parse("{ deep { items2 { id name bad } } }"),
      rootValue: { deep: { items2: [{ ...leafy, bad: () => soon(null) }, null] } },
    });
    expect(answer).toMatchObject({ data: { deep: { items2: null } }, errors: [{ path: ["deep", "items2", 1] }] });
    await soon(null);
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  test("a long list leaves time for others, and comes in its order", async () => {
    let turns = 0;
    const other = setInterval(() => turns++, 1);
    const slowly = (at: number): object => ({
      ...leafy,
      id: () => {
        for (const end = performance.now() + 0.2; performance.now() < end; );
        return at;
      },
    });
    const items = Array.from({ length: 400 }, (_, at) => slowly(at));
    const ask = (list: unknown): unknown =>
      executeOperation({
        schema: SCHEMA,
        document: parse("{ deep { items { id } matrix items3 { id } } }"),
        rootValue: { deep: { items: list, matrix: [[1]], items3: [leafy] } },
      });
    const answer = (await ask(items)) as ExecutionResult;
    clearInterval(other);
    expect(turns).toBeGreaterThan(3);
    expect(answer.errors).toBeUndefined();
    const deep = (answer.data as { deep: { items: { id: string }[] } }).deep;
    expect(Object.keys(deep)).toEqual(["items", "matrix", "items3"]);
    expect(deep.items.map(({ id }) => Number(id))).toEqual(items.map((_, at) => at));
    function* broken(): Generator<object> {
      yield* items.slice(0, 100);
      throw new Error("no more");
    }
    expect(await ask(broken())).toMatchObject({
      data: { deep: { items: null, matrix: [[1]] } },
      errors: [{ message: "no more" }],
    });
  });

  test("what needs no waiting is there at once", () => {
    const answer = executeOperation({ schema: SCHEMA, document: parse("{ deep { id matrix } }"), rootValue: root() });
    expect(answer).not.toBeInstanceOf(Promise);
  });

  const scalars = fc.constantFrom(
    "id",
    "late",
    "lateBad",
    "lateBad2",
    "missing",
    "missing2",
    "echo",
    "errorValue",
    "matrix",
    "__typename",
    "notList",
  );
  const selection = fc.letrec<{ deep: string; leafy: string }>((tie) => ({
    leafy: fc
      .uniqueArray(fc.constantFrom("id", "name", "bad", "colour", "wrong", "__typename"), {
        minLength: 1,
        maxLength: 4,
      })
      .map((names) => `{ ${names.join(" ")} }`),
    deep: fc
      .tuple(
        fc.uniqueArray(scalars, { minLength: 1, maxLength: 4 }),
        fc.array(
          fc.oneof(
            { depthSize: "small" },
            tie("leafy").map((below) => `items ${below}`),
            tie("leafy").map((below) => `items2 ${below}`),
            tie("leafy").map((below) => `items3 ${below}`),
            tie("deep").map((below) => `deep ${below}`),
            tie("deep").map((below) => `deepNow ${below}`),
            tie("deep").map((below) => `any { ... on Deep ${below} }`),
            tie("leafy").map((below) => `anys { __typename ... on Leafy ${below} }`),
          ),
          { maxLength: 3 },
        ),
      )
      .map(([names, fields]) => `{ ${names.join(" ")} ${fields.map((field, at) => `f${at}: ${field}`).join(" ")} }`),
  })).deep;

  test.prop([selection, fc.constantFrom("deep", "deepNow")], { numRuns: 300 })(
    "whatever it selects",
    async (below, field) => {
      const document = parse(`{ ${field} ${below} again: deep ${below} }`);
      const theirs = await execute({ schema: SCHEMA, document, rootValue: root() });
      const ours = await executeOperation({ schema: SCHEMA, document, rootValue: root() });
      expect(nulls(ours)).toEqual(nulls(theirs));
    },
  );
});
