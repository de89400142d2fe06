import { readFileSync } from "node:fs";
import { holm } from "@klik/metrics-core/comparison";
import { beforeAll, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadDemo } from "../src/demo/load.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { ChangeDocument } from "./generated/graphql.ts";

// R (Welch, pooled z) on SFO 2016 and 2017: packages/metrics-core/test/reference/README.md.
interface TrendCase {
  readonly id: string;
  readonly expected: {
    readonly consecutive: readonly {
      readonly change: number;
      readonly se: number;
      readonly welch?: { readonly p: number };
      readonly pooled_z_p?: number;
    }[];
  };
}
const cases = (
  JSON.parse(readFileSync(new URL("../../metrics-core/test/reference/trend.json", import.meta.url), "utf8")) as {
    cases: TrendCase[];
  }
).cases;
const golden = (id: string): TrendCase["expected"]["consecutive"][number] =>
  cases.find((each) => each.id === id)!.expected.consecutive[0]!;

const SFO = { instrument: "sfo-passengers" };

describeOnDatabases("change of an estimate", (database) => {
  let api: Api;
  beforeAll(async () => {
    await loadDemo(database().db);
    api = createApi({ db: database().db });
  });

  test("is that of R between two years, and has no verdict on the first", async () => {
    const { segments } = await dataOf(api, ChangeDocument, { ...SFO, by: [{ period: "YEAR" }], from: "YEAR_EARLIER" });
    const [first, second] = segments.nodes;
    expect(first!.satisfaction!.change).toMatchObject({
      verdict: "NOT_COMPARABLE",
      difference: null,
      p: null,
      earlier: { value: null, base: { valid: 0 } },
    });
    const change = second!.satisfaction!.change!;
    const expected = golden("trend/sfo_overall_mean_2016_2017");
    expect(change.difference).toBeCloseTo(expected.change, 9);
    expect(change.standardError).toBeCloseTo(expected.se, 9);
    expect(change.p).toBeCloseTo(expected.welch!.p, 9);
    // One row has an earlier number, so the family is one test.
    expect(change.adjustedP).toBe(change.p);
    const top = second!.satisfaction!.topBox!.change!;
    expect(top.difference).toBeCloseTo(golden("trend/sfo_overall_top_2016_2017").change, 3);
    expect(top.p).toBeCloseTo(golden("trend/sfo_overall_top_2016_2017").pooled_z_p!, 9);
  });

  test("looks back beyond the filter, and at the same group", async () => {
    const by = [{ attribute: "gate_area" }];
    const where = { from: "2017-01-01", until: "2018-01-01" };
    const window = (await dataOf(api, ChangeDocument, { ...SFO, by, where, from: "YEAR_EARLIER" })).segments.nodes;
    const years = (
      await dataOf(api, ChangeDocument, { ...SFO, by: [...by, { period: "YEAR" }], from: "PREVIOUS_PERIOD" })
    ).segments.nodes;
    for (const node of window) {
      const same = years.find(
        ({ key }) => key.period!.label === "2017" && key.attributes[0]!.value === node.key.attributes[0]!.value,
      )!;
      expect(node.satisfaction!.change).toEqual(same.satisfaction!.change);
    }
  });

  test("corrects for the rows of the answer", async () => {
    const { nodes } = (
      await dataOf(api, ChangeDocument, {
        ...SFO,
        by: [{ attribute: "gate_area" }, { period: "YEAR" }],
        from: "PREVIOUS_PERIOD",
      })
    ).segments;
    const changes = nodes.map(({ satisfaction }) => satisfaction!.change!);
    const tested = changes.map(({ p, verdict }) =>
      verdict === "TOO_SMALL" || verdict === "NOT_COMPARABLE" ? null : p,
    );
    expect(tested.filter((p) => p !== null).length).toBeGreaterThan(3);
    for (const [i, expected] of holm(tested).entries()) {
      if (expected === null) expect(changes[i]!.adjustedP).toBeNull();
      else expect(changes[i]!.adjustedP).toBeCloseTo(expected, 10);
    }
  });

  test("says when a difference is too small to matter, or a base to tell", async () => {
    const variables = { ...SFO, by: [{ period: "YEAR" as const }], from: "YEAR_EARLIER" as const };
    const far = (await dataOf(api, ChangeDocument, { ...variables, threshold: 2 })).segments.nodes[1]!.satisfaction!
      .change!;
    expect(far).toMatchObject({ verdict: "NO_EVIDENCE", practical: false });
    const few = (await dataOf(api, ChangeDocument, { ...variables, minimumBase: 1_000_000 })).segments.nodes[1]!
      .satisfaction!.change!;
    expect(few).toMatchObject({ verdict: "TOO_SMALL", adjustedP: null });
  });

  test("looks back to the first day of our era at most", async () => {
    const columns = createApi({ db: database().db, columns: new ColumnStore(database().db) });
    const where = { from: "0001-01-01", until: "9999-12-31" };
    const [all] = (await dataOf(columns, ChangeDocument, { ...SFO, where, from: "PREVIOUS_PERIOD" })).segments.nodes;
    expect(all!.satisfaction!.change!.verdict).toBe("NOT_COMPARABLE");
    const windows = [{ rolling: { grain: "YEAR" as const, length: 24 } }];
    for (const one of [api, columns])
      expect(
        (await ask(one, ChangeDocument, { ...SFO, where, by: windows, from: "YEAR_EARLIER" })).errors,
      ).toBeUndefined();
  });

  test("needs a period or a window", async () => {
    const { errors } = await ask(api, ChangeDocument, { ...SFO, from: "PREVIOUS_PERIOD" });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});
