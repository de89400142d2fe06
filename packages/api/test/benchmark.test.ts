import { readFileSync } from "node:fs";
import { type Estimate, nps, npsGroups, tallyOf, ZERO_TO_TEN } from "@klik/metrics-core";
import { type Member, positionAmong, quartilesOf, rankMembers, sectorValue } from "@klik/metrics-core/comparison";
import { execute, parse } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { OPEN_VIEWER } from "../src/access/viewer.ts";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { createContext } from "../src/context.ts";
import { loadDemo } from "../src/demo/load.ts";
import { schema } from "../src/schema/schema.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near } from "./estimate-number.ts";
import {
  BenchmarkDocument,
  type BenchmarkQuery,
  type BenchmarkQueryVariables,
  type PositionFragment,
} from "./generated/graphql.ts";

const INSTRUMENT = "synthetic-service";

interface Row {
  readonly organisation: string;
  readonly channel: string;
  readonly nps: number | null;
}
const [header = "", ...lines] = readFileSync(
  new URL("../demo/synthetic/synthetic_responses.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");
const rows = lines.map((line): Row => {
  const cells = line.split(",");
  const cell = (name: string): string => cells[header.split(",").indexOf(name)] ?? "";
  const answer = cell("nps");
  return { organisation: cell("organisation"), channel: cell("channel"), nps: answer === "" ? null : Number(answer) };
});

/** Every organisation with the number of its rows. */
function membersOf(of: readonly Row[], metric: (answers: readonly (number | null)[]) => Estimate): readonly Member[] {
  return [...new Set(of.map(({ organisation }) => organisation))].map((organisation) => ({
    organisation,
    estimate: metric(of.filter((row) => row.organisation === organisation).map((row) => row.nps)),
  }));
}
const npsOf = (answers: readonly (number | null)[]): Estimate => nps(tallyOf(ZERO_TO_TEN, answers));
const detractorsOf = (answers: readonly (number | null)[]): Estimate =>
  npsGroups(tallyOf(ZERO_TO_TEN, answers)).detractors;

const WITHHELD = {
  status: "WITHHELD",
  organisations: null,
  equal: null,
  pooled: null,
  median: null,
  quartiles: null,
  percentile: null,
  rank: null,
};

/** The same by metrics-core alone. */
function positionOf(members: readonly Member[], own: string, higherIsBetter: boolean): PositionFragment {
  const others = members.filter(({ organisation }) => organisation !== own);
  const values = others.map(({ estimate }) => estimate.value!);
  const { value } = members.find(({ organisation }) => organisation === own)!.estimate;
  const number = (method: "equal" | "pooled" | "median"): unknown => {
    const found = sectorValue(members, { method, leaveOut: own });
    if (found.status === "suppressed") return null;
    return {
      value: near(found.value),
      standardError: near(found.standardError),
      samplingError: near(found.samplingError),
    };
  };
  const quartiles = quartilesOf(values)!;
  const { percentile } = positionAmong(values, value!)!;
  const ranking = rankMembers(members, { level: 0.9, draws: 200, seed: 7, higherIsBetter });
  const ranked = ranking.members.find(({ organisation }) => organisation === own)!;
  const expected = {
    status: "AVAILABLE",
    reason: null,
    organisations: others.length,
    equal: number("equal"),
    pooled: number("pooled"),
    median: number("median"),
    quartiles: { low: near(quartiles.low), median: near(quartiles.median), high: near(quartiles.high) },
    percentile: near(higherIsBetter ? percentile : 100 - percentile),
    rank: {
      rank: ranked.rank,
      of: members.length,
      low: near(ranked.rankInterval[0]),
      high: near(ranked.rankInterval[1]),
      percentileLow: near(ranked.percentileInterval![0]),
      percentileHigh: near(ranked.percentileInterval![1]),
      firstChance: near(ranked.firstChance),
      tied: ranked.tied,
    },
  };
  return expected as PositionFragment; // with numbers that are near
}

const benchmarkIn = (node: BenchmarkQuery["segments"]["nodes"][number] | undefined): PositionFragment =>
  node!.nps!.benchmark!;

describeOnDatabases("the benchmark of an estimate", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await loadDemo(db);
    // Two sectors of three: org_01 to org_03, and the others.
    for (const [sector, codes] of [
      ["energy", ["org_01", "org_02", "org_03"]],
      ["retail", ["org_04", "org_05", "org_06"]],
    ] as const) {
      await db
        .updateTable("organisation")
        .set(({ selectFrom }) => ({ sector_id: selectFrom("sector").select("id").where("code", "=", sector) }))
        .where("code", "in", codes)
        .execute();
    }
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });
    const nodesOf = async (
      variables: Omit<BenchmarkQueryVariables, "instrument">,
    ): Promise<BenchmarkQuery["segments"]["nodes"]> =>
      (await dataOf(api, BenchmarkDocument, { instrument: INSTRUMENT, ...variables })).segments.nodes;

    test("is that of the library, with the own organisation left out", async () => {
      const nodes = await nodesOf({ by: [{ dimension: "ORGANISATION" }], against: "ALL" });
      expect(nodes).toHaveLength(6);
      for (const node of nodes) {
        const own = node.key.organisation!.code;
        expect(benchmarkIn(node)).toEqual(positionOf(membersOf(rows, npsOf), own, true));
        expect(node.detractors!.detractors.benchmark).toEqual(positionOf(membersOf(rows, detractorsOf), own, false));
      }
    });

    test("stays within the sector, and within the channel of the row", async () => {
      const sector = ["org_04", "org_05", "org_06"];
      const nodes = await nodesOf({
        by: [{ dimension: "CHANNEL" }, { dimension: "ORGANISATION" }],
        where: { sectors: ["retail"] },
        against: "SECTOR",
        minimumBase: 1,
        minimumOrganisations: 2,
      });
      expect(nodes.length).toBeGreaterThan(6);
      for (const { key, nps: found } of nodes) {
        const same = rows.filter((row) => row.channel === key.channel!.code && sector.includes(row.organisation));
        expect(found!.benchmark).toEqual(positionOf(membersOf(same, npsOf), key.organisation!.code, true));
      }
    });

    test("is there for a filter on one organisation", async () => {
      const [node] = await nodesOf({ where: { organisations: ["org_03"] }, against: "ALL" });
      expect(benchmarkIn(node)).toEqual(positionOf(membersOf(rows, npsOf), "org_03", true));
    });

    test("is withheld with too few organisations, counting only those with enough answers", async () => {
      const where = { organisations: ["org_01"] };
      const [few] = await nodesOf({ where, against: "SECTOR" });
      expect(benchmarkIn(few)).toEqual({ ...WITHHELD, reason: "TOO_FEW_ORGANISATIONS" });
      const valid = membersOf(rows, npsOf).map(({ estimate }) => estimate.base.valid);
      const minimumBase = valid.toSorted((a, b) => b - a)[3]!;
      const [large] = await nodesOf({ where, against: "ALL", minimumBase, minimumOrganisations: 3 });
      expect(benchmarkIn(large)).toMatchObject({ status: "AVAILABLE", organisations: 3, rank: { of: 4 } });
      const [none] = await nodesOf({ where, against: "ALL", minimumBase: minimumBase + 1, minimumOrganisations: 3 });
      expect(benchmarkIn(none)).toMatchObject({ reason: "TOO_FEW_ORGANISATIONS" });
    });

    test("is withheld when nobody answered", async () => {
      const where = { organisations: ["org_01"], from: "1999-01-01", until: "2000-01-01" };
      const [node] = await nodesOf({ where, against: "ALL" });
      expect(benchmarkIn(node)).toEqual({ ...WITHHELD, reason: "NO_PEERS" });
    });

    test("needs rows of one organisation, and minimums of 1 or more", async () => {
      for (const wrong of [{}, { where: { organisations: ["org_01", "org_02"] } }, { minimumBase: 0 }]) {
        const by = "minimumBase" in wrong ? [{ dimension: "ORGANISATION" as const }] : [];
        const { errors } = await ask(api, BenchmarkDocument, { instrument: INSTRUMENT, against: "ALL", by, ...wrong });
        expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
      }
    });
  });

  test("is withheld from who may not see all organisations", async () => {
    const { db } = database();
    const { id } = await db
      .selectFrom("organisation")
      .select("id")
      .where("code", "=", "org_01")
      .executeTakeFirstOrThrow();
    const { data, errors } = await execute({
      schema,
      document: parse(BenchmarkDocument.toString()),
      variableValues: { instrument: INSTRUMENT, by: [{ dimension: "ORGANISATION" }], against: "ALL" },
      contextValue: createContext(db, undefined, { ...OPEN_VIEWER, organisations: [id] }),
    });
    expect(errors).toBeUndefined();
    const { nodes } = (data as unknown as BenchmarkQuery).segments;
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) expect(benchmarkIn(node)).toEqual({ ...WITHHELD, reason: "RELEASES_ONLY" });
  });
});
