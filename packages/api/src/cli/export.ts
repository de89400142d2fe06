import { Command, InvalidArgumentError, Option } from "commander";
import { FILE_FORMATS, type FileFormat, fileOf } from "../bi/file.ts";
import { PARAMETERS, readMetricsParameters } from "../bi/parameters.ts";
import { metricsTable } from "../bi/rows.ts";
import { ColumnStore } from "../columns/column-source.ts";
import { readConfig } from "../config.ts";
import { createContext } from "../context.ts";
import { withDatabase } from "./with-database.ts";

interface Options extends Readonly<Partial<Record<keyof typeof PARAMETERS, string>>> {
  readonly attribute: readonly string[];
  readonly format: FileFormat;
}

/** `klik export`: what `GET /bi/metrics.csv` answers, on standard output. */
export const exportCommand = new Command("export").description(
  "write metrics as a table, one row per group and metric, to standard output",
);
for (const [name, meaning] of Object.entries(PARAMETERS)) exportCommand.option(`--${name} <value>`, meaning);
exportCommand
  .addOption(
    new Option("--attribute <name=value>", "only responses with this value of a free attribute; may be repeated")
      .default([], "none")
      .argParser(collect),
  )
  .addOption(new Option("--format <format>", "format").choices(FILE_FORMATS).default("csv"))
  .action(async (options: Options) => {
    const parameters = readMetricsParameters(queryOf(options));
    await withDatabase(readConfig(), async ({ db }) => {
      // It goes on for as long as it takes: nobody else waits for it.
      const context = createContext(db, new ColumnStore(db), undefined, { statementMs: null });
      process.stdout.write(await fileOf(await metricsTable(context, parameters), options.format));
    });
  });

function collect(text: string, before: readonly string[]): readonly string[] {
  if (!/^[^=]+=/.test(text)) throw new InvalidArgumentError("expected name=value");
  return [...before, text];
}

function queryOf({ attribute, format: _, ...options }: Options): URLSearchParams {
  const query = new URLSearchParams(options);
  for (const text of attribute) {
    const at = text.indexOf("=");
    query.append(`attribute.${text.slice(0, at)}`, text.slice(at + 1));
  }
  return query;
}
