import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { HEADER } from "../../test/hostile-files.ts";
import { brief, importText, storedResponses, surveyFor } from "../../test/import-text.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { parseMapping } from "./mapping.ts";

const text = (length: number): string => "x".repeat(length);
/** A row with one more column. */
const withColumn = (name: string, value: string): string => `${HEADER},${name}\na,2024-02-01,acme,1,${value}\n`;
/** A row of exactly so many bytes, of which a remark of several lines is the rest; no value in it is too long. */
const ofBytes = (bytes: number): string => {
  const start = "a,2024-02-01,acme,1,";
  const columns = 12;
  const rest = bytes - start.length - (columns - 1);
  const size = Math.floor(rest / columns);
  const values = Array.from({ length: columns }, (_, i) => text(i === 0 ? rest - size * (columns - 1) : size));
  return `${HEADER},${values.map((_, i) => (i === 0 ? "remark" : `attribute.a${i}`)).join()}\n${start}${values.join()}\n`;
};

describeOnDatabases("a row of an import", (database) => {
  test.each<[string, number, (length: number) => string, string]>([
    [
      "characters of an external id",
      IMPORT_LIMITS.externalId,
      (n) => `${HEADER}\n${text(n)},2024-02-01,acme,1\n`,
      "external_id TEXT_TOO_LONG",
    ],
    [
      "characters of a code",
      IMPORT_LIMITS.code,
      (n) => `${HEADER}\na,2024-02-01,${text(n)},1\n`,
      "organisation TEXT_TOO_LONG",
    ],
    [
      "characters of an attribute",
      IMPORT_LIMITS.attribute,
      (n) => withColumn("attribute.region", text(n)),
      "attribute.region TEXT_TOO_LONG",
    ],
    ["characters of a value", IMPORT_LIMITS.field, (n) => withColumn("remark", text(n)), "remark FIELD_TOO_LONG"],
    ["digits of a number", IMPORT_LIMITS.digits, (n) => withColumn("age", "1".repeat(n)), "age NUMBER_IMPRECISE"],
  ])("takes as many, and no more: %s", async (what, most, file, problem) => {
    const survey = await surveyFor(database().db, `long-${what.replaceAll(" ", "-")}`);
    const verdicts = async (length: number) => brief((await importText(database().db, survey, file(length))).verdicts);
    expect(await verdicts(most)).toEqual(["2 imported"]);
    expect(await verdicts(most + 1)).toEqual([`2 rejected ${problem}`]);
  });

  test("takes as many bytes, and no more", async () => {
    const survey = await surveyFor(database().db, "long-line");
    // Attributes as long as that are too long for themselves; what counts is that the line was read.
    const verdicts = async (bytes: number) => brief((await importText(database().db, survey, ofBytes(bytes))).verdicts);
    expect((await verdicts(IMPORT_LIMITS.line))[0]).toMatch(/^2 rejected attribute\.a1 TEXT_TOO_LONG/);
    expect(await verdicts(IMPORT_LIMITS.line + 1)).toEqual(["2 rejected row LINE_TOO_LONG"]);
  });

  test("takes as many columns, and no more", async () => {
    const survey = await surveyFor(database().db, "wide");
    const wide = (columns: number): string => {
      const more = Array.from({ length: columns - HEADER.split(",").length }, (_, i) => i);
      return `${HEADER},${more.map((i) => `attribute.a${i}`).join()}\na,2024-02-01,acme,1,${more.join()}\n`;
    };
    expect(brief((await importText(database().db, survey, wide(IMPORT_LIMITS.columns))).verdicts)).toEqual([
      "2 imported",
    ]);
    await expect(importText(database().db, survey, wide(IMPORT_LIMITS.columns + 1))).rejects.toThrow(
      "expected at most 500 columns, got 501",
    );
  });

  test("takes as many keys of a row, and refuses no row for the keys of others", async () => {
    const survey = await surveyFor(database().db, "wide-ndjson");
    const row = (id: string, keys: number, name: string): string =>
      JSON.stringify({
        external_id: id,
        organisation: "acme",
        responded_at: "2024-02-01",
        ...Object.fromEntries(Array.from({ length: keys - 3 }, (_, i) => [`attribute.${name}${i}`, "x"])),
      });
    const most = IMPORT_LIMITS.columns;
    const file = [row("a", most, "a"), row("b", most + 1, "b"), row("c", most, "c"), row("d", 4, "a")].join("\n");
    const { verdicts } = await importText(database().db, survey, file, { format: "ndjson" });
    expect(brief(verdicts)).toEqual(["1 imported", "2 rejected row COLUMN_UNKNOWN", "3 imported", "4 imported"]);
    expect((await storedResponses(database().db, survey)).at(-1)).toMatchObject({ attributes: { a0: "x" } });
  });

  test("tells some of the options that it does not know, and how many more there are", async () => {
    const survey = await surveyFor(database().db, "many-choices");
    const why = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, i) => `no-${from + i}|no-${from + i}`).join("|");
    const file = `${HEADER},why\na,2024-02-01,acme,1,${why(0, 20)}\nb,2024-02-01,acme,1,${why(0, 5_000)}|price\n`;
    const { verdicts } = await importText(database().db, survey, file);
    const reasons = verdicts.map((one) => (one.verdict === "rejected" ? one.problems.map(({ reason }) => reason) : []));
    expect(reasons.map(({ length }) => length)).toEqual([20, 21]);
    expect(reasons[0]!.at(-1)).toBe('expected price | service, got "no-19"');
    expect(reasons[1]!.at(-1)).toBe("expected nothing else, got 4980 more");
  });

  test("takes names, constants and templates of a mapping as long as they may be, and no longer", async () => {
    const survey = await surveyFor(database().db, "long-names");
    const mapping = { externalId: "id", organisation: { constant: "acme" }, respondedAt: "at" };
    const [long, longer] = ["x".repeat(IMPORT_LIMITS.name), "x".repeat(IMPORT_LIMITS.name + 1)];
    for (const part of [
      (name: string) => ({ externalId: name }),
      (name: string) => ({ externalId: { template: name } }),
      (name: string) => ({ organisation: { constant: name } }),
      (name: string) => ({ questions: { nps: { column: name } } }),
      (name: string) => ({ ignore: [name] }),
    ]) {
      expect(() => parseMapping({ ...mapping, ...part(long) }, survey)).not.toThrow();
      expect(() => parseMapping({ ...mapping, ...part(longer) }, survey)).toThrow(
        expect.objectContaining({ code: "MAPPING_INVALID" }),
      );
    }
  });
});
