import { Command } from "commander";
import { readConfig } from "../config.ts";
import { InputError } from "../input-error.ts";
import { findShippedText, shippedInstruments } from "../instrument/shipped.ts";
import { defineInstrument, loadInstruments } from "../instrument/store.ts";
import { holdsSynthetic } from "../instrument/synthetic.ts";
import { readDefinition } from "./read-definition.ts";
import { withDatabase } from "./with-database.ts";

/** `klik instrument`: questionnaires. */
export const instrumentCommand = new Command("instrument").description(
  "questionnaires: load one, list those that are there, show one that comes with Klik",
);

instrumentCommand
  .command("load")
  .description("store the definition of an instrument; a changed one becomes its next version")
  .argument("<code or file>", `an instrument that comes with Klik (${shippedInstruments().join(", ")}), or a JSON file`)
  .action(async (codeOrFile: string) => {
    const definition = await readDefinition(codeOrFile);
    await withDatabase(readConfig(), async ({ db }) => {
      const version = await defineInstrument(db, definition);
      console.log(`${definition.code}: version ${version}, ${definition.questions.length} questions`);
      if (await holdsSynthetic(db, definition.code)) console.log("it holds synthetic demo data, and its name says so");
    });
  });

instrumentCommand
  .command("show")
  .description("print the definition of an instrument that comes with Klik, to copy and adapt")
  .argument("<code>", shippedInstruments().join(", "))
  .action(async (code: string) => {
    const text = await findShippedText(code);
    if (text === null) {
      const expected = `one of ${shippedInstruments().join(", ")}`;
      throw new InputError("INSTRUMENT_UNKNOWN", `instrument: expected ${expected}, got ${code}`);
    }
    process.stdout.write(text);
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
      if (instruments.length === 0) console.log("none yet: klik instrument load CODE or FILE");
    });
  });
