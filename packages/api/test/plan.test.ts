import { beforeAll, describe, expect, test } from "vitest";
import { STRANGER, type Viewer } from "../src/access/viewer.ts";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { describeExplained, type ExplainedPlan } from "../src/columns/explain.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { findOwners } from "../src/columns/raw-images.ts";
import { rebuildSegments } from "../src/columns/rebuild.ts";
import { parseDefinition } from "../src/instrument/definition.ts";
import { defineInstrument } from "../src/instrument/store.ts";
import { sql } from "kysely";
import { describeOnDatabases } from "./database.ts";

/** Seven questions, two of them drivers, one of each side of an experience. */
const STATEMENT = {
  role: "statement",
  labels: { en: "-" },
  scale: { min: 1, max: 7 },
} as const;
const DEFINITION = parseDefinition({
  code: "plan",
  labels: { en: "Plan" },
  unit: "response",
  questions: [
    { code: "recommend", role: "nps", labels: { en: "-" } },
    ...["quick", "clear"].map((code) => ({ ...STATEMENT, code, dimension: "functional" })),
    ...["warm", "heard"].map((code) => ({ ...STATEMENT, code, dimension: "emotional" })),
    ...["price", "staff"].map((code) => ({ ...STATEMENT, code, dimension: "driver" })),
  ],
});

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions?: { readonly plan?: ExplainedPlan };
}

