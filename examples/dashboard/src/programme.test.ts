import { describe, expect, test } from "vitest";
import {
  filterOf,
  organisationOf,
  programmeOf,
  publishedCategories,
  type Question,
  withoutMark,
  yearsOf,
} from "./programme.ts";

const question = (code: string, role: Question["role"], rest: Partial<Question> = {}): Question => ({
  code,
  role,
  dimension: null,
  label: code,
  cesVersion: null,
  points: [],
  scale: null,
  ...rest,
});

const nowhere = {
  channels: { nodes: [] },
  touchpoints: { nodes: [] },
  sectors: { nodes: [] },
  organisations: { nodes: [], totalCount: 0, truncated: false },
};

const programme = (...questions: readonly Question[]) =>
  programmeOf(
    {
      code: "mine",
      label: "Mine (synthetic demo data)",
      unit: "RESPONDENT",
      version: 1,
      questions: [...questions],
    },
    nowhere,
  );

describe("the parts of a programme", () => {
  test("follow from the roles of its questions", () => {
    const { nps, marks, effort, hasWordOfMouth, hasReasons } = programme(
      question("recommend", "NPS"),
      question("mark", "SATISFACTION"),
      question("effort", "CES"),
      question("told", "WORD_OF_MOUTH"),
    );
    expect(nps?.code).toBe("recommend");
    expect(marks.map(({ code }) => code)).toEqual(["mark"]);
    expect(effort.map(({ code }) => code)).toEqual(["effort"]);
    expect({ hasWordOfMouth, hasReasons }).toEqual({ hasWordOfMouth: true, hasReasons: false });
  });

  test("take statements as drivers when they are declared, or are nothing else", () => {
    const declared = programme(
      question("a", "STATEMENT", { dimension: "driver" }),
      question("b", "STATEMENT", { dimension: "driver" }),
      question("c", "STATEMENT", { dimension: "outcome" }),
    );
    expect(declared.drivers.map(({ code }) => code)).toEqual(["a", "b"]);
    expect(declared.outcomes.map(({ code }) => code)).toEqual(["c"]);
    const undeclared = programme(
      question("a", "STATEMENT", { dimension: "service" }),
      question("b", "STATEMENT"),
      question("c", "STATEMENT", { dimension: "functional" }),
    );
    expect(undeclared.drivers.map(({ code }) => code)).toEqual(["a", "b"]);
  });

  test("measure many drivers by a measure that is quick", () => {
    const many = (n: number) =>
      programme(...Array.from({ length: n }, (_, i) => question(`d${i}`, "STATEMENT", { dimension: "driver" })));
    expect(many(7).driverMethod).toBe("LMG");
    expect(many(21).driverMethod).toBe("RELATIVE_WEIGHT");
  });

  test("tell questions of yes and no from other choices", () => {
    const { yesNo, choices } = programme(
      question("loop", "CHOICE", { points: [{ code: "no" }, { code: "yes" }] }),
      question("owner", "CHOICE", { points: [{ code: "sales" }, { code: "marketing" }] }),
    );
    expect(yesNo.map(({ code }) => code)).toEqual(["loop"]);
    expect(choices.map(({ code }) => code)).toEqual(["owner"]);
  });

  test("tell contact by several channels from contact by one", () => {
    const by = (...codes: readonly string[]) => ({
      nodes: codes.map((code) => ({
        key: { channel: { code, label: code }, sector: null, touchpoint: null, organisation: null, period: null },
      })),
    });
    const instrument = { code: "a", label: "A", unit: "RESPONSE" as const, version: 1, questions: [] };
    expect(programmeOf(instrument, { ...nowhere, channels: by("phone") }).isByChannel).toBe(false);
    expect(programmeOf(instrument, { ...nowhere, channels: by("phone", "web") }).isByChannel).toBe(true);
  });
});

describe("organisations", () => {
  const instrument = { code: "a", label: "A", unit: "RESPONSE" as const, version: 1, questions: [] };
  const among = (codes: readonly string[]) =>
    programmeOf(instrument, {
      ...nowhere,
      organisations: {
        nodes: codes.map((code) => ({
          key: {
            organisation: { code, name: code.toUpperCase() },
            sector: { code: code < "d" ? "bank" : "energy", label: "" },
            channel: null,
            touchpoint: null,
            period: null,
          },
        })),
        totalCount: codes.length,
        truncated: false,
      },
    });

  test("are compared where there are enough", () => {
    expect(among([..."abcde"]).organisations).toEqual([]);
    expect(among([..."abcdef"]).organisations).toHaveLength(6);
  });

  test("stand in for who is chosen: itself, the first of its sector, the first", () => {
    const programme = among([..."abcdef"]);
    expect(organisationOf(programme, "organisation:e")?.code).toBe("e");
    expect(organisationOf(programme, "sector:energy")?.code).toBe("d");
    expect(organisationOf(programme, null)?.code).toBe("a");
    expect(organisationOf(among([]), "organisation:e")).toBeNull();
  });
});

test("a name loses its mark, and the programme keeps it", () => {
  expect(programme().isSynthetic).toBe(true);
  expect(programme().title).toBe("Mine");
  expect(withoutMark("Contactmonitor (synthetische demodata)")).toBe("Contactmonitor");
  expect(withoutMark("Passengers (San Francisco)")).toBe("Passengers (San Francisco)");
});

describe("years", () => {
  const quarter = (from: string, until: string) => ({ from, until });

  test("stand apart when they are a year apart", () => {
    const years = yearsOf([quarter("2016-07-01", "2016-10-01"), quarter("2017-07-01", "2017-10-01")]);
    expect(years).toMatchObject({ years: ["2016", "2017"], isLong: true });
  });

  test("are one wave when it runs over New Year", () => {
    expect(yearsOf([quarter("2013-10-01", "2014-01-01"), quarter("2014-01-01", "2014-04-01")]).isLong).toBe(false);
  });

  test("of nobody are none", () => {
    expect(yearsOf([])).toEqual({ years: [], first: "", last: "", isLong: false });
  });
});

test("what the reader chose becomes a filter", () => {
  expect(filterOf(null, null)).toEqual({});
  expect(filterOf("sector:bank", "2011")).toEqual({ sectors: ["bank"], from: "2011-01-01", until: "2012-01-01" });
  expect(filterOf("organisation:a:b", null)).toEqual({ organisations: ["a:b"] });
});

test("categories that are not published are left unstated", () => {
  expect(publishedCategories("national-experience", "expectation")).toEqual(["as_expected", "surprised"]);
  expect(publishedCategories("national-experience", "feeling")).toBeNull();
});
