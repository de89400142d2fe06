import { Command } from "commander";
import type { ReportSource } from "../bi/compute-report.ts";
import { addReport, findReports, type Report, removeReport, requireReport, runReport } from "../bi/report.ts";
import { ColumnStore } from "../columns/column-source.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./with-database.ts";

/** `klik report`: metrics that are kept for the views of schema `bi`. */
export const reportCommand = new Command("report").description(
  "metrics for the SQL views in schema bi: add a report, list, run and remove them",
);

reportCommand
  .command("add")
  .description("compute a report and keep it; serve computes it anew when its answers changed")
  .argument("<name>", "1 to 100 letters, digits, . _ -")
  .argument("<request>", "as after the ? of /bi/metrics.csv, such as 'instrument=cx&metrics=nps,ces&by=sector,month'")
  .option("--organisation <code>", "of this organisation only, and for its readers; otherwise for the operator's")
  .action((name: string, request: string, { organisation }: { readonly organisation?: string }) =>
    withSource(async (source) => {
      console.log(lineOf(await addReport(source, { name, request, organisation: organisation ?? null })));
    }),
  );

reportCommand
  .command("list")
  .description("list the reports")
  .option("--json", "as JSON")
  .action(({ json = false }: { readonly json?: boolean }) =>
    withSource(async ({ db }) => {
      const reports = await findReports(db);
      if (json) console.log(JSON.stringify(reports, null, 2));
      else for (const report of reports) console.log(lineOf(report));
      if (reports.length === 0 && !json) console.log("none yet: klik report add");
    }),
  );

reportCommand
  .command("run")
  .description("compute a report anew now, or all of them")
  .argument("[name]", "of one report")
  .action((name: string | undefined) =>
    withSource(async (source) => {
      const reports = name === undefined ? await findReports(source.db) : [await requireReport(source.db, name)];
      for (const report of reports) {
        await runReport(source, report);
        console.log(lineOf(await requireReport(source.db, report.name)));
      }
    }),
  );

reportCommand
  .command("remove")
  .description("remove a report and its rows")
  .argument("<name>", "of the report")
  .action((name: string) =>
    withSource(async ({ db }) => {
      await removeReport(db, name);
      console.log(`${name} removed`);
    }),
  );

const withSource = (run: (source: ReportSource) => Promise<void>): Promise<void> =>
  withDatabase(readConfig(), ({ db }) => run({ db, columns: new ColumnStore(db) }));

const lineOf = ({ name, organisation, rows, computedAt, request }: Report): string =>
  [
    name,
    organisation ?? "all organisations",
    `${rows} rows`,
    `computed ${computedAt?.toISOString().slice(0, 16) ?? "never"}`,
    request,
  ].join("  ");
