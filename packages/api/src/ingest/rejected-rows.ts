import { stringify } from "csv-stringify/sync";
import type { Kysely, Selectable } from "kysely";
import type { Database, ImportRejectionTable, ImportRunTable } from "../db/database.ts";
import { InputError } from "../input-error.ts";
import { fieldsOf } from "./csv.ts";
import { isReadable } from "./problem.ts";
import { REJECTED_COLUMNS } from "./row-reader.ts";

const PAGE = 1000;

/**
 * The rejected rows of a run in the format in which they came, each with the reasons in columns (keys) of its own: to be corrected and
 * sent again, when those columns are passed over. A row whose values cannot be read as they were sent stands whole in `rejected_raw`, and
 * is rejected again unless it is written anew; of one that was erased only the line and the reason are left.
 *
 * The cells are as they were sent: open the file as text when a program might run formulas in it.
 *
 * @throws InputError `IMPORT_UNKNOWN`
 */
export async function* rejectedRows(db: Kysely<Database>, runId: string): AsyncGenerator<string> {
  const run = /^\d{1,18}$/.test(runId)
    ? await db.selectFrom("import_run").selectAll().where("id", "=", runId).executeTakeFirst()
    : undefined;
  if (run === undefined) throw new InputError("IMPORT_UNKNOWN", `import: expected the number of a run, got ${runId}`);
  if (run.format === "csv") yield csvLines(run, [[...run.columns, ...REJECTED_COLUMNS]]);
  let after = "0";
  for (;;) {
    const page = await db
      .selectFrom("import_rejection")
      .selectAll()
      .where("import_id", "=", run.id)
      .where("line", ">", after)
      .orderBy("line")
      .limit(PAGE)
      .execute();
    const last = page.at(-1);
    if (last === undefined) return;
    yield run.format === "csv"
      ? csvLines(
          run,
          page.map((row) => csvFields(run, row)),
        )
      : page.map((row) => jsonLine(run, row)).join("");
    after = last.line;
  }
}

type Run = Selectable<ImportRunTable>;
type Rejection = Selectable<ImportRejectionTable>;

function csvFields(run: Run, row: Rejection): readonly string[] {
  const whole = !isReadable({ ...run, ...row });
  const cells = whole || row.raw === "" ? run.columns.map(() => "") : fieldsOf(row.raw, run.delimiter ?? ",");
  return [...cells, ...explanation(row), whole ? row.raw : ""];
}

/** Line, and column, code and reason of every problem. */
function explanation({ line, problems }: Rejection): readonly string[] {
  return [
    line,
    problems.map((problem) => problem.column ?? "").join("; "),
    problems.map((problem) => problem.code).join("; "),
    problems.map((problem) => problem.reason).join("; "),
  ];
}

const csvLines = ({ delimiter }: Run, records: readonly (readonly string[])[]): string =>
  stringify([...records], { delimiter: delimiter ?? "," });

function jsonLine(run: Run, row: Rejection): string {
  const values = [...explanation(row), row.raw];
  const reasons = Object.fromEntries(REJECTED_COLUMNS.map((name, index) => [name, values[index]]));
  if (row.raw === "" || !isReadable({ ...run, ...row })) return `${JSON.stringify(reasons)}\n`;
  const sent = JSON.parse(row.raw) as Readonly<Record<string, unknown>>; // a row that is no object cannot be read
  return `${JSON.stringify({ ...sent, ...reasons, rejected_raw: undefined })}\n`;
}
