import { readFileSync } from "node:fs";
import { nps, tallyOf, ZERO_TO_TEN } from "@klik/metrics-core";
import { differenceOf } from "@klik/metrics-core/comparison";
import { Temporal } from "temporal-polyfill";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadDemo } from "../src/demo/load.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near, numberOf } from "./estimate-number.ts";
import { type GroupBy, RollingDocument, type RollingQuery, type RollingQueryVariables } from "./generated/graphql.ts";

const INSTRUMENT = "synthetic-service";

const [header = "", ...lines] = readFileSync(
  new URL("../demo/synthetic/synthetic_responses.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");
const column = (name: string): number => header.split(",").indexOf(name);
const rows = lines.map((line) => {
  const cells = line.split(",");
  const answer = cells[column("nps")] ?? "";
  return {
    // The demo counts its days in Amsterdam.
    day: Temporal.Instant.from(cells[column("responded_at")] ?? "")
      .toZonedDateTimeISO("Europe/Amsterdam")
      .toPlainDate()
      .toString(),
    channel: cells[column("channel")] ?? "",
    nps: answer === "" ? null : Number(answer),
  };
});
const days = rows.map(({ day }) => day).toSorted();
const [firstDay, lastDay] = [days[0]!, days.at(-1)!];

const within = (from: string, until: string, channel?: string) =>
  rows.filter((row) => row.day >= from && row.day < until && (channel === undefined || row.channel === channel));
const npsOf = (of: readonly { readonly nps: number | null }[]) =>
  nps(
    tallyOf(
      ZERO_TO_TEN,
      of.map((row) => row.nps),
    ),
  );

const MONTHS: GroupBy = { rolling: { grain: "MONTH", length: 3 } };

describeOnDatabases("rolling windows", (database) => {
  beforeAll(() => loadDemo(database().db));

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });
    const nodesOf = async (
      variables: Omit<RollingQueryVariables, "instrument">,
    ): Promise<RollingQuery["segments"]["nodes"]> =>
      (await dataOf(api, RollingDocument, { instrument: INSTRUMENT, ...variables })).segments.nodes;

    test("hold the responses of their periods, and only whole ones are there", async () => {
      const nodes = await nodesOf({ by: [MONTHS] });
      const month = Temporal.PlainDate.from(firstDay).with({ day: 1 });
      expect(nodes[0]!.key.period).toEqual({
        from: month.toString(),
        until: month.add({ months: 3 }).toString(),
        label: `${firstDay.slice(0, 7)}/${month.add({ months: 2 }).toString().slice(0, 7)}`,
      });
      expect(nodes.at(-1)!.key.period!.label.slice(-7)).toBe(lastDay.slice(0, 7));
      for (const { key, responses, nps: found } of nodes) {
        const own = within(key.period!.from, key.period!.until);
        expect(responses).toBe(own.length);
        expect(found).toEqual(numberOf(npsOf(own)));
      }
      // Drivers rest on the answers themselves: those of a filter on the same days.
      for (const { key, drivers } of [nodes[0]!, nodes.at(-1)!]) {
        const [filtered] = await nodesOf({ where: { from: key.period!.from, until: key.period!.until } });
        expect(drivers).toEqual({ n: filtered!.drivers!.n, fit: { rSquared: near(filtered!.drivers!.fit!.rSquared) } });
      }
      const months = Temporal.PlainDate.from(firstDay)
        .with({ day: 1 })
        .until(lastDay, { largestUnit: "months" }).months;
      expect(nodes).toHaveLength(months + 1 - 2);
    });

    test("stand in groups, and reach back before the filter", async () => {
      const where = { from: "2024-09-01", until: "2024-12-01" };
      const nodes = await nodesOf({ by: [{ dimension: "CHANNEL" }, MONTHS], where });
      const labels = [...new Set(nodes.map(({ key }) => key.period!.label))];
      expect(labels.toSorted()).toEqual(["2024-07/2024-09", "2024-08/2024-10", "2024-09/2024-11"]);
      for (const { key, nps: found } of nodes)
        expect(found).toEqual(numberOf(npsOf(within(key.period!.from, key.period!.until, key.channel!.code))));
    });

    test.each([
      ["DAY", 30],
      ["WEEK", 13],
      ["QUARTER", 2],
    ] as const)("are of any grain: %s by %i", async (grain, length) => {
      const nodes = await nodesOf({ by: [{ rolling: { grain, length } }], where: { until: "2024-12-01" } });
      expect(nodes.length).toBeGreaterThan(1);
      for (const { key, responses } of nodes)
        expect(responses).toBe(
          within(key.period!.from, key.period!.until < "2024-12-01" ? key.period!.until : "2024-12-01").length,
        );
    });

    test("are compared with the window before, which shares no response", async () => {
      const nodes = await nodesOf({ by: [MONTHS], compare: true });
      for (const { key, nps: found } of nodes) {
        const start = Temporal.PlainDate.from(key.period!.from);
        const before = start.subtract({ months: 3 }).toString();
        if (before < nodes[0]!.key.period!.from) {
          expect(found!.change).toMatchObject({ verdict: "NOT_COMPARABLE", difference: null });
          continue;
        }
        const difference = differenceOf(
          npsOf(within(before, key.period!.from)),
          npsOf(within(key.period!.from, key.period!.until)),
        );
        expect(found!.change!.difference).toEqual(near(difference.value));
        expect(found!.change!.verdict).not.toBe("NOT_COMPARABLE");
      }
      expect(nodes.filter(({ nps: found }) => found!.change!.difference !== null).length).toBeGreaterThan(2);
    });

    test("that are longer than a year are not compared with a year earlier", async () => {
      const by: GroupBy[] = [{ rolling: { grain: "MONTH", length: 13 } }];
      for (const { nps: found } of await nodesOf({ by, compare: true, from: "YEAR_EARLIER" }))
        expect(found!.change).toMatchObject({ verdict: "NOT_COMPARABLE", difference: null });
    });

    test("are 2 to 366 periods, beside no other periods", async () => {
      for (const by of [
        [{ rolling: { grain: "DAY", length: 1 } }],
        [{ rolling: { grain: "DAY", length: 367 } }],
        [MONTHS, { period: "YEAR" }],
      ] as const) {
        const { errors } = await ask(api, RollingDocument, { instrument: INSTRUMENT, by: [...by] });
        expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
      }
    });
  });
});