describeOnDatabases("passes over stored answers", (database) => {
  let api: Api;
  beforeAll(async () => {
    const { db } = database();
    await defineInstrument(db, DEFINITION);
    await sql`
      insert into organisation (code) values ('one'), ('two'), ('three');
      insert into response (organisation_id, instrument_id, version, external_id, responded_at, day, audience, scores, content_hash)
        select 1 + n % 3, 1, 1, n::text, now(), date '2026-01-01' + n % 90, 1,
          decode(lpad(to_hex(n % 11), 2, '0') || lpad(to_hex(n % 7), 2, '0') || lpad(to_hex(n / 2 % 7), 2, '0') || lpad(to_hex(n / 3 % 7), 2, '0')
            || lpad(to_hex(n / 5 % 7), 2, '0') || lpad(to_hex(n / 7 % 7), 2, '0') || lpad(to_hex(n / 11 % 7), 2, '0'), 'hex'), '\\x00'
        from generate_series(1, 600) n;
    `.execute(db);
    await foldEverything(db);
    await sql`update response set weight = 2 where external_id = '7'`.execute(db);
    api = createApi({ db, columns: new ColumnStore(db) });
  });

  async function asked(
    query: string,
    headers: Record<string, string> = { "x-klik-plan": "1" },
    viewer?: Viewer,
  ): Promise<Answer> {
    const answer = await api.fetch(
      "http://localhost/graphql",
      {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      },
      viewer === undefined ? {} : { caller: { viewer, requestId: "test" } },
    );
    return (await answer.json()) as Answer;
  }

  /** The kernels of the passes that a query takes, with the questions of each. */
  async function passesOf(query: string): Promise<readonly string[]> {
    const { errors, extensions } = await asked(query);
    expect(errors).toBeUndefined();
    return extensions!.plan!.evaluations.map(({ kernel, questions }) =>
      [kernel, ...questions.map(({ code }) => code).sort()].join(" "),
    );
  }

  const satisfaction = (code: string): string => `${code}: satisfaction(question: "${code}") { value base { valid } }`;

  test("all metrics of a segment are counted with its groups, in one", async () => {
    expect(
      await passesOf(`query { segments(instrument: "plan", by: [{ dimension: ORGANISATION }, { period: MONTH }]) {
        totalCount nodes { responses ...Metrics }
      } }
      fragment Metrics on Segment { nps { value } ${satisfaction("quick")} ... { ${satisfaction("warm")} } }`),
    ).toEqual(["tally quick recommend warm"]);
  });

  test("no metric, no question", async () => {
    expect(await passesOf(`{ segments(instrument: "plan") { nodes { responses } } }`)).toEqual(["count"]);
  });

  test("several fields of one scope are one", async () => {
    expect(
      await passesOf(`{
        a: segments(instrument: "plan", by: [{ dimension: ORGANISATION }]) { nodes { nps { value } } }
        b: segments(instrument: "plan", by: [{ dimension: ORGANISATION }], first: 2) { nodes { ${satisfaction("price")} } }
      }`),
    ).toEqual(["tally price recommend"]);
  });

  test("what a segment is held against is in the same one", async () => {
    const change =
      'nps { change(from: PREVIOUS_PERIOD) { verdict } } warm: satisfaction(question: "warm") { change(from: PREVIOUS_PERIOD) { verdict } }';
    expect(await passesOf(`{ segments(instrument: "plan", by: [{ period: MONTH }]) { nodes { ${change} } } }`)).toEqual(
      ["tally recommend warm"],
    );
    expect(
      await passesOf(
        `{ segments(instrument: "plan", where: { from: "2026-02-01", until: "2026-03-01" }) { nodes { ${change} } } }`,
      ),
    ).toEqual(["tally recommend warm"]);
    const benchmark = "nps { value change(from: YEAR_EARLIER) { verdict } benchmark(against: ALL) { status } }";
    expect(
      await passesOf(
        `{ segments(instrument: "plan", where: { organisations: ["one"], from: "2026-02-01", until: "2026-03-01" }) { nodes { ${benchmark} } } }`,
      ),
    ).toEqual(["tally recommend"]);
    expect(
      await passesOf(
        `{ segments(instrument: "plan", where: { from: "2026-02-01" }, by: [{ dimension: ORGANISATION }, { rolling: { grain: MONTH, length: 2 } }]) {
          nodes { ${benchmark} }
        } }`,
      ),
    ).toEqual(["tally recommend"]);
  });

  test("all that looks at people goes through the answers of each once", async () => {
    expect(
      await passesOf(`{ segments(instrument: "plan", by: [{ dimension: ORGANISATION }]) {
        nodes { nps { value } experience { functional { value } } drivers { n certainty(replications: 100) { seed } asymmetry(replications: 100) { lowMax } } }
      } }`),
    ).toEqual(["tally recommend", "gather clear heard price quick recommend staff warm"]);
  });

  test("numbers do not depend on it", async () => {
    const numbers = async (metrics: string): Promise<unknown> => {
      const { data } = await asked(
        `{ segments(instrument: "plan", by: [{ dimension: ORGANISATION }]) { nodes { ${metrics} } } }`,
      );
      return (data as { segments: { nodes: object[] } }).segments.nodes;
    };
    // The means of statements are not expected from the text of the query: they are counted after the groups.
    const together = (await numbers(
      `${satisfaction("quick")} experience { statements { code mean { value base { valid } } } }`,
    )) as {
      quick: unknown;
      experience: { statements: { code: string; mean: unknown }[] };
    }[];
    for (const { quick, experience } of together)
      expect(quick).toEqual(experience.statements.find(({ code }) => code === "quick")!.mean);
  });

  describe("the plan", () => {
    const query = `{ segments(instrument: "plan", where: { organisations: ["one", "two"] }, by: [{ period: MONTH }]) { nodes { nps { value } } } }`;

    test("is plain data that prints", async () => {
      await asked(query);
      const plan = (await asked(query)).extensions!.plan!;
      const [evaluation] = plan.evaluations;
      expect(evaluation).toMatchObject({
        kernel: "tally",
        instrument: "plan",
        questions: [{ code: "recommend", slot: 0 }],
        segments: { count: 2, rows: 400 },
        plan: { organisations: ["one", "two"], columns: ["day", "weight", "slot:0"] },
        read: { columns: 0, bytes: 0 },
        cached: { columns: 4 },
      });
      expect(describeExplained(plan)).toMatch(
        /^pass 1 of 1: tally recommend of plan\n  where: organisations one, two\n  group by: month\n  needs: day, weight, slot:0\n  segments: 2 with 400 rows; not in segments yet: \d rows\n  columns: 4 \([\d.]+ KiB\) in memory, 0 \(0.0 KiB\) read from the database\n$/,
      );
    });

    test("is for operators who ask for it", async () => {
      const read = new Set(["read"] as const);
      expect((await asked(query, {})).extensions).toBeUndefined();
      const one: Viewer = { id: "key:one", organisations: [1], scopes: read };
      expect((await asked(query, { "x-klik-plan": "1" }, one)).extensions).toBeUndefined();
      expect((await asked("{ __typename }", { "x-klik-plan": "1" }, STRANGER)).extensions).toBeUndefined();
      const all: Viewer = { id: "key:all", organisations: "all", scopes: read };
      expect((await asked(query, { "x-klik-plan": "1" }, all)).extensions?.plan?.evaluations).toHaveLength(1);
    });
  });

  test("drivers alone are summed up without a look at each person, unless responses have weights", async () => {
    const drivers = (fields: string): Promise<readonly string[]> =>
      passesOf(`{ segments(instrument: "plan", by: [{ dimension: ORGANISATION }]) { nodes { drivers${fields} } } }`);
    expect(await drivers("{ n drivers { code } }")).toEqual([
      "count",
      "gram price recommend staff",
      "gather price recommend staff",
    ]);
    const { db } = database();
    await sql`update response set weight = 1`.execute(db);
    for (const owner of await findOwners(db)) await rebuildSegments(db, owner);
    expect(await drivers("{ n drivers { code } }")).toEqual(["count", "gram price recommend staff"]);
    expect(await drivers("(as: NPS) { n }")).toEqual(["count", "gather price recommend staff"]);
    expect(await drivers("(missing: PAIRWISE) { n }")).toEqual(["count", "gather price recommend staff"]);
  });
});
