import { pipeline } from "node:stream/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { readConfig } from "../config.ts";
import type { Delimiter } from "../ingest/csv.ts";
import { type ImportReport, importRows } from "../ingest/import.ts";
import { parseMapping } from "../ingest/mapping.ts";
import { openSource } from "../ingest/open-source.ts";
import { rejectedRows } from "../ingest/rejected-rows.ts";
import { unpacked } from "../ingest/unpack.ts";
import { InputError } from "../input-error.ts";
import { loadInstrument } from "../instrument/store.ts";
import { Progress } from "./progress.ts";
import { openFile, readJsonFile } from "./read-file.ts";
import { type OpenDatabase, withDatabase } from "./with-database.ts";

interface Options {
  readonly instrument?: string;
  readonly mapping?: string;
  readonly format?: "csv" | "ndjson";
  readonly delimiter?: Delimiter;
  readonly create?: boolean;
  readonly json?: boolean;
  readonly rejected?: string;
}

interface TimedReport extends ImportReport {
  readonly seconds: number;
}

/** `klik import`: exit code 0 when all rows were taken, 2 when some were rejected, 1 when it failed. */
export const importCommand = new Command("import")
  .description("import responses from CSV or NDJSON, or export the rows that an import rejected")
  .argument("[file]", "file to import, unpacked when its name ends in .gz; - is standard input")
  .option("--instrument <code>", "instrument that the rows answer")
  .option("--mapping <file>", "how the columns become responses (JSON); columns with the standard names need none")
  .addOption(
    new Option(
      "--format <format>",
      "format; otherwise .ndjson and .jsonl (also with .gz) are NDJSON, all else CSV",
    ).choices(["csv", "ndjson"]),
  )
  .option(
    "--delimiter <character>",
    "between the fields of CSV: , ; or tab (otherwise read from the header)",
    readDelimiter,
  )
  .option("--create", "make organisations, sectors, channels and touchpoints that are new")
  .option("--json", "print the report as JSON")
  .option("--rejected <run>", "write the rejected rows of a run to standard output, to be corrected and sent again")
  .addHelpText("after", "\nExit code: 0 all rows taken, 2 some rejected, 1 failed.")
  .action(async (file: string | undefined, options: Options) => {
    const { rejected, instrument } = options;
    if (rejected !== undefined) {
      await withDatabase(readConfig(), ({ db }) =>
        pipeline(rejectedRows(db, rejected), process.stdout, { end: false }),
      );
      return;
    }
    if (file === undefined || instrument === undefined) {
      throw new InputError(
        "FILE_UNREADABLE",
        "import: expected FILE --instrument CODE, or --rejected RUN; see klik import --help",
      );
    }
    const report = await withDatabase(readConfig(), ({ db }) => importFile(db, file, instrument, options));
    console.log(options.json === true ? JSON.stringify(report) : readable(report));
    if (report.rejected > 0) process.exitCode = 2;
  });

async function importFile(db: OpenDatabase["db"], path: string, code: string, options: Options): Promise<TimedReport> {
  const instrument = await loadInstrument(db, code);
  const mapping =
    options.mapping === undefined ? undefined : parseMapping(await readJsonFile(options.mapping), instrument);
  const delimiter = options.delimiter ?? mapping?.delimiter;
  const progress = new Progress();
  const file = path === "-" ? null : await openFile(path);
  try {
    const bytes = file?.createReadStream({ highWaterMark: 256 * 1024 }) ?? process.stdin;
    const source = await openSource(unpacked(bytes, { gzip: isGzip(path), most: Infinity }), {
      format: options.format ?? (isNdjson(path) ? "ndjson" : "csv"),
      ...(delimiter === undefined ? {} : { delimiter }),
    });
    const report = await importRows(db, instrument, source, {
      name: path,
      ...(mapping === undefined ? {} : { mapping }),
      ...(options.create === undefined ? {} : { create: options.create }),
      onProgress: (counts) => progress.update(counts),
    });
    return { ...report, seconds: progress.seconds };
  } finally {
    progress.end();
    await file?.close();
  }
}

function readDelimiter(text: string): Delimiter {
  const delimiter = text === "tab" || text === "\\t" ? "\t" : text;
  if (delimiter === "," || delimiter === ";" || delimiter === "\t") return delimiter;
  throw new InvalidArgumentError("expected , ; or tab");
}

function readable(report: TimedReport): string {
  const counts = (["imported", "updated", "unchanged", "rejected", "rows"] as const).map(
    (name) => `${name.padEnd(9)} ${String(report[name]).padStart(String(report.rows).length)}`,
  );
  const rejections = report.rejections.flatMap(({ line, problems }) =>
    problems.map(
      ({ column, code, reason }) => `line ${line}${column === null ? "" : `, ${column}`}: ${code}: ${reason}`,
    ),
  );
  const all =
    report.rejected === 0
      ? []
      : [
          "",
          ...rejections,
          `all of them: klik import --rejected ${report.runId} > rejected.${isNdjson(report.source) ? "ndjson" : "csv"}`,
        ];
  const title = `${report.source} into ${report.instrument} version ${report.version}: ${report.seconds.toFixed(1)} s, ${Math.round(report.rows / report.seconds)} rows/s`;
  return [title, ...counts, ...all].join("\n");
}

const isNdjson = (path: string): boolean => /\.(ndjson|jsonl)(\.gz)?$/i.test(path);
const isGzip = (path: string): boolean => /\.gz$/i.test(path);
