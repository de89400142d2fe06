import { type LinkedOrganisation, linkage } from "@klik/metrics-core/outcomes";
import { beforeAll, describe, expect, test } from "vitest";
import { createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { contactMonitor } from "../../src/demo/programme/contact-monitor.ts";
import { dataOf } from "../ask.ts";
import { describeOnDatabases } from "../database.ts";
import {
  ChurnDocument,
  ContactMonitorDocument,
  ContactMonitorLinkDocument,
  type ContactMonitorLinkQuery,
  type ContactMonitorQuery,
  FollowUpDocument,
} from "../generated/graphql.ts";
import { expectExample, mark, onlyNode, percent } from "./example.ts";

describeOnDatabases("the contact monitor through GraphQL", (database) => {
  let answer: ContactMonitorQuery;
  let link: ContactMonitorLinkQuery;
  beforeAll(async () => {
    const only = ["contact-monitor", "contact-monitor-employees"];
    await loadProgrammes(database().db, { size: "small", only });
    const api = createApi({ db: database().db });
    answer = await expectExample(api, "contact-monitor", ContactMonitorDocument, {});
    link = await expectExample(api, "contact-monitor-link", ContactMonitorLinkDocument, {});
  });

  test("has NPS +4, sentiment 2.3 and complaint handling 7.5 on average", () => {
    expect(onlyNode(answer.year).responses).toBe(4400);
    const { nps, sentiment, complaints } = onlyNode(answer.year);
    expect(Math.round(nps?.value ?? Number.NaN)).toBe(4);
    expect(mark(sentiment?.mean)).toBe(2.3);
    expect(mark(complaints)).toBe(7.5);
  });

  test("has employees at 8.4, 60 % proud, of those 20 % talking about it: 12 % ambassadors", () => {
    const { satisfaction, ambassadors } = onlyNode(answer.employees);
    expect(mark(satisfaction)).toBe(8.4);
    expect(percent(ambassadors?.proud)).toBe(60);
    expect(percent(ambassadors?.talking)).toBe(20);
    expect(percent(ambassadors?.ambassadors)).toBe(12);
  });

  test("rates direct contact above telephone and e-mail", () => {
    const marks = Object.fromEntries(
      answer.channels.nodes.map(({ key, satisfaction }) => [key.channel?.code, satisfaction?.interval]),
    );
    expect(marks["counter"]?.low).toBeGreaterThan(marks["phone"]?.high ?? Number.NaN);
    expect(marks["counter"]?.low).toBeGreaterThan(marks["email"]?.high ?? Number.NaN);
  });

  test("has government at 5.1 on e-mail and 5.8 on complaints, behind everybody else", () => {
    const email = answer.governmentChannels.nodes.find(({ key }) => key.channel?.code === "email");
    expect(mark(email?.satisfaction)).toBe(5.1);
    expect(mark(sector(answer, "government").complaints)).toBe(5.8);
    const others = answer.sectors.nodes.filter(({ key }) => key.sector?.code !== "government");
    expect(others).toHaveLength(7);
    for (const other of others) expectBetter(other, sector(answer, "government"));
  });

  test("has housing associations better than government, and than the year before on every front", () => {
    expectBetter(sector(answer, "housing"), sector(answer, "government"));
    const [, now] = answer.housing.nodes;
    expect(now?.key.period?.label).toBe("2011");
    expect(now?.nps?.change?.verdict).toBe("UP");
    expect(now?.complaints?.change?.verdict).toBe("UP");
    expect(now?.satisfaction?.change?.verdict).toBe("UP");
    // Less effort is better.
    expect(now?.ces?.change?.verdict).toBe("DOWN");
    const [before, after] = ["2010", "2011"].map((year) => housingMarks(answer, year));
    for (const [channel, value] of before ?? []) expect(after?.get(channel), channel).toBeGreaterThan(value);
  });

  test("has housing associations using more channels than the year before", () => {
    const channels = (year: string): number =>
      answer.housingChannels.nodes.filter(({ key }) => key.period?.label === year).length;
    expect(channels("2010")).toBe(4);
    expect(channels("2011")).toBe(7);
  });

  test("has employees of housing associations at 8.7, more than a year before", () => {
    const [before, now] = ["2010", "2011"].map((year) =>
      answer.employeesBySector.nodes.find(({ key }) => key.sector?.code === "housing" && key.period?.label === year),
    );
    expect(mark(now?.satisfaction)).toBe(8.7);
    expect(now?.satisfaction?.value).toBeGreaterThan(before?.satisfaction?.value ?? Number.NaN);
  });

  test("has an effort benchmark from 1 (little) to 5 (much)", () => {
    for (const { ces } of answer.sectors.nodes) {
      expect(ces?.value).toBeGreaterThan(1);
      expect(ces?.value).toBeLessThan(5);
    }
  });

  test("places one organisation among the others of its sector", () => {
    const { nps, ces } = onlyNode(answer.position);
    for (const benchmark of [nps?.benchmark, ces?.benchmark]) {
      expect(benchmark).toMatchObject({ status: "AVAILABLE", reason: null });
      // Itself is ranked, and not among those that it is held against.
      expect(benchmark?.rank?.of).toBe(benchmark!.organisations! + 1);
      // Peers that do worse, of all peers: the same place read two ways.
      const worse = benchmark!.rank!.of - benchmark!.rank!.rank;
      expect(benchmark?.percentile).toBeCloseTo((100 * worse) / benchmark!.organisations!, 6);
    }
  });

  test("knows what was done about complaints, and who left", async () => {
    const api = createApi({ db: database().db });
    const instrument = "contact-monitor";
    const where = { from: "2011-01-01", until: "2012-01-01" };
    const { segments: complaints } = await dataOf(api, FollowUpDocument, { instrument, where, trigger: "complaint" });
    const { cases, contactRate, withinTarget, contactTime } = onlyNode(complaints).followUp!;
    expect(cases).toBe(onlyNode(answer.year).complaints?.base.valid);
    expect(contactRate.value).toBeGreaterThan(withinTarget.value ?? Number.NaN);
    expect(contactTime?.status).toBe("ESTIMATED");
    const { segments: customers } = await dataOf(api, ChurnDocument, { instrument, days: 365 });
    const { detractors, promoters, riskRatio, lifetimeValue } = onlyNode(customers).churn!;
    expect(detractors.value).toBeGreaterThan(promoters.value ?? Number.NaN);
    expect(riskRatio.interval?.low).toBeGreaterThan(1);
    expect(lifetimeValue?.promoters?.value).toBeGreaterThan(lifetimeValue?.detractors?.value ?? Number.NaN);
  });

  test("links employees' marks to customers' marks across organisations", () => {
    const employees = new Map(
      link.employees.nodes.map(({ key, satisfaction }) => [key.organisation?.code, satisfaction]),
    );
    const organisations = link.customers.nodes.map(({ key, satisfaction }): LinkedOrganisation => {
      const own = employees.get(key.organisation?.code);
      return {
        organisation: key.organisation?.code ?? "",
        x: own?.value ?? null,
        y: satisfaction?.value ?? null,
        xStandardError: own?.standardError ?? 0,
        yStandardError: satisfaction?.standardError ?? 0,
      };
    });
    const result = linkage(organisations);
    if (result.status === "suppressed") throw new Error("expected a correlation");
    const { n, leftOut, pearson, spearman, corrected } = link.linkage;
    expect({ n, leftOut }).toEqual({ n: result.n, leftOut: result.leftOut });
    expect(n).toBe(108);
    expect(pearson?.value).toBeCloseTo(result.pearson.value, 3);
    expect(spearman?.value).toBeCloseTo(result.spearman.value, 3);
    expect(corrected).toBeCloseTo(result.corrected!, 3);
    expect(pearson?.low).toBeGreaterThan(0.3);
    expect(corrected).toBeGreaterThan(pearson!.value);
  });
});

describe("the contact monitor at full size", () => {
  const counts = new Map<string, number>();
  const sums = { nps: 0, complaints: 0, complaining: 0, sentiment: 0, messages: 0 };
  const organisations = new Set<string>();
  let [email, emails] = [0, 0];
  const government = new Set(
    contactMonitor.organisations.filter(({ sector: code }) => code === "government").map(({ code }) => code),
  );
  for (const row of contactMonitor.rows("full")) {
    const kind = String(row["external_id"]).split("-")[1] ?? "";
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    organisations.add(String(row["organisation"]));
    if (String(row["responded_at"]) < "2011") continue;
    const [nps, handling, sentiment] = [row["nps"], row["complaint_handling"], row["sentiment"]];
    if (typeof nps === "number") sums.nps += nps >= 9 ? 1 : nps <= 6 ? -1 : 0;
    if (typeof handling === "number")
      [sums.complaints, sums.complaining] = [sums.complaints + handling, sums.complaining + 1];
    if (typeof sentiment === "number")
      [sums.sentiment, sums.messages] = [sums.sentiment + sentiment, sums.messages + 1];
    if (row["channel"] === "email" && government.has(String(row["organisation"])))
      [email, emails] = [email + Number(row["mark"]), emails + 1];
  }

  test("has 400,000 ratings of more than 100 organisations", () => {
    expect(counts.get("rating")).toBe(400_000);
    expect(organisations.size).toBe(108);
  });

  test("has the same averages", () => {
    expect((100 * sums.nps) / 200_000).toBeCloseTo(4, 9);
    expect(sums.complaints / sums.complaining).toBeCloseTo(7.5, 3);
    expect(sums.sentiment / sums.messages).toBeCloseTo(2.3, 3);
    expect(email / emails).toBeCloseTo(5.1, 3);
  });

  test("has every external id of the small size", () => {
    const key = (row: Readonly<Record<string, string | number>>): string =>
      `${row["organisation"]} ${row["external_id"]}`;
    const small = new Set([...contactMonitor.rows("small")].map(key));
    let found = 0;
    for (const row of contactMonitor.rows("full")) if (small.has(key(row))) found++;
    expect(found).toBe(small.size);
  });
});

type SectorNode = ContactMonitorQuery["sectors"]["nodes"][number];

function sector({ sectors }: ContactMonitorQuery, code: string): SectorNode {
  const found = sectors.nodes.find(({ key }) => key.sector?.code === code);
  if (found === undefined) throw new Error(`expected a sector ${code}`);
  return found;
}

/** On recommending, complaints and sentiment higher, on effort lower. */
function expectBetter(one: SectorNode, than: SectorNode): void {
  expect(one.nps?.value).toBeGreaterThan(than.nps?.value ?? Number.NaN);
  expect(one.complaints?.value).toBeGreaterThan(than.complaints?.value ?? Number.NaN);
  expect(one.sentiment?.mean.value).toBeGreaterThan(than.sentiment?.mean.value ?? Number.NaN);
  expect(one.ces?.value).toBeLessThan(than.ces?.value ?? Number.NaN);
}

function housingMarks({ housingChannels }: ContactMonitorQuery, year: string): ReadonlyMap<string, number> {
  const own = housingChannels.nodes.filter(({ key }) => key.period?.label === year);
  return new Map(own.map(({ key, satisfaction }) => [key.channel?.code ?? "", satisfaction?.value ?? Number.NaN]));
}
