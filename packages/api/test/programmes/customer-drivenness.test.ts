import { beforeAll, expect, test } from "vitest";
import { createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { describeOnDatabases } from "../database.ts";
import { CustomerDrivennessDocument, type CustomerDrivennessQuery } from "../generated/graphql.ts";
import { expectExample, onlyNode, percent } from "./example.ts";

describeOnDatabases("the customer-drivenness monitor through GraphQL", (database) => {
  let companies: CustomerDrivennessQuery["segments"]["nodes"][number];
  beforeAll(async () => {
    await loadProgrammes(database().db, { size: "small", only: ["customer-drivenness"] });
    const api = createApi({ db: database().db });
    const answer = await expectExample(api, "customer-drivenness", CustomerDrivennessDocument, {});
    companies = onlyNode(answer.segments);
  });

  test("asked more than 500 companies, once each", async () => {
    expect(companies.responses).toBe(520);
    const { rows } = await database()
      .db.selectFrom("response")
      .select(({ fn }) => fn.count<string>("organisation_id").distinct().as("rows"))
      .executeTakeFirstOrThrow();
    expect(Number(rows)).toBe(520);
  });

  test("has leaders who set the example in 16 %, employees who like feedback in 16 %, others responsible in 13 %", () => {
    expect(percent(companies.leadersSetExample?.topBox)).toBe(16);
    expect(percent(companies.employeesLikeFeedback?.topBox)).toBe(16);
    expect(percent(companies.othersFeelResponsible?.topBox)).toBe(13);
    expect(companies.leadersSetExample?.topBox?.base.valid).toBe(520);
  });

  test("has nearly all collecting feedback and a very small part doing anything with it", () => {
    const yes = (shares: typeof companies.collect): number => percent(shares?.categories[0]?.share);
    expect(yes(companies.collect)).toBeGreaterThan(90);
    expect(yes(companies.measureSatisfaction)).toBeGreaterThan(yes(companies.measureNps));
    expect(yes(companies.act)).toBeLessThan(10);
    expect(yes(companies.measureClosing)).toBeLessThan(yes(companies.act));
    expect(yes(companies.answerCustomers)).toBeLessThan(yes(companies.act));
    // Only those who held a survey can have changed anything after it.
    expect(companies.changedAfterSurvey?.categories[0]?.share.base.valid).toBe(companies.collect?.categories[0]?.count);
  });
});
