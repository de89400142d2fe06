import { Command } from "commander";
import { readConfig } from "../config.ts";
import { parseDefinition } from "../instrument/definition.ts";
import { defineInstrument, loadInstruments } from "../instrument/store.ts";
import { readJsonFile } from "./read-file.ts";
import { withDatabase } from "./with-database.ts";

/** `klik instrument`: questionnaires. */
export const instrumentCommand = new Command("instrument").description(
  "questionnaires: load one from a file, list those that are there",
);

instrumentCommand
  .command("load")
  .description("store the definition of an instrument; a changed one becomes its next version")
  .argument("<file>", "definition (JSON)")
  .action(async (path: string) => {
    const definition = parseDefinition(await readJsonFile(path));
    await withDatabase(readConfig(), async ({ db }) => {
      const version = await defineInstrument(db, definition);
      console.log(`${definition.code}: version ${version}, ${definition.questions.length} questions`);
    });
  });

instrumentCommand
  .command("list")
  .description("list the instruments with their newest version")
  .option("--json", "as JSON, with the questions")
  .action(async ({ json = false }: { readonly json?: boolean }) => {
    await withDatabase(readConfig(), async ({ db }) => {
      const instruments = await loadInstruments(db);
      if (json) {
        console.log(JSON.stringify(instruments, null, 2));
        return;
      }
      for (const { code, version, questions, labels } of instruments) {
        console.log(
          `${code}  version ${version}  ${questions.length} questions  ${labels["en"] ?? Object.values(labels)[0] ?? ""}`,
        );
      }
      if (instruments.length === 0) console.log("none yet: klik instrument load FILE");
    });
  });
