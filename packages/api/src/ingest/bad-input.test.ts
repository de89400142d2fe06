import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { bytes, HEADER, HOSTILE_FILES } from "../../test/hostile-files.ts";
import { brief, importText, type ImportTextOptions, storedResponses, surveyFor } from "../../test/import-text.ts";

describeOnDatabases("bad input", (database) => {
  test.for(HOSTILE_FILES.map((one, index) => ({ ...one, index })))(
    "$name",
    async ({ file: input, verdicts, reason, options, index }) => {
      const { db } = database();
      const survey = await surveyFor(db, `bad-${index}`);
      const { report, verdicts: got } = await importText(db, survey, input, options);
      expect(brief(got)).toEqual(verdicts);
      const { rows, imported, updated, unchanged, rejected } = report;
      expect(imported + updated + unchanged + rejected).toBe(rows);
      expect(rows).toBe(verdicts.length);
      expect(await storedResponses(db, survey)).toHaveLength(imported);
      if (reason !== undefined)
        expect(report.rejections[0]?.problems.map((one) => one.reason).join()).toContain(reason);
    },
  );

  test.for<[name: string, file: string | Buffer, message: string, options?: ImportTextOptions]>([
    ["an empty file", "", "expected a header line with the names of the columns, got an empty file"],
    ["a column twice", `${HEADER},nps\n`, 'expected every column once, got "nps" more than once'],
    ["a column without a name", "external_id,,nps\n", "expected a name for every column, got none for column 2"],
    ["no header", "a,2024-02-01,acme,1\n", "expected the columns external_id, organisation, responded_at"],
    ["a column that nobody reads", `${HEADER},colour\n`, "got none for colour"],
    ["UTF-16", Buffer.from(`\uFEFF${HEADER}\n`, "utf16le"), "got UTF-16; save the file as UTF-8"],
    ["UTF-16 without its mark", Buffer.from(`${HEADER}\n`, "utf16le"), "got a header with NUL bytes (UTF-16"],
    ["a header in Latin-1", bytes("caf", [0xe9], ",b\n"), "got a header in another encoding"],
    ["a gzip file", bytes([0x1f, 0x8b, 8, 0, 0]), "got a gzip file; unpack it"],
    ["an Excel workbook", bytes([0x50, 0x4b, 3, 4, 0]), "got a zip file or an Excel workbook"],
    ["a header whose quote is not closed", '"external_id,nps\na,b\n', "expected a header line that can be read"],
    [
      "a header of 501 columns",
      Array.from({ length: 501 }, (_, index) => `c${index}`).join(","),
      "expected at most 500 columns, got 501",
    ],
    ["a header with as many commas as semicolons", "a,b;c\n", "expected one delimiter"],
    ["a header of two megabytes", "x".repeat(2 * 1024 * 1024), "expected a header line that can be read"],
  ])("stores nothing of %s", async ([, input, message, options]) => {
    const { db } = database();
    const survey = await surveyFor(db, "unusable");
    await expect(importText(db, survey, input, options)).rejects.toThrow(message);
    expect(await db.selectFrom("import_run").select("id").where("instrument_id", "=", survey.id).execute()).toEqual([]);
  });

  test("never shows respondent keys or remarks in a reason, nor long values", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "private");
    const header = "external_id,responded_at,organisation,nps,respondent_key,remark";
    const long = "secret".repeat(30);
    const { report } = await importText(
      db,
      survey,
      bytes(
        `${header}\na,2024-02-01,acme,${long},jane@example.org,private\n`,
        "b,2024-02-01,acme,1,jane@example.org\0,private\n",
        "c,2024-02-01,acme,1,jane@example.org,private\0\n",
        "d,2024-02-01,acme,1,jane@example.org,priv",
        [0xe9],
        "\n",
        "e,2024-02-01,acme,1,jane@example.org,private,\n",
        `f,2024-02-01,acme,1,${"j".repeat(2000)},"private"x\n`,
      ),
    );
    expect(report.rejected).toBe(6);
    const { rows } = await db
      .selectFrom("import_rejection")
      .select(["reason", "problems"])
      .where("import_id", "=", report.runId)
      .execute()
      .then((found) => ({ rows: found.map((row) => JSON.stringify(row)) }));
    for (const row of rows) expect(row).not.toMatch(/jane|priv|j{10}|(secret){8}/);
  });
});
