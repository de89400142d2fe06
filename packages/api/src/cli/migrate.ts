import { Command } from "commander";
import { readConfig } from "../config.ts";
import { migrateDown, migrateToLatest } from "../db/migrate.ts";
import { openDatabase } from "./with-database.ts";

/** `klik migrate`: brings the schema up to date, or undoes its newest change. */
export const migrateCommand = new Command("migrate")
  .description("bring the database schema up to date (serve and import do so by themselves)")
  .option("--down", "undo the newest change, with the data that it holds")
  .action(async ({ down = false }: { readonly down?: boolean }) => {
    const { db, close } = await openDatabase(readConfig());
    try {
      const names = await (down ? migrateDown(db) : migrateToLatest(db));
      for (const name of names) console.log(`${down ? "undone" : "done"}: ${name}`);
      if (names.length === 0) console.log(down ? "nothing to undo" : "up to date");
    } finally {
      await close();
    }
  });
