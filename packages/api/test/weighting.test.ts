import { nps, tallyOf, ZERO_TO_TEN } from "@klik/metrics-core";
import { rake } from "@klik/metrics-core/weighting";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { eraseRespondent } from "../src/erasure/erase-respondent.ts";
import { LIMITS } from "../src/limits.ts";
import { ask, dataOf } from "./ask.ts";
import { askAs, viewerOf } from "./ask-as.ts";
import { describeOnDatabases } from "./database.ts";
import {
  DeleteWeightingDocument,
  type DeleteWeightingInput,
  RakeWeightsDocument,
  type RakeWeightsInput,
  WeightedDocument,
  type WeightedQueryVariables,
} from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";

interface Row {
  readonly id: string;
  readonly organisation: string;
  readonly sector: string;
  readonly weight: number;
  readonly gender: string;
  readonly nps: number;
  readonly surprise: string;
  readonly why: string;
}

/** Two sectors and two genders, both far from what they should be. */
const ROWS = Array.from(
  { length: 120 },
  (_, i): Row => ({
    id: `r${i}`,
    organisation: `org${i % 6}`,
    sector: i % 6 < 4 ? "retail" : "energy",
    weight: i % 5 === 0 ? 0.5 : 1,
    gender: i % 7 < 5 ? "f" : "m",
    nps: (i * 7) % 11,
    surprise: ["below", "as", "above"][((i / 6) | 0) % 3]!,
    why: ["price", "service", "price|service"][(i >> 2) % 3]!,
  }),
);

const HEADER = "external_id,organisation,sector,responded_at,weight,respondent_key,attribute.gender,nps,surprise,why";
const lineOf = (row: Row, weight: string = String(row.weight)): string =>
  `${row.id},${row.organisation},${row.sector},2024-05-01,${weight},key-${row.id},${row.gender},${row.nps},${row.surprise},${row.why}`;
const fileOf = (rows: readonly Row[]): string => [HEADER, ...rows.map((row) => lineOf(row))].join("\n");

const SECTORS = { retail: 0.5, energy: 0.5 };
const GENDERS = { f: 0.4, m: 0.6 };
const targets = (shares: Readonly<Record<string, number>>) =>
  Object.entries(shares).map(([code, target]) => ({ code, target }));
const MARGINS: RakeWeightsInput["margins"] = [
  { of: { dimension: "SECTOR" }, targets: targets(SECTORS) },
  { of: { attribute: "gender" }, targets: targets(GENDERS) },
];

/** The same, straight from metrics-core. */
const expected = rake({
  margins: [
    { name: "sector", categories: ROWS.map(({ sector }) => sector), targets: SECTORS },
    { name: "gender", categories: ROWS.map(({ gender }) => gender), targets: GENDERS },
  ],
  startWeights: ROWS.map(({ weight }) => weight),
});

