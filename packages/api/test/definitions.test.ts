import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { LIMITS } from "../src/limits.ts";
import { ask, dataOf } from "./ask.ts";
import { askAs, viewerOf } from "./ask-as.ts";
import { describeOnDatabases } from "./database.ts";
import {
  CategoriesDocument,
  DefineCategoriesDocument,
  type DefineCategoriesInput,
  DefineOrganisationsDocument,
  type DefineOrganisationsInput,
  GroupedDocument,
} from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";

describeOnDatabases("definitions of", (database) => {
  let api: Api;
  beforeAll(() => {
    api = createApi({ db: database().db });
  });

  const categories = async (input: DefineCategoriesInput) =>
    (await dataOf(api, DefineCategoriesDocument, { input })).defineCategories;
  const organisations = async (organisations: DefineOrganisationsInput["organisations"]) =>
    (await dataOf(api, DefineOrganisationsDocument, { input: { organisations } })).defineOrganisations;
  const labels = (en: string, nl?: string) => [
    { language: "en", text: en },
    ...(nl === undefined ? [] : [{ language: "nl", text: nl }]),
  ];

  describe.each(["SECTOR", "CHANNEL", "TOUCHPOINT"] as const)("categories: %s", (kind) => {
    test("are made, labelled again, and left alone when they are so already", async () => {
      const input = {
        kind,
        categories: [
          { code: "b", labels: labels("Bee") },
          { code: "a", labels: labels("A", "Aa") },
        ],
      };
      const made = {
        __typename: "CategoriesDefined",
        categories: [
          { code: "b", label: "Bee" },
          { code: "a", label: "Aa" },
        ],
      };
      expect(await categories(input)).toEqual({ ...made, created: 2, changed: 0 });
      expect(await categories(input)).toEqual({ ...made, created: 0, changed: 0 });
      const other = {
        kind,
        categories: [
          { code: "a", labels: labels("Other") },
          { code: "c", labels: labels("Sea") },
        ],
      };
      expect(await categories(other)).toMatchObject({
        created: 1,
        changed: 1,
        categories: [{ label: "Other" }, { code: "c" }],
      });
      expect((await dataOf(api, CategoriesDocument, { kind })).categories).toEqual([
        { code: "a", label: "Other" },
        { code: "b", label: "Bee" },
        { code: "c", label: "Sea" },
      ]);
    });
  });

  test("categories are refused with all that is wrong, and none of them is made", async () => {
    const refused = await categories({
      kind: "CHANNEL",
      categories: [
        { code: "fine", labels: labels("Fine") },
        { code: " x", labels: [] },
        { code: "y\0", labels: [...labels("one"), ...labels("two")] },
        { code: "z".repeat(101), labels: [{ language: "english", text: "Z" }] },
      ],
    });
    expect(refused).toMatchObject({ __typename: "WriteRefused", code: "INPUT_INVALID" });
    if (refused.__typename !== "WriteRefused") return;
    expect(refused.issues.map(({ path }) => path)).toEqual([
      "categories[1].code",
      "categories[1].labels",
      "categories[2].code",
      "categories[2].labels",
      "categories[3].code",
      "categories[3].labels.english",
    ]);
    const twice = [1, 2].map(() => ({ code: "fine", labels: labels("Fine") }));
    expect(await categories({ kind: "CHANNEL", categories: twice })).toMatchObject({
      issues: [{ path: "categories[1].code", expected: "every code once" }],
    });
    const { categories: known } = await dataOf(api, CategoriesDocument, { kind: "CHANNEL" });
    expect(known.map(({ code }) => code)).not.toContain("fine");
  });

  test("organisations are made, renamed and moved; what is left out stays", async () => {
    await categories({
      kind: "SECTOR",
      categories: ["care", "energy"].map((code) => ({ code, labels: labels(code) })),
    });
    const input = [{ code: "north", name: "North", sector: "care" }, { code: "south" }];
    const made = {
      __typename: "OrganisationsDefined",
      organisations: [
        { id: expect.any(String), code: "north", name: "North", sector: { code: "care" } },
        { id: expect.any(String), code: "south", name: "south", sector: null },
      ],
    };
    expect(await organisations(input)).toEqual({ ...made, created: 2, changed: 0 });
    expect(await organisations(input)).toEqual({ ...made, created: 0, changed: 0 });
    expect(await organisations([{ code: "north" }])).toMatchObject({
      organisations: [{ name: "North", sector: { code: "care" } }],
      changed: 0,
    });
    expect(
      await organisations([
        { code: "north", sector: "energy" },
        { code: "south", name: "South" },
      ]),
    ).toMatchObject({
      organisations: [
        { name: "North", sector: { code: "energy" } },
        { name: "South", sector: null },
      ],
      created: 0,
      changed: 2,
    });
    expect(await organisations([{ code: "north", name: null, sector: null }])).toMatchObject({
      organisations: [{ name: "north", sector: null }],
      changed: 1,
    });
  });

  test("an organisation that moves takes its numbers along", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "moving-sector");
    await importText(db, survey, "external_id,organisation,sector,responded_at,nps\n1,mover,from,2024-01-01,9\n");
    const sectors = async () => {
      // The survey lacks what some of the metrics need.
      const { data } = await ask(api, GroupedDocument, {
        instrument: "moving-sector",
        by: [{ dimension: "SECTOR" }],
      });
      return data?.segments.nodes.map(({ key }) => key.sector?.code);
    };
    expect(await sectors()).toEqual(["from"]);
    await categories({ kind: "SECTOR", categories: [{ code: "to", labels: labels("To") }] });
    await organisations([{ code: "mover", sector: "to" }]);
    expect(await sectors()).toEqual(["to"]);
  });

  test("organisations are refused with all that is wrong, and none of them is made", async () => {
    expect(await organisations([{ code: "new" }, { code: "other", sector: "nothing" }])).toEqual({
      __typename: "WriteRefused",
      code: "INPUT_INVALID",
      issues: [{ path: "organisations[1].sector", expected: "the code of a sector", got: '"nothing"' }],
    });
    const wrong = [
      { code: "new" },
      { code: "new" },
      { code: "" },
      { code: "n", name: "a\nb" },
      { code: "m", name: "x".repeat(1001) },
    ];
    const refused = await organisations(wrong);
    if (refused.__typename !== "WriteRefused") throw new Error("expected a refusal");
    expect(refused.issues.map(({ path }) => path)).toEqual([
      "organisations[2].code",
      "organisations[3].name",
      "organisations[4].name",
      "organisations[1].code",
    ]);
    expect(await organisations([{ code: "new" }])).toMatchObject({ created: 1 });
  });

  test("lists end at the limit", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ code: `many-${i}` }));
    expect(await organisations(many(LIMITS.listElements))).toMatchObject({ created: LIMITS.listElements });
    expect(await organisations(many(LIMITS.listElements + 1))).toMatchObject({
      code: "INPUT_INVALID",
      issues: [{ path: "organisations", expected: `at most ${LIMITS.listElements} elements` }],
    });
    const labelled = many(LIMITS.listElements + 1).map((one) => ({ ...one, labels: labels("x") }));
    expect(await categories({ kind: "TOUCHPOINT", categories: labelled })).toMatchObject({
      issues: [{ path: "categories", expected: `at most ${LIMITS.listElements} elements` }],
    });
  });

  test.each([
    ["somebody of one organisation", viewerOf([1], "admin", "read")],
    ["a reader of the operator", viewerOf("all", "read", "comments", "ingest")],
  ])("nothing for %s", async (_who, viewer) => {
    const forbidden = [{ extensions: { code: "FORBIDDEN" } }];
    const one = { organisations: [{ code: "theirs" }] };
    expect((await askAs(api, viewer, DefineOrganisationsDocument, { input: one })).errors).toMatchObject(forbidden);
    const other = { kind: "SECTOR" as const, categories: [{ code: "theirs", labels: labels("x") }] };
    expect((await askAs(api, viewer, DefineCategoriesDocument, { input: other })).errors).toMatchObject(forbidden);
  });
});
