import {
  crosstabOf,
  type MultiAnswer,
  multiQuestion,
  multiTallyOf,
  orderSwaps,
  sharing,
  SHARING,
} from "@klik/metrics-core/people";
import { atLeastTimes } from "@klik/metrics-core/comparison";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { nationalExperience } from "../../src/demo/programme/national-experience.ts";
import { dataOf } from "../ask.ts";
import { describeOnDatabases } from "../database.ts";
import { NationalExperienceDocument, type NationalExperienceQuery } from "../generated/graphql.ts";
import { expectExample, onlyNode, percent, percentages } from "./example.ts";

describeOnDatabases("the national customer experience survey through GraphQL", (database) => {
  let api: Api;
  let answer: NationalExperienceQuery;
  beforeAll(async () => {
    await loadProgrammes(database().db, { size: "small", only: ["national-experience"] });
    api = createApi({ db: database().db });
    answer = await expectExample(api, "national-experience", NationalExperienceDocument, {});
  });

  test("asked some 2,000 customers: 59 % as expected, 4 % positively surprised, 37 % unstated; half positive", () => {
    const { responses, expectation, feeling } = onlyNode(answer.customers);
    expect(responses).toBe(2016);
    expect(percentages(expectation)).toEqual({ as_expected: 59, surprised: 4, unstated: 37 });
    expect(percentages(feeling)).toEqual({ positive: 50, unstated: 50 });
  });

  test("finds functional statements most above expectation and emotional ones lowest", () => {
    const statements = onlyNode(answer.customers).experience?.statements ?? [];
    const order = statements
      .toSorted((a, b) => (b.index.value ?? Number.NaN) - (a.index.value ?? Number.NaN))
      .map(({ code }) => code);
    expect(order.slice(0, 3).toSorted()).toEqual(["available", "easy", "keeps_promises"]);
    expect(order.slice(-2).toSorted()).toEqual(["important", "interested"]);
  });

  test("finds the emotional experience best at the start of the relation and worst when complaining", () => {
    const order = answer.moments.nodes
      .toSorted((a, b) => emotional(b) - emotional(a))
      .map(({ key }) => key.touchpoint?.code);
    expect(order[0]).toBe("start");
    expect(order.at(-1)).toBe("complaint");
    expect(order).toHaveLength(6);
  });

  test.each(["functional", "emotional"] as const)(
    "finds the %s experience best at the counter, then the website, then the phone, worst on social media",
    (dimension) => {
      const value = (node: ExperienceNode): number => node.experience?.[dimension].value ?? Number.NaN;
      const order = answer.channels.nodes.toSorted((a, b) => value(b) - value(a)).map(({ key }) => key.channel?.code);
      expect(order.slice(0, 3)).toEqual(["counter", "web", "phone"]);
      expect(order.at(-1)).toBe("social_media");
    },
  );

  test("finds the phone used most", () => {
    const [most] = answer.channels.nodes.toSorted((a, b) => b.responses - a.responses);
    expect(most?.key.channel?.code).toBe("phone");
  });

  test("finds banks clearly above telecom: the intervals do not meet", () => {
    const [bank, telecom] = ["bank", "telecom"].map((code) => sector(answer, code).experience);
    for (const dimension of ["functional", "emotional"] as const) {
      const low = bank?.[dimension].interval?.low ?? Number.NaN;
      expect(low).toBeGreaterThan(telecom?.[dimension].interval?.high ?? Number.NaN);
    }
  });

  test.each([
    ["bank", ["friendliness", "service"], ["service", "price"]],
    ["insurance", ["friendliness", "service"], ["price", "service"]],
    ["energy", ["price", "service"], ["price", "service"]],
    ["telecom", ["price", "service"], ["price", "service"]],
  ])("orders the reasons of customers in %s", (code, recommend, notRecommend) => {
    const node = sector(answer, code);
    for (const [reasons, expected] of [
      [node.recommend, recommend],
      [node.notRecommend, notRecommend],
    ] as const) {
      expect(reasons?.slice(0, 2).map((reason) => reason.code)).toEqual(expected);
      // The order is not luck: the paired test separates the first two.
      expect(reasons?.[0]).toMatchObject({ rank: 1, tiedWithNext: false });
    }
  });

  test("finds negative experiences shared at least twice as often", () => {
    const { wordOfMouth, leftBecause } = onlyNode(answer.customers);
    const { positive, negative, ratio } = wordOfMouth!.sharing!;
    expect([percent(positive), percent(negative)]).toEqual([27, 64]);
    expect(ratio.value).toBe(2.38);
    expect(ratio.atLeast).toMatchObject({ times: 2, holds: true });
    expect(percentages(leftBecause)).toEqual({ personal_attention: 68, unstated: 32 });
  });

  test("finds that 73 % of employees value appreciation above salary", () => {
    expect(percentages(onlyNode(answer.employees).appreciation)).toEqual({ appreciation: 73, unstated: 27 });
  });

  test("gives every cell of channel and moment, also of one sector", async () => {
    expect(answer.cells.nodes).toHaveLength(36);
    const { cells, sectors } = await dataOf(api, NationalExperienceDocument, { sectors: ["bank"] });
    expect(sectors.nodes.map(({ key }) => key.sector?.code)).toEqual(["bank"]);
    expect(cells.nodes.reduce((sum, { responses }) => sum + responses, 0)).toBe(504);
    expect(cells.nodes.every(({ experience }) => percent(experience?.functional) > 0)).toBe(true);
  });
});

describe("the national customer experience survey in the library", () => {
  const rows = [...nationalExperience.rows("small")].filter((row) => row["audience"] === "customer");

  test("establishes that a negative experience is shared at least twice as often", () => {
    const pairs = rows.map((row) => [String(row["shared_positive"]), String(row["shared_negative"])] as const);
    const { positive, negative, ratio } = sharing(crosstabOf(SHARING, SHARING, pairs));
    expect([percent(positive), percent(negative)]).toEqual([27, 64]);
    expect(atLeastTimes(ratio, 2)?.holds).toBe(true);
  });

  test("swaps service and price between banks and all other sectors", () => {
    const reasons = ["friendliness", "service", "price", "products", "trust"];
    const groups = ["bank", "insurer", "energy", "telecom"].map((name) => {
      const asked = rows.filter(
        (row) =>
          String(row["organisation"]).startsWith(`synthetic-${name}`) && row["why_not_recommend.price"] !== undefined,
      );
      const cited = asked.map((row): MultiAnswer => reasons.filter((code) => row[`why_not_recommend.${code}`] === 1));
      return { name, reasons: multiTallyOf(multiQuestion(reasons), cited) };
    });
    const swapped = orderSwaps(groups).map(({ groups: pair, first, second }) => [...pair, first, second]);
    expect(swapped).toEqual([
      ["bank", "insurer", "service", "price"],
      ["bank", "energy", "service", "price"],
      ["bank", "telecom", "service", "price"],
    ]);
  });
});

type ExperienceNode = NationalExperienceQuery["channels"]["nodes"][number];
type SectorNode = NationalExperienceQuery["sectors"]["nodes"][number];

const emotional = (node: NationalExperienceQuery["moments"]["nodes"][number]): number =>
  node.experience?.emotional.value ?? Number.NaN;

function sector({ sectors }: NationalExperienceQuery, code: string): SectorNode {
  const found = sectors.nodes.find(({ key }) => key.sector?.code === code);
  if (found === undefined) throw new Error(`expected a sector ${code}`);
  return found;
}
