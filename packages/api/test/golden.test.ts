import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadDemo } from "../src/demo/load.ts";
import { dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import {
  MeanDocument,
  NpsDocument,
  type ResponseFilter,
  SharesDocument,
  WordOfMouthDocument,
} from "./generated/graphql.ts";

// Golden values computed with R and Python packages: packages/metrics-core/test/reference/README.md names software and conventions.
interface Case {
  readonly id: string;
  readonly input: {
    readonly data?: string;
    readonly filter?: Readonly<Record<string, readonly string[]>>;
    readonly columns?: Readonly<Record<string, string>>;
    readonly options?: {
      readonly top_min?: number;
      readonly bottom_max?: number;
      readonly min?: number;
      readonly max?: number;
      readonly rescale?: boolean;
      readonly categories?: readonly (string | number)[];
    };
  };
  readonly expected: Golden;
}
interface Golden {
  // oxlint-disable-next-line no-explicit-any
  readonly [key: string]: any; // a tree of numbers that differs per family; every use is compared with a number
}

const casesOf = (family: string): readonly Case[] =>
  (
    JSON.parse(readFileSync(new URL(`../../metrics-core/test/reference/${family}.json`, import.meta.url), "utf8")) as {
      cases: Case[];
    }
  ).cases;

const YEARS: Readonly<Record<string, ResponseFilter>> = {
  sfo_2016: { from: "2016-01-01", until: "2017-01-01" },
  sfo_2017: { from: "2017-01-01", until: "2018-01-01" },
};
const CONTEXT: Readonly<Record<string, "organisations" | "channels" | "sectors">> = {
  organisation: "organisations",
  channel: "channels",
  sector: "sectors",
};

/** The demo names what the source codes: gender 2 is stored as female. */
const MAPPING = JSON.parse(readFileSync(new URL("../demo/sfo/mapping.json", import.meta.url), "utf8")) as {
  readonly attributes: Readonly<Record<string, string | { readonly values: Readonly<Record<string, string>> }>>;
};

function attributeValue(name: string, raw: string): string {
  const attribute = MAPPING.attributes[name];
  return typeof attribute === "object" ? (attribute.values[raw] ?? raw) : raw;
}

/** Where the rows of a case stand in the demo data; `null` for data that is not loaded. */
function placeOf({ data, filter = {} }: Case["input"]): { instrument: string; where: ResponseFilter } | null {
  const file = /(\w+)\.csv$/.exec(data ?? "")?.[1] ?? "";
  if (file !== "synthetic_responses" && YEARS[file] === undefined) return null;
  const where: ResponseFilter = { ...YEARS[file] };
  for (const [column, values] of Object.entries(filter)) {
    const list = CONTEXT[column];
    if (list !== undefined) where[list] = [...values];
    else
      where.attributes = [
        ...(where.attributes ?? []),
        { name: column, in: values.map((raw) => attributeValue(column, raw)) },
      ];
  }
  return { instrument: file === "synthetic_responses" ? "synthetic-service" : "sfo-passengers", where };
}

const loaded = (cases: readonly Case[]): [string, Case][] =>
  cases.filter(({ input }) => placeOf(input) !== null).map((each) => [each.id, each]);

const LEVELS = [
  ["90", 0.9],
  ["95", 0.95],
  ["99", 0.99],
] as const;

function near(actual: number | null | undefined, expected: number, what: string): void {
  const tolerance = 1e-9 * Math.max(Math.abs(expected), 1e-12);
  expect(
    Math.abs((actual ?? Number.NaN) - expected),
    `${what}: expected ${expected}, got ${actual}`,
  ).toBeLessThanOrEqual(tolerance);
}

function nearBounds(
  actual: { low: number; high: number } | null | undefined,
  expected: readonly [number, number],
  what: string,
): void {
  near(actual?.low, expected[0], `${what} low`);
  near(actual?.high, expected[1], `${what} high`);
}

describeOnDatabases("golden values through import, SQL and GraphQL", (database) => {
  beforeAll(() => loadDemo(database().db));

  describe.each(["responses", "segments"])("counted from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    describe("NPS", () => {
      const cases = loaded(casesOf("nps"));
      test("has cases", () => expect(cases.length).toBeGreaterThanOrEqual(8));

      test.each(cases)("%s", async (_id, { input, expected }) => {
        const { instrument, where } = placeOf(input)!;
        for (const [key, level] of LEVELS) {
          const { segments } = await dataOf(api, NpsDocument, { instrument, where, level, weighting: "none" });
          const { nps, responses } = segments.nodes[0]!;
          expect(responses).toBe(expected.n_total);
          // The instrument knows that the raw code 11 means blank; the golden case counts it as invalid.
          const [missing, invalid] =
            input.columns!["score"] === "nps_raw"
              ? [expected.n_missing + expected.n_invalid, 0]
              : [expected.n_missing, expected.n_invalid];
          expect(nps!.base).toMatchObject({ valid: expected.n, missing, invalid });
          near(nps!.value, expected.score, "score");
          near(nps!.standardError, expected.se, "se");
          near(nps!.promoters.value, expected.share_promoters, "promoters");
          near(nps!.passives.value, expected.share_passives, "passives");
          near(nps!.detractors.value, expected.share_detractors, "detractors");
          nearBounds(nps!.wald, expected.ci.wald[key], `wald ${key}`);
          nearBounds(nps!.adjustedWald, expected.ci.adjusted_wald[key], `adjusted Wald ${key}`);
          nearBounds(nps!.agrestiMin, expected.ci.agresti_min[key], `Agresti-Min ${key}`);
          nearBounds(nps!.score, expected.ci.score_tango[key], `score ${key}`);
          if (expected.weighted === undefined) continue;
          const weighted = (await dataOf(api, NpsDocument, { instrument, where, level })).segments.nodes[0]!.nps!;
          near(weighted.value, expected.weighted.score, "weighted score");
          near(weighted.standardError, expected.weighted.se_linearized, "linearised se");
          near(weighted.base.weighted, expected.weighted.sum_of_weights, "sum of weights");
          near(weighted.base.effective, expected.weighted.kish.n_eff, "effective base");
          near(weighted.promoters.standardError, expected.weighted.se_share_promoters, "se of the promoter share");
          nearBounds(weighted.wald, expected.weighted.ci_linearized_normal[key], `weighted wald ${key}`);
          nearBounds(weighted.t, expected.weighted.ci_linearized_t[key], `weighted t ${key}`);
          nearBounds(
            weighted.adjustedWald,
            expected.weighted.ci_kish.adjusted_wald[key],
            `weighted adjusted Wald ${key}`,
          );
          nearBounds(weighted.score, expected.weighted.ci_kish.score_tango[key], `weighted score ${key}`);
        }
      });
    });

    describe("means, boxes and effort", () => {
      const cases = loaded(casesOf("csat_ces"));
      test("has cases", () => expect(cases.length).toBeGreaterThanOrEqual(8));

      test.each(cases)("%s", async (_id, { input, expected }) => {
        const { instrument, where } = placeOf(input)!;
        const { min = 1, max = 5, top_min = 4, bottom_max = 2, rescale = false } = input.options ?? {};
        const question = input.columns!["score"]!;
        for (const [key, level] of LEVELS) {
          const variables = {
            instrument,
            where,
            question,
            level,
            top: max - top_min + 1,
            bottom: bottom_max - min + 1,
          };
          const { satisfaction } = (await dataOf(api, MeanDocument, { ...variables, weighting: "none" })).segments
            .nodes[0]!;
          expect(satisfaction!.base).toMatchObject({ valid: expected.n, missing: expected.n_missing });
          near(satisfaction!.value, expected.mean, "mean");
          near(satisfaction!.standardError, expected.se, "se");
          nearBounds(satisfaction!.t, expected.ci_t[key], `t ${key}`);
          nearBounds(satisfaction!.wald, expected.ci_normal[key], `normal ${key}`);
          near(satisfaction!.topBox!.value, expected.top.share, "top box");
          nearBounds(satisfaction!.topBox!.wilson, expected.top.wilson[key], `top Wilson ${key}`);
          nearBounds(satisfaction!.topBox!.wald, expected.top.wald[key], `top Wald ${key}`);
          nearBounds(satisfaction!.topBox!.agrestiCoull, expected.top.agresti_coull[key], `top Agresti-Coull ${key}`);
          nearBounds(
            satisfaction!.topBox!.clopperPearson,
            expected.top.clopper_pearson[key],
            `top Clopper-Pearson ${key}`,
          );
          near(satisfaction!.bottomBox!.value, expected.bottom.share, "bottom box");
          nearBounds(satisfaction!.bottomBox!.wilson, expected.bottom.wilson[key], `bottom Wilson ${key}`);
          near(satisfaction!.net!.value, expected.net.score, "net");
          near(satisfaction!.net!.standardError, expected.net.se, "se of net");
          if (rescale) near(satisfaction!.index.value, expected.index_0_100, "index");
          if (expected.weighted === undefined) continue;
          const weighted = (await dataOf(api, MeanDocument, variables)).segments.nodes[0]!.satisfaction!;
          near(weighted.value, expected.weighted.mean, "weighted mean");
          near(weighted.standardError, expected.weighted.se_linearized, "linearised se");
          near(weighted.base.effective, expected.weighted.kish.n_eff, "effective base");
          near(weighted.topBox!.value, expected.weighted.top.share, "weighted top box");
          near(weighted.topBox!.standardError, expected.weighted.top.se_linearized, "weighted top box se");
          nearBounds(weighted.topBox!.wilson, expected.weighted.top.wilson_kish[key], `weighted top Wilson ${key}`);
        }
      });
    });

    describe("distributions", () => {
      const cases = loaded(casesOf("distribution"));
      test("has cases", () => expect(cases.length).toBe(5));

      test.each(cases)("%s", async (_id, { input, expected }) => {
        const { instrument, where } = placeOf(input)!;
        const variables = {
          instrument,
          where,
          question: input.columns!["score"]!,
          categories: input.options!.categories!.map(String),
        };
        const { shares } = (await dataOf(api, SharesDocument, { ...variables, weighting: "none" })).segments.nodes[0]!;
        expect(shares!.unstated).toBeNull();
        expect(shares!.categories.map(({ code }) => code)).toEqual(expected.categories);
        expect(shares!.categories.map(({ count }) => count)).toEqual(expected.counts);
        for (const [index, { share }] of shares!.categories.entries()) {
          near(share.value, expected.shares[index], "share");
          nearBounds(share.interval, expected.wilson95[index], "Wilson");
        }
        if (expected.weighted === undefined) return;
        const weighted = (await dataOf(api, SharesDocument, variables)).segments.nodes[0]!.shares!;
        for (const [index, { share }] of weighted.categories.entries()) {
          near(share.value, expected.weighted.shares[index], "weighted share");
          near(share.standardError, expected.weighted.se_linearized[index], "linearised se");
          nearBounds(share.interval, expected.weighted.wilson95_kish[index], "weighted Wilson");
        }
      });
    });

    test("word of mouth", async () => {
      const { expected } = casesOf("word_of_mouth").find(({ id }) => id === "wom/synthetic")!;
      for (const [key, level] of LEVELS) {
        const { wordOfMouth } = (await dataOf(api, WordOfMouthDocument, { instrument: "synthetic-service", level }))
          .segments.nodes[0]!;
        expect(wordOfMouth!.negativeShare.base).toMatchObject({
          valid: expected.mentions,
          notApplicable: expected.none,
          missing: expected.n_missing,
        });
        near(wordOfMouth!.negativeShare.value, expected.share_negative_of_mentions.share, "share of mentions");
        nearBounds(wordOfMouth!.negativeShare.wilson, expected.share_negative_of_mentions.wilson[key], "Wilson");
        nearBounds(
          wordOfMouth!.negativeShare.clopperPearson,
          expected.share_negative_of_mentions.clopper_pearson[key],
          "Clopper-Pearson",
        );
        near(wordOfMouth!.negativeRate.value, expected.share_negative_of_all.share, "rate");
        nearBounds(wordOfMouth!.negativeRate.wilson, expected.share_negative_of_all.wilson[key], "rate Wilson");
        near(wordOfMouth!.ratio.value, expected.ratio_negative_to_positive.ratio, "ratio");
        nearBounds(wordOfMouth!.ratio.wilson, expected.ratio_negative_to_positive.ci_wilson[key], "ratio Wilson");
        nearBounds(wordOfMouth!.ratio.log, expected.ratio_negative_to_positive.ci_log[key], "ratio log");
        nearBounds(wordOfMouth!.ratio.exact, expected.ratio_negative_to_positive.ci_exact[key], "ratio exact");
        near(wordOfMouth!.inverse.value, expected.ratio_positive_to_negative.ratio, "inverse");
        near(wordOfMouth!.net.value, expected.net_word_of_mouth.score, "net");
        near(wordOfMouth!.net.standardError, expected.net_word_of_mouth.se, "se of net");
      }
    });

    test("the number of the README: NPS of SFO 2017, raw and weighted", async () => {
      const variables = { instrument: "sfo-passengers", where: { from: "2017-01-01" }, level: 0.95 };
      const raw = (await dataOf(api, NpsDocument, { ...variables, weighting: "none" })).segments.nodes[0]!.nps!;
      expect(raw.value).toBeCloseTo(39.8398, 4);
      expect(raw.default).toMatchObject({ level: 0.95, method: "ADJUSTED_WALD" });
      expect([raw.default!.low, raw.default!.high]).toEqual([expect.closeTo(37.1824, 4), expect.closeTo(42.4102, 4)]);
      const weighted = (await dataOf(api, NpsDocument, variables)).segments.nodes[0]!.nps!;
      expect(weighted.value).toBeCloseTo(40.3984, 4);
      expect(weighted.base.effective).toBeCloseTo(2266.5, 1);
    });
  });
});
