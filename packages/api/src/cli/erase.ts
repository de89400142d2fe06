import { Command } from "commander";
import { readConfig } from "../config.ts";
import { type Erasure, eraseRespondent } from "../erasure/erase-respondent.ts";
import { withDatabase } from "./with-database.ts";

interface Options {
  readonly organisation: string;
  readonly respondent: string;
  readonly json?: boolean;
}

/** `klik erase`: all that is kept of one respondent. */
export const eraseCommand = new Command("erase")
  .description("erase a respondent: answers, texts, numbers and rejected rows; no import brings them back")
  .requiredOption("--organisation <code>", "organisation that the respondent answered about")
  .requiredOption("--respondent <key>", "key of the respondent, as it was imported")
  .option("--json", "print what was removed as JSON")
  .action(async ({ organisation, respondent, json = false }: Options) => {
    const erasure = await withDatabase(readConfig(), ({ db }) =>
      eraseRespondent(db, { organisation, respondentKey: respondent }),
    );
    console.log(json ? JSON.stringify(erasure) : readable(erasure));
  });

function readable(erasure: Erasure): string {
  const { organisation, responses, texts, numbers, followUps, customerOutcomes } = erasure;
  const { rejectedRows, keptAnswers, columnsRewritten } = erasure;
  const removed = {
    responses,
    texts,
    numbers,
    "follow-ups": followUps,
    outcomes: customerOutcomes,
    "rejected rows": rejectedRows,
    "kept answers": keptAnswers,
  };
  const lines = Object.entries(removed).map(([name, count]) => `${name.padEnd(13)} ${count}`);
  const later = columnsRewritten
    ? []
    : ["others are at work on the columns of this organisation; the next fold takes the erased rows out of them"];
  return [`erased from ${organisation}:`, ...lines, ...later].join("\n");
}
