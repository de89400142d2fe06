import { Command, InvalidArgumentError } from "commander";
import { type CreatedReader, createReader, listReaders, type Reader, removeReader } from "../access/reader.ts";
import { readConfig } from "../config.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "./step.ts";
import { withDatabase } from "./with-database.ts";

/** `klik reader`: logins for BI tools that speak SQL. */
export const readerCommand = new Command("reader").description(
  "logins of Postgres that see the views in schema bi: make one, list those that there are, remove one",
);

interface CreateOptions {
  readonly organisation: readonly string[];
  readonly seconds: number;
  readonly json?: boolean;
}

readerCommand
  .command("create")
  .description("make a login, klik_reader_NAME, and print its address with the password, once")
  .argument("<name>", "1 to 40 of a-z, 0-9 and _")
  .option(
    "--organisation <code>",
    "it sees this organisation; may be repeated; otherwise it sees all of them",
    collect,
    [],
  )
  .option("--seconds <n>", "so long one statement may take", readSeconds, 300)
  .option("--json", "as JSON, with the password by itself")
  .action(async (name: string, { organisation, seconds, json = false }: CreateOptions) => {
    const config = readConfig();
    await withDatabase(config, async ({ db, engine }) => {
      if (engine === "embedded" || config.databaseUrl === null)
        throw new SetupError(
          "DATABASE_UNUSABLE",
          "reader: expected DATABASE_URL, a Postgres server that others connect to, got the embedded database, which serves one process; " +
            "/bi/metrics.csv and klik export are there without a server",
        );
      const organisations = organisation.length === 0 ? null : organisation;
      const created = await createReader(db, { name, organisations, statementMs: seconds * 1_000 });
      const url = addressOf(config.databaseUrl, created);
      console.log(json ? JSON.stringify({ ...created, url }) : url);
      step("this is the only time that the password is shown");
    });
  });

readerCommand
  .command("list")
  .description("list the readers, and what they see")
  .option("--json", "as JSON")
  .action(async ({ json = false }: { readonly json?: boolean }) => {
    const readers = await withDatabase(readConfig(), ({ db }) => listReaders(db));
    if (json) console.log(JSON.stringify(readers, null, 2));
    else for (const reader of readers) console.log(lineOf(reader));
    if (readers.length === 0 && !json) console.log("none yet: klik reader create");
  });

readerCommand
  .command("remove")
  .description("take a reader everything it sees, at once, and its login")
  .argument("<name>", "the part after klik_reader_")
  .action(async (name: string) => {
    await withDatabase(readConfig(), ({ db }) => removeReader(db, name));
    console.log(`klik_reader_${name} removed`);
  });

const lineOf = ({ login, organisations, createdAt }: Reader): string =>
  [login, organisations?.join(",") ?? "all organisations", `made ${createdAt.toISOString().slice(0, 10)}`].join("  ");

/** What a URL says of where the server is; the rest of its parameters may hold secrets of the owner. */
const PLACE = ["host", "port", "sslmode"];

function addressOf(databaseUrl: string, { reader, password }: CreatedReader): string {
  const [place = "", query = ""] = databaseUrl.split("?");
  const address = place.replace(/^(\w+:\/\/)(?:.*@)?/, `$1${reader.login}:${password}@`);
  const kept = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => PLACE.includes(name)));
  return kept.size === 0 ? address : `${address}?${kept}`;
}

function collect(code: string, before: readonly string[]): readonly string[] {
  return [...before, code];
}

function readSeconds(text: string): number {
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError("expected a number of seconds above 0");
}
