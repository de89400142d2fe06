import { type Estimate, nps, satisfaction, scaleOf, tallyOf, topBox, ZERO_TO_TEN } from "@klik/metrics-core";
import { type LinkedCorrelation, linkage } from "@klik/metrics-core/outcomes";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near } from "./estimate-number.ts";
import { LinkageDocument, type LinkageQueryVariables, type LinkageSide } from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";

const MARK = scaleOf(1, 10, { step: 0.5 });

/** 14 organisations of 12 responses; the first asked 5 people, and the last asked nobody for a mark. */
const rows = Array.from({ length: 14 * 12 }, (_, index) => {
  const [organisation, person] = [Math.floor(index / 12), index % 12];
  const noise = ((index * 7919) % 11) - 5;
  return {
    organisation: `org-${organisation}`,
    nps: Math.min(10, Math.max(0, 3 + (organisation % 7) + noise)),
    mark: organisation === 13 ? null : Math.min(10, Math.max(1, 7 + (organisation % 5) * 0.5 + (person % 4) * 0.5)),
    asked: organisation > 0 || person < 5,
  };
}).filter(({ asked }) => asked);

const codes = [...new Set(rows.map(({ organisation }) => organisation))];
const marksOf = (code: string): readonly (number | null)[] =>
  rows.filter(({ organisation }) => organisation === code).map(({ mark }) => mark);
const npsOf = (code: string): Estimate =>
  nps(
    tallyOf(
      ZERO_TO_TEN,
      rows.filter(({ organisation }) => organisation === code).map((row) => row.nps),
    ),
  );
const meanOf = (code: string): Estimate => satisfaction(tallyOf(MARK, marksOf(code)));

const X: LinkageSide = { instrument: "linked", measure: "NPS" };
const Y: LinkageSide = { instrument: "linked", measure: "MEAN", question: "mark" };

describeOnDatabases("linkage", (database) => {
  beforeAll(async () => {
    const { db } = database();
    const survey = await surveyFor(db, "linked");
    const lines = rows.map(({ organisation, nps: answer, mark }, index) =>
      [index, "2024-02-01", organisation, answer, mark ?? ""].join(),
    );
    await importText(db, survey, ["external_id,responded_at,organisation,nps,mark", ...lines, ""].join("\n"));
    await foldEverything(db);
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    test("is that of the library, with who has too few answers or no mark left out", async () => {
      const expected = linkage(
        codes.map((organisation) => {
          const [x, y] = [npsOf(organisation), meanOf(organisation)];
          const enough = x.base.valid >= 10 && y.base.valid >= 10;
          return {
            organisation,
            x: enough ? x.value : null,
            y: enough ? y.value : null,
            ...(enough ? { xStandardError: x.standardError!, yStandardError: y.standardError! } : {}),
          };
        }),
        { level: 0.9 },
      );
      if (expected.status === "suppressed") throw new Error("expected a correlation");
      const { linkage: found } = await dataOf(api, LinkageDocument, { x: X, y: Y });
      const correlation = ({ value, inference }: LinkedCorrelation): unknown => ({
        value: near(value),
        low: near(inference!.interval!.low),
        high: near(inference!.interval!.high),
        p: near(inference!.p),
      });
      const { organisations, ...numbers } = found;
      expect(numbers).toEqual({
        status: "ESTIMATED",
        reason: null,
        n: 12,
        leftOut: 2,
        descriptionOnly: false,
        pearson: correlation(expected.pearson),
        spearman: correlation(expected.spearman),
        corrected: near(expected.corrected),
        reliabilityX: near(expected.reliability.x),
        reliabilityY: near(expected.reliability.y),
      });
      expect(organisations).toEqual(
        expected.influence.map(({ organisation: code, without, change }) => ({
          organisation: { code },
          x: { value: near(npsOf(code).value) },
          y: { value: near(meanOf(code).value) },
          without: near(without),
          change: near(change),
        })),
      );
      const few = await dataOf(api, LinkageDocument, { x: X, y: Y, first: 2 });
      expect(few.linkage.organisations).toEqual(organisations.slice(0, 2));
    });

    test("takes other results, and describes only where there are few organisations", async () => {
      const where = { organisations: codes.slice(2, 8) };
      const { linkage: found } = await dataOf(api, LinkageDocument, {
        x: { ...X, measure: "DETRACTORS", where },
        y: { ...Y, measure: "TOP_BOX", where },
      });
      expect(found).toMatchObject({ n: 6, descriptionOnly: true, pearson: { low: null, high: null, p: null } });
      for (const { organisation, y } of found.organisations)
        expect(y.value).toEqual(near(topBox(tallyOf(MARK, marksOf(organisation!.code)), 3).value));
    });

    test("is suppressed when no organisation has both results", async () => {
      const { linkage: found } = await dataOf(api, LinkageDocument, {
        x: { ...X, where: { organisations: ["org-1"] } },
        y: { ...Y, where: { organisations: ["org-2"] } },
      });
      expect(found).toMatchObject({ status: "SUPPRESSED", reason: "EMPTY_BASE", n: 0, leftOut: 2, pearson: null });
    });
  });

  test.each<[Partial<LinkageQueryVariables>, string]>([
    [{ x: { ...X, instrument: "none" } }, "INSTRUMENT_NOT_FOUND"],
    [{ x: { ...X, question: "mark" } }, "QUESTION_UNSUITABLE"],
    [{ x: { ...X, where: { sectors: ["none"] } } }, "UNKNOWN_CODE"],
    [{ minimumBase: 0 }, "BAD_USER_INPUT"],
    [{ first: 0 }, "BAD_USER_INPUT"],
  ])("refuses %j", async (wrong, code) => {
    const { errors } = await ask(createApi({ db: database().db }), LinkageDocument, { x: X, y: Y, ...wrong });
    expect(errors?.[0]).toMatchObject({ extensions: { code } });
  });
});
