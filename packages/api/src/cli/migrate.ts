import { Command, InvalidArgumentError } from "commander";
import { readConfig } from "../config.ts";
import { distribute, placesOfTables } from "../db/distribute.ts";
import { distributionScript, scriptText } from "../db/distribution-script.ts";
import { migrateDown, migrateToLatest } from "../db/migrate.ts";
import { openDatabase, withDatabase } from "./with-database.ts";

interface MigrateOptions {
  readonly down?: boolean;
  readonly distribute?: boolean;
  readonly dryRun?: boolean;
  readonly shards: number;
}

/** `klik migrate`: brings the schema up to date, undoes its newest change, or spreads it over a Citus cluster. */
export const migrateCommand = new Command("migrate")
  .description("bring the database schema up to date (serve and import do so by themselves)")
  .option("--down", "undo the newest change, with the data that it holds")
  .option("--distribute", "then spread the tables over the Citus cluster that DATABASE_URL is the coordinator of")
  .option("--dry-run", "with --distribute: print the SQL and change nothing but the schema version")
  .option("--shards <number>", "with --distribute: parts that organisations are spread over", readShards, 32)
  .action(async ({ down = false, distribute: spread = false, dryRun = false, shards }: MigrateOptions) => {
    if (spread) return distributeTables(dryRun, shards);
    const { db, close } = await openDatabase(readConfig());
    try {
      const names = await (down ? migrateDown(db) : migrateToLatest(db));
      for (const name of names) console.log(`${down ? "undone" : "done"}: ${name}`);
      if (names.length === 0) console.log(down ? "nothing to undo" : "up to date");
    } finally {
      await close();
    }
  });

function distributeTables(isDry: boolean, shards: number): Promise<void> {
  return withDatabase(readConfig(), async ({ db }) => {
    if (isDry) return process.stdout.write(scriptText(await distributionScript(db, await placesOfTables(db), shards)));
    const placed = await distribute(db, shards);
    console.log(placed === 0 ? "all tables are spread or copied" : `tables spread or copied: ${placed}`);
  }).then(() => {});
}

function readShards(text: string): number {
  const shards = Number(text);
  if (Number.isInteger(shards) && shards >= 1 && shards <= 1024) return shards;
  throw new InvalidArgumentError("expected a whole number from 1 to 1024");
}
