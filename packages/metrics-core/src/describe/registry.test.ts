import { describe, expect, test } from "vitest";
import { CES_ITEMS } from "../metric/ces.ts";
import { NPS_VARIANTS } from "../metric/nps-variants.ts";
import { describeMetric, METRIC_DEFINITIONS } from "./registry.ts";

describe("describeMetric", () => {
  test("explains a metric by its id", () => {
    expect(describeMetric("nps.0_10.classic")).toMatchObject({
      name: "Net Promoter Score",
      unit: "points",
      version: 1,
    });
  });

  test("fills in the number or the code of an id", () => {
    expect(describeMetric("satisfaction.top_2").id).toBe("satisfaction.top_{k}");
    expect(describeMetric("organisations.top_2").id).toBe("organisations.top_{k}");
    expect(describeMetric("share.as expected").id).toBe("share.{code}");
    expect(describeMetric("share.two\nlines").id).toBe("share.{code}");
    expect(describeMetric("nps.custom.0_10.5_8").id).toBe("nps.custom.{cuts}");
  });

  test.each(["nps", "satisfaction.top_", "satisfaction.top_two", "share.", "xshare.a", "npsx0_10.classic", "", "{k}"])(
    "does not know %j",
    (id) => {
      expect(() => describeMetric(id)).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
    },
  );

  test("knows the metrics of every item and variant", () => {
    const items = Object.values(CES_ITEMS).flatMap(({ mean, index, easy, net }) => [mean, index, easy, net]);
    for (const { metric, unit } of items) expect(describeMetric(metric)).toMatchObject({ id: metric, unit });
    for (const id of Object.keys(NPS_VARIANTS)) expect(describeMetric(id).id).toBe(id);
    for (const id of ["enps", "nps.accounts.pooled", "nps.accounts.mean", "nps.accounts.revenue"]) {
      expect(describeMetric(id)).toMatchObject({ id, unit: "points", higherIsBetter: true });
    }
  });
});

describe("the definitions", () => {
  test("have one id each, and say something in every field", () => {
    const ids = METRIC_DEFINITIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const definition of METRIC_DEFINITIONS) {
      for (const field of ["name", "unit", "range", "definition", "formula", "summary", "source"] as const) {
        expect(definition[field].trim(), `${definition.id} ${field}`).not.toBe("");
      }
      expect(definition.definition.endsWith("."), definition.id).toBe(true);
      expect(definition.version).toBeGreaterThanOrEqual(1);
    }
  });

  test("effort of version 1 is good when it is low", () => {
    expect(["ces.v1", "ces.v2", "ces.ease"].map((id) => describeMetric(id).higherIsBetter)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
