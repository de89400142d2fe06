import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { brief, importText, storedResponses, surveyFor } from "../../test/import-text.ts";
import { parseDefinition } from "../instrument/definition.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";
import { parseMapping } from "./mapping.ts";

const BASE = { externalId: "id", organisation: { constant: "acme", create: true }, respondedAt: "when" };

describeOnDatabases("a mapping", (database) => {
  const survey = () => surveyFor(database().db, "mapped");

  test("turns columns and codes of another program into responses", async () => {
    const { db } = database();
    const instrument = await surveyFor(db, "foreign");
    const mapping = parseMapping(
      {
        instrument: "foreign",
        delimiter: ";",
        decimal: "comma",
        externalId: { template: "{jaar}/{nr}" },
        organisation: {
          column: "klant",
          values: { 1: "acme", 2: "globex" },
          create: true,
          name: { column: "klant", values: { 1: "Acme", 2: "Globex" } },
          sector: { constant: "trade" },
        },
        respondedAt: { column: "moment", zone: "Europe/Amsterdam", disambiguation: "later" },
        channel: { column: "kanaal", values: { T: "phone", "": "unknown" }, create: true },
        audience: { constant: "employee" },
        weight: { column: "gewicht", values: { "": "1", "1,5": "1.5" } },
        respondentKey: "wie",
        attributes: { year: "jaar", vip: { column: "vip", values: { j: "yes", n: "no" }, optional: true } },
        questions: {
          nps: { column: "aanbevelen", values: { "zeker niet": "0", zeker: "10", "weet niet": "n/a", leeg: "" } },
          mark: { column: "cijfer", offScale: "invalid" },
          surprise: "verwachting",
          why: { column: "redenen", separator: "+", values: { P: "price", S: "service" }, none: ["geen"] },
          age: "leeftijd",
        },
        ignore: ["kladblok"],
      },
      instrument,
    );
    const file = [
      "jaar;nr;klant;moment;kanaal;gewicht;wie;aanbevelen;cijfer;verwachting;redenen;leeftijd;kladblok",
      "2024;1;1;2024-10-27 02:30:00;T;;jan;zeker;7,5;as;P+S;42,5;x",
      "2024;2;2;2024-07-01T12:00;;1,5;;weet niet;11;;geen;;",
      "2024;3;2;2024-07-01;T;;;leeg;7,25;below;S;;",
      "2024;4;2;2024-07-01;X;;;misschien;7.5;;X;4.5;",
      "",
    ].join("\n");
    const { report, verdicts } = await importText(db, instrument, file, {
      mapping,
      create: false,
      ...(mapping.delimiter === undefined ? {} : { delimiter: mapping.delimiter }),
    });
    expect(brief(verdicts)).toEqual([
      "2 imported",
      "3 imported",
      "4 imported",
      "5 rejected kanaal VALUE_UNKNOWN, aanbevelen VALUE_UNKNOWN, cijfer NUMBER_INVALID, redenen VALUE_UNKNOWN, leeftijd NUMBER_INVALID",
    ]);
    expect(report.rejections[0]?.problems[2]?.reason).toContain("with a decimal comma, as the mapping says");
    const stored = await storedResponses(db, instrument);
    expect(stored).toMatchObject([
      {
        external_id: "2024/1",
        organisation: "acme",
        responded_at: "2024-10-27T01:30:00.000Z",
        channel: "phone",
        audience: 2,
        weight: "1",
        scores: [10, 13, 1, 1, 1],
        numbers: [[5, "42.5"]],
        attributes: { year: "2024" },
      },
      {
        external_id: "2024/2",
        organisation: "globex",
        responded_at: "2024-07-01T10:00:00.000Z",
        channel: "unknown",
        weight: "1.5",
        scores: [254, 253, 255, 0, 0],
      },
      { external_id: "2024/3", responded_at: "2024-06-30T22:00:00.000Z", scores: [255, 253, 0, 0, 1] },
    ]);
    const organisations = await db
      .selectFrom("organisation as o")
      .innerJoin("sector as s", "s.id", "o.sector_id")
      .select(["o.code", "o.name", "s.code as sector"])
      .orderBy("o.code")
      .execute();
    expect(organisations).toEqual([
      { code: "acme", name: "Acme", sector: "trade" },
      { code: "globex", name: "Globex", sector: "trade" },
    ]);
  });

  test("reads several reasons from one column an option", async () => {
    const { db } = database();
    const instrument = await surveyFor(db, "options");
    const yes = { "": "0", x: "1" };
    const options = { price: { column: "r1", values: yes }, service: { column: "r2", values: yes } };
    const mapping = parseMapping({ ...BASE, questions: { why: { options } } }, instrument);
    const { verdicts } = await importText(
      db,
      instrument,
      "id,when,r1,r2\na,2024-02-01,x,\nb,2024-02-01,,\nc,2024-02-01,y,\n",
      { mapping },
    );
    expect(brief(verdicts)).toEqual(["2 imported", "3 imported", "4 rejected r1 VALUE_UNKNOWN"]);
    expect((await storedResponses(db, instrument)).map((one) => one["scores"])).toEqual([
      [255, 255, 255, 1, 0],
      [255, 255, 255, 0, 0],
    ]);
  });

  test("takes names that every object of JavaScript has for names like any other", async () => {
    const { db } = database();
    const labels = { en: "Text" };
    const listed = ["constructor", "toString", "valueOf"].map((code) => ({ code, labels }));
    const questions = [
      { code: "constructor", role: "nps", labels },
      { code: "seen", role: "expectation", labels, categories: listed },
      { code: "why", role: "reasons", kind: "recommend", labels, options: listed },
    ];
    await defineInstrument(db, parseDefinition({ code: "constructor", labels, unit: "response", questions }));
    const instrument = await loadInstrument(db, "constructor");
    const mapping = parseMapping(
      {
        ...BASE,
        attributes: { constructor: "a" },
        questions: {
          constructor: { column: "n", values: { constructor: "9" } },
          seen: { column: "s", values: { constructor: "toString" } },
          why: { options: { constructor: "r1" } }, // the others were not asked
        },
      },
      instrument,
    );
    const file = "id,when,a,n,s,r1\na,2024-02-01,x,constructor,constructor,1\nb,2024-02-01,x,toString,valueOf,1\n";
    const { verdicts } = await importText(db, instrument, file, { mapping });
    expect(brief(verdicts)).toEqual(["2 imported", "3 rejected n VALUE_UNKNOWN, s VALUE_UNKNOWN"]);
    expect(await storedResponses(db, instrument)).toMatchObject([
      { attributes: { constructor: "x" }, scores: [9, 1, 1] },
    ]);
  });

  test("leaves nothing unread and misses nothing, unless it says so", async () => {
    const { db } = database();
    const instrument = await survey();
    const run = (mapping: object, header: string): Promise<unknown> =>
      importText(db, instrument, `${header}\n`, { mapping: parseMapping({ ...BASE, ...mapping }, instrument) });
    await expect(run({}, "id,when,x,y")).rejects.toThrow(
      "header: expected a use for every column (in the mapping, or in its list ignore), got none for x, y",
    );
    await expect(run({ ignore: ["x", "y"] }, "id,when,x,y")).resolves.toBeDefined();
    await expect(run({ questions: { nps: "nps" }, weight: "w" }, "id,when")).rejects.toThrow(
      "header: expected the columns w, nps, got only id, when",
    );
    await expect(run({ questions: { nps: { column: "nps", optional: true } } }, "id,when")).resolves.toBeDefined();
  });

  test.for<[name: string, mapping: unknown, message: string]>([
    ["no object", [], "mapping: one thing to mend\n  expected an object, got []"],
    [
      "what it needs",
      {},
      "externalId: expected the name of a column, or an object with a column or a template, got nothing",
    ],
    ["a misspelt field", { ...BASE, chanel: "x" }, "chanel: expected no such field, got one"],
    [
      "a misspelt field within",
      { ...BASE, organisation: { column: "o", craete: true } },
      "organisation.craete: expected no such field, got one",
    ],
    [
      "an unknown zone",
      { ...BASE, respondedAt: { column: "when", zone: "Mars/Base" } },
      'respondedAt.zone: expected a time zone such as Europe/Amsterdam, got "Mars/Base"',
    ],
    ["another instrument", { ...BASE, instrument: "other" }, "instrument: expected mapped, got other"],
    [
      "an unknown question",
      { ...BASE, questions: { npss: "nps" } },
      "questions.npss: expected a question of mapped: nps, mark, surprise, why, age, remark, got npss",
    ],
    [
      "a value that is no point",
      { ...BASE, questions: { nps: { column: "x", values: { yes: "11" } } } },
      "questions.nps.values: expected a point of its scale, or a code for no answer, got 11",
    ],
    [
      "a separator for one answer",
      { ...BASE, questions: { nps: { column: "x", separator: ";" } } },
      "questions.nps: expected no separator: it has one answer, got ;",
    ],
    [
      "one column for several answers",
      { ...BASE, questions: { why: "x" } },
      "questions.why: expected options, or a column with a separator, got a column",
    ],
    [
      "an unknown option",
      { ...BASE, questions: { why: { options: { luck: "x" } } } },
      "questions.why.options: expected price | service, got luck",
    ],
    [
      "a value that is no option",
      { ...BASE, questions: { why: { column: "x", separator: ",", values: { a: "luck" } } } },
      "questions.why.values: expected price | service, got luck",
    ],
    [
      "a value of an option that is neither chosen nor not",
      { ...BASE, questions: { why: { options: { price: { column: "x", values: { a: "2" } } } } } },
      "questions.why.options.price.values: expected 0 (not chosen), 1 (chosen), or a code for no answer, got 2",
    ],
    [
      "a translation of open text",
      { ...BASE, questions: { remark: { column: "x", values: { a: "b" } } } },
      "questions.remark.values: expected none: open text is kept as it is, got some",
    ],
  ])("is refused for %s", async ([, mapping, message]) => {
    const instrument = await survey();
    let refused: unknown = null;
    try {
      parseMapping(mapping, instrument);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: "MAPPING_INVALID", message: expect.stringContaining(message) });
  });
});