describeOnDatabases("weights", (database) => {
  let fromRows: Api;
  let fromColumns: Api;
  let survey = "";
  let surveys = 0;
  beforeAll(() => {
    const { db } = database();
    fromRows = createApi({ db });
    fromColumns = createApi({ db, columns: new ColumnStore(db) });
  });
  beforeEach(async () => {
    survey = `weighted-${++surveys}`;
    const { db } = database();
    await importText(db, await surveyFor(db, survey), fileOf(ROWS));
  });

  const rakeWeights = async (input: Partial<RakeWeightsInput> = {}) =>
    (
      await dataOf(fromColumns, RakeWeightsDocument, {
        input: { instrument: survey, name: "national", margins: MARGINS, ...input },
      })
    ).rakeWeights;
  const segmentsOf = async (variables: Partial<WeightedQueryVariables> = {}, api: Api = fromColumns) =>
    (await dataOf(api, WeightedDocument, { instrument: survey, weighting: "national", ...variables })).segments.nodes;
  const stored = () =>
    database()
      .db.selectFrom("response_weight as w")
      .innerJoin("response as r", (join) =>
        join.onRef("r.organisation_id", "=", "w.organisation_id").onRef("r.id", "=", "w.response_id"),
      )
      .innerJoin("instrument as i", "i.id", "r.instrument_id")
      .select(["r.external_id as id", "w.weight"])
      .where("i.code", "=", survey)
      .orderBy("r.external_id")
      .execute();

  test("are those of metrics-core, and the report says what they cost", async () => {
    const raked = await rakeWeights();
    expect(raked).toMatchObject({ __typename: "WeightsRaked", weighting: { name: "national" } });
    if (raked.__typename !== "WeightsRaked") return;
    const { report } = raked;
    expect(report.before).toMatchObject({ responses: 120, sum: 108, min: 0.5, max: 1 });
    expect(report.after).toMatchObject({ responses: 120, sum: 108 });
    expect(report.after.effectiveBase).toBeCloseTo(expected.kish.effectiveBase!, 9);
    expect(report.after.designEffect).toBeCloseTo(expected.kish.designEffect!, 9);
    expect(report).toMatchObject({ weightless: 0, trimming: null });
    expect(report.convergence?.iterations).toBe(expected.iterations);
    expect(report.margins.map(({ name }) => name)).toEqual(["sector", "attribute gender"]);
    for (const { maxRelativeError, categories } of report.margins) {
      expect(maxRelativeError).toBeLessThan(1e-9);
      for (const { after, target, before } of categories) {
        expect(after).toBeCloseTo(target!, 9);
        expect(before).not.toBeCloseTo(target!, 2);
      }
    }
    const weights = new Map((await stored()).map(({ id, weight }) => [id, Number(weight)]));
    for (const [at, { id }] of ROWS.entries()) expect(weights.get(id)).toBeCloseTo(expected.weights[at]!, 11);
  });

  test("give every metric the number that it has when responses come with them, on both paths", async () => {
    await rakeWeights();
    const weights = new Map((await stored()).map(({ id, weight }) => [id, weight]));
    const { db } = database();
    const came = `${survey}-came`;
    const file = [HEADER, ...ROWS.map((row) => lineOf(row, weights.get(row.id)))].join("\n");
    expect((await importText(db, await surveyFor(db, came), file)).report).toMatchObject({ imported: 120 });
    for (const by of [
      [],
      [{ dimension: "SECTOR" as const }],
      [{ attribute: "gender" }, { dimension: "ORGANISATION" as const }],
    ]) {
      const where = { organisations: ["org0", "org1", "org4"] };
      const columns = await segmentsOf({ instrument: came, weighting: "response", by, where });
      expect(columns.every(({ nps: one }) => one!.base.weighted !== one!.base.valid)).toBe(true);
      expect(await segmentsOf({ by, where })).toEqual(columns);
      expect(await segmentsOf({ by, where }, fromRows)).toEqual(columns);
    }
    const [all] = await segmentsOf();
    const direct = nps(
      tallyOf(
        ZERO_TO_TEN,
        ROWS.map((row) => row.nps),
        { weights: ROWS.map(({ id }) => weights.get(id)!) },
      ),
    );
    expect(all!.nps!.value).toBeCloseTo(direct.status === "estimated" ? Number(direct.value) : Number.NaN, 10);
    expect(await segmentsOf({ weighting: "response" })).not.toEqual([all]);
  });

  test("are of the responses of that moment: what comes later has none, and is reported", async () => {
    const { db } = database();
    await rakeWeights();
    const [before] = await segmentsOf();
    expect(before).toMatchObject({ responses: 120, withoutWeight: 0 });
    const instrument = await surveyFor(db, survey);
    await importText(db, instrument, fileOf([{ ...ROWS[0]!, id: "late", nps: 0 }]));
    for (const api of [fromColumns, fromRows]) {
      expect(await segmentsOf({}, api)).toEqual([{ ...before, responses: 121, withoutWeight: 1 }]);
      expect(await segmentsOf({ weighting: "response" }, api)).toMatchObject([
        { responses: 121, withoutWeight: 0, nps: { base: { valid: 121 } } },
      ]);
    }
    // A correction keeps the weight; the numbers follow the answer.
    await importText(db, instrument, fileOf([{ ...ROWS[1]!, nps: 0 }]));
    const [corrected] = await segmentsOf();
    expect(corrected).toMatchObject({ responses: 121, withoutWeight: 1, nps: { base: before!.nps!.base } });
    expect(corrected!.nps!.value).not.toBe(before!.nps!.value);

    expect(await rakeWeights()).toMatchObject({ report: { after: { responses: 121 } } });
    expect(await segmentsOf()).toMatchObject([{ responses: 121, withoutWeight: 0, nps: { base: { valid: 121 } } }]);
  });

  test("of nobody but late responses are no numbers, not zeros", async () => {
    await rakeWeights();
    const { db } = database();
    await importText(db, await surveyFor(db, survey), fileOf([{ ...ROWS[0]!, id: "late", organisation: "lone" }]));
    expect(await segmentsOf({ where: { organisations: ["lone"] } })).toMatchObject([
      { responses: 1, withoutWeight: 1, nps: { value: null, status: "SUPPRESSED", base: { eligible: 0 } } },
    ]);
  });

  test("raked again are the same, and other ones take their place", async () => {
    const first = await rakeWeights();
    const weights = await stored();
    const again = await rakeWeights();
    expect(await stored()).toEqual(weights);
    if (first.__typename !== "WeightsRaked" || again.__typename !== "WeightsRaked") throw new Error("expected weights");
    expect(again.report).toEqual(first.report);
    expect(again.weighting.rakedAt > first.weighting.rakedAt).toBe(true);

    await rakeWeights({ where: { sectors: ["retail"] }, margins: [MARGINS[1]!] });
    expect(await stored()).toHaveLength(80);
    expect(await segmentsOf({ by: [{ dimension: "SECTOR" }] })).toMatchObject([
      { key: { sector: { code: "retail" } }, responses: 80, withoutWeight: 0 },
      { key: { sector: { code: "energy" } }, responses: 40, withoutWeight: 40, nps: { status: "SUPPRESSED" } },
    ]);
    await rakeWeights({ name: "another" });
    const { instrument } = await dataOf(fromColumns, WeightedDocument, { instrument: survey });
    expect(instrument?.weightings).toEqual([{ name: "another" }, { name: "national" }]);
  });

  test("go with an erased respondent", async () => {
    const { db } = database();
    const gone = { ...ROWS[0]!, id: "gone", organisation: "gone" };
    await importText(db, await surveyFor(db, survey), fileOf([gone]));
    await rakeWeights();
    expect((await stored()).map(({ id }) => id)).toContain("gone");
    await eraseRespondent(db, { organisation: "gone", respondentKey: "key-gone" });
    expect((await stored()).map(({ id }) => id)).not.toContain("gone");
    expect(await segmentsOf()).toMatchObject([{ responses: 120, withoutWeight: 0 }]);
  });

  test("keep to bounds, can start from 1, sum to a total, and can be trimmed", async () => {
    const bounded = await rakeWeights({ bounds: { upper: 2.6 } });
    if (bounded.__typename !== "WeightsRaked") throw new Error(bounded.message);
    // Without them it is 3.42.
    expect(bounded.report.maxRatio).toBeCloseTo(2.6, 9);
    expect(await rakeWeights({ start: "NONE" })).toMatchObject({
      report: { before: { sum: 120, min: 1, max: 1 }, after: { sum: 120 } },
    });
    expect(await rakeWeights({ total: 1_000_000 })).toMatchObject({ report: { after: { sum: 1_000_000 } } });
    const trimmed = await rakeWeights({ trim: { upper: 1.5 } });
    if (trimmed.__typename !== "WeightsRaked") throw new Error(trimmed.message);
    expect(trimmed.report.after.max).toBe(1.5);
    expect(trimmed.report.trimming!.trimmed).toBeGreaterThan(0);
    expect(trimmed.report.margins[0]!.maxRelativeError).toBeGreaterThan(1e-6);
  });

  test("take percentages, counts, categories and points as margins", async () => {
    const surprise = { below: 20, as: 30, above: 50 };
    expect(
      await rakeWeights({
        margins: [
          { of: { question: "surprise" }, unit: "PERCENT", targets: targets(surprise) },
          {
            of: { dimension: "ORGANISATION" },
            unit: "COUNT",
            targets: targets({ org0: 9, org1: 9, org2: 9, org3: 9, org4: 9, org5: 90 }),
          },
          { of: { dimension: "AUDIENCE" }, targets: targets({ CUSTOMER: 1 }) },
        ],
      }),
    ).toMatchObject({
      report: {
        margins: [
          { name: "question surprise", categories: [{ code: "below", target: 0.2 }, { target: 0.3 }, { target: 0.5 }] },
          {
            name: "organisation",
            categories: [{ code: "org0" }, {}, {}, {}, {}, { code: "org5", target: 0.666666666667 }],
          },
          { name: "audience" },
        ],
      },
    });
    const points = targets(Object.fromEntries(Array.from({ length: 11 }, (_, point) => [String(point), 1])));
    expect(await rakeWeights({ margins: [{ of: { question: "nps" }, unit: "COUNT", targets: points }] })).toMatchObject(
      {
        __typename: "WeightsRaked",
      },
    );
  });

  test("give weight 0 where the target is 0, and where a value is missing when that is asked", async () => {
    expect(
      await rakeWeights({ margins: [{ of: { dimension: "SECTOR" }, targets: targets({ retail: 1, energy: 0 }) }] }),
    ).toMatchObject({
      report: { weightless: 40, after: { sum: 108 } },
    });
    // In the base, in no estimate.
    expect(await segmentsOf({ by: [{ dimension: "SECTOR" }] })).toMatchObject([
      { withoutWeight: 0, nps: { status: "ESTIMATED" } },
      { withoutWeight: 0, nps: { status: "SUPPRESSED", base: { eligible: 40, weighted: 0 } } },
    ]);
    const { db } = database();
    await importText(db, await surveyFor(db, survey), fileOf([{ ...ROWS[0]!, id: "nobody", gender: "" }]));
    expect(await rakeWeights()).toMatchObject({ __typename: "WriteRefused", code: "INPUT_INVALID" });
    expect(await rakeWeights({ missing: "LEAVE_OUT" })).toMatchObject({ report: { weightless: 1 } });
    expect(await rakeWeights({ missing: "KEEP_WEIGHT" })).toMatchObject({ report: { weightless: 0 } });
  });

  describe("are refused, and the old ones stay,", () => {
    const sector = (shares: Readonly<Record<string, number>>) => [
      { of: { dimension: "SECTOR" as const }, targets: targets(shares) },
    ];

    test.each<[string, Partial<RakeWeightsInput>, object]>([
      [
        "when a category has no responses",
        { where: { sectors: ["retail"] } },
        { reason: "NO_RESPONDENTS", margin: "sector", category: "energy" },
      ],
      ["when there are no responses at all", { where: { from: "2030-01-01" } }, { reason: "NO_RESPONDENTS" }],
      [
        "when an attribute has no such value",
        { margins: [{ of: { attribute: "gender" }, targets: targets({ f: 0.3, m: 0.3, x: 0.4 }) }] },
        { reason: "NO_RESPONDENTS", category: "x" },
      ],
      ["when a target is out of bounds", { bounds: { upper: 1.01 } }, { reason: "OUT_OF_BOUNDS" }],
      [
        "when a target is 0 and there is a lower bound",
        { margins: sector({ retail: 1, energy: 0 }), bounds: { lower: 0.1 } },
        { reason: "OUT_OF_BOUNDS", category: "energy" },
      ],
      [
        "when the margins contradict each other",
        {
          margins: [
            {
              of: { dimension: "ORGANISATION" },
              unit: "COUNT",
              targets: targets({ org0: 1, org1: 1, org2: 1, org3: 1, org4: 4, org5: 4 }),
            },
            ...sector({ retail: 0.9, energy: 0.1 }),
          ],
        },
        { reason: "NO_SOLUTION" },
      ],
      ["when trimming leaves no room", { trim: { upper: 0.2 } }, { reason: "OUT_OF_BOUNDS", margin: null }],
    ])("%s", async (_when, input, refusal) => {
      await rakeWeights();
      const weights = await stored();
      expect(await rakeWeights(input)).toMatchObject({ __typename: "WeightsUnreachable", ...refusal });
      expect(await stored()).toEqual(weights);
    });

    test("when raking does not converge", async () => {
      // Only one response is both: its weight has to go to 0, which takes for ever.
      const { db } = database();
      const row = (id: string, sectorCode: string, gender: string): Row => ({
        ...ROWS[0]!,
        id,
        organisation: `slow-${sectorCode}`,
        sector: sectorCode,
        gender,
      });
      const rows = [row("1", "retail", "f"), row("2", "retail", "m"), row("3", "energy", "m")];
      const { report } = await importText(db, await surveyFor(db, `${survey}-slow`), fileOf(rows));
      expect(report.imported).toBe(3);
      const margins = [
        { of: { dimension: "SECTOR" as const }, targets: targets({ retail: 0.5, energy: 0.5 }) },
        { of: { attribute: "gender" }, targets: targets({ f: 0.5, m: 0.5 }) },
      ];
      expect(await rakeWeights({ instrument: `${survey}-slow`, margins })).toMatchObject({
        __typename: "WeightsUnreachable",
        reason: "NOT_CONVERGED",
      });
    });

    const path = (...paths: readonly string[]) => ({
      code: "INPUT_INVALID",
      issues: paths.map((one) => ({ path: one })),
    });
    test.each<[string, Partial<RakeWeightsInput>, object]>([
      ["an unknown code", { margins: sector({ retail: 0.5, enrgy: 0.5 }) }, path("margins[0].targets[1].code")],
      [
        "an unknown point",
        { margins: [{ of: { question: "nps" }, targets: targets({ "11": 1 }) }] },
        path("margins[0].targets[0].code"),
      ],
      [
        "an unknown question",
        { margins: [{ of: { question: "age" }, targets: targets({ a: 1 }) }] },
        path("margins[0].of.question"),
      ],
      [
        "a code twice",
        { margins: [{ of: { dimension: "SECTOR" }, targets: [...targets(SECTORS), ...targets(SECTORS)] }] },
        path("margins[0].targets[2].code", "margins[0].targets[3].code"),
      ],
      ["a margin twice", { margins: [...MARGINS, MARGINS[0]!] }, path("margins[2].of")],
      ["no margins", { margins: [] }, path("margins")],
      ["a taken name", { name: "response" }, path("name")],
      ["a name of blanks", { name: " " }, path("name")],
      ["shares that do not sum to 1", { margins: sector({ retail: 0.5, energy: 0.6 }) }, { code: "INPUT_INVALID" }],
      ["targets of 0 only", { margins: sector({ retail: 0, energy: 0 }) }, { code: "INPUT_INVALID" }],
      ["a target below 0", { margins: sector({ retail: 2, energy: -1 }) }, { code: "INPUT_INVALID" }],
      ["a category without target", { margins: sector({ retail: 1 }) }, { code: "INPUT_INVALID" }],
      ["bounds the wrong way round", { bounds: { lower: 2, upper: 1 } }, { code: "INPUT_INVALID" }],
      ["a total of 0", { total: 0 }, { code: "INPUT_INVALID" }],
      ["a total whose weights are too large", { total: 1e12 }, { code: "INPUT_INVALID" }],
      ["limits of trimming the wrong way round", { trim: { lower: 2, upper: 1 } }, { code: "INPUT_INVALID" }],
      ["an unknown instrument", { instrument: "nothing" }, { code: "INSTRUMENT_NOT_FOUND" }],
    ])("with %s", async (_what, input, refusal) => {
      const refused = await rakeWeights(input);
      expect(refused).toMatchObject({ __typename: "WriteRefused", ...refusal });
      expect(await stored()).toEqual([]);
    });

    test("beyond the limits", async () => {
      const margins = (count: number) =>
        Array.from({ length: count }, (_, i) => ({ of: { attribute: `a${i}` }, targets: targets({ x: 1 }) }));
      expect(await rakeWeights({ margins: margins(LIMITS.margins), missing: "KEEP_WEIGHT" })).not.toMatchObject(
        path("margins"),
      );
      expect(await rakeWeights({ margins: margins(LIMITS.margins + 1) })).toMatchObject(path("margins"));
      const many = (count: number) => [
        {
          of: { attribute: "gender" },
          unit: "COUNT" as const,
          targets: Array.from({ length: count }, (_, i) => ({ code: `x${i}`, target: 1 })),
        },
      ];
      expect(await rakeWeights({ margins: many(LIMITS.listElements) })).toMatchObject({
        __typename: "WeightsUnreachable",
        reason: "NO_RESPONDENTS",
      });
      expect(await rakeWeights({ margins: many(LIMITS.listElements + 1) })).toMatchObject(path("margins[0].targets"));
    });
  });

  test("are the operator's to make, and everybody's to ask for their own numbers", async () => {
    await rakeWeights();
    const { id } = await database()
      .db.selectFrom("organisation")
      .select("id")
      .where("code", "=", "org1")
      .executeTakeFirstOrThrow();
    const input = { instrument: survey, name: "mine", margins: MARGINS };
    const refused = await askAs(fromColumns, viewerOf([id], "admin", "read"), RakeWeightsDocument, { input });
    expect(refused.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const own = await askAs(fromColumns, viewerOf([id], "read"), WeightedDocument, {
      instrument: survey,
      weighting: "national",
    });
    expect(own.errors).toBeUndefined();
    expect(own.data?.segments.nodes).toEqual(await segmentsOf({ where: { organisations: ["org1"] } }));
  });

  test("are deleted with their name, which is free again", async () => {
    await rakeWeights();
    await rakeWeights({ name: "other" });
    const remove = async (input: DeleteWeightingInput) =>
      (await dataOf(fromColumns, DeleteWeightingDocument, { input })).deleteWeighting;
    const national = { instrument: survey, name: "national" };
    expect(await remove(national)).toEqual({ __typename: "WeightingDeleted", deleted: true });
    expect(await stored()).toHaveLength(ROWS.length); // those of the other
    expect(await remove(national)).toMatchObject({ deleted: false });
    expect(await remove({ ...national, instrument: "nothing" })).toMatchObject({ code: "INSTRUMENT_NOT_FOUND" });
    const { errors } = await askAs(fromColumns, viewerOf([1], "admin"), DeleteWeightingDocument, { input: national });
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await rakeWeights()).toMatchObject({ __typename: "WeightsRaked" });
  });

  test("of another instrument, or of no such name, are bad input", async () => {
    await rakeWeights({ name: "here" });
    const other = await surveyFor(database().db, `${survey}-other`);
    for (const variables of [
      { instrument: other.code, weighting: "here" },
      { instrument: survey, weighting: "there" },
    ]) {
      const { errors } = await ask(fromColumns, WeightedDocument, variables);
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
  });
});
