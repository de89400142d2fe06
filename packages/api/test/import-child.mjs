// Imports a file with the compiled code and says after each batch what is stored: to be killed by import-killed.test.ts.
import { createReadStream } from "node:fs";
import { connect } from "../dist/db/connect.js";
import { startEmbedded } from "../dist/embedded/start-embedded.js";
import { importRows } from "../dist/ingest/import.js";
import { openSource } from "../dist/ingest/open-source.js";
import { loadInstrument } from "../dist/instrument/store.js";

const { file, instrument: code, directory, address } = JSON.parse(process.argv[2]);
const embedded = directory === undefined ? null : await startEmbedded({ directory });
const db = connect(embedded?.address ?? address);
const instrument = await loadInstrument(db, code);
const lines = [];
await importRows(db, instrument, await openSource(createReadStream(file), { format: "csv" }), {
  name: "killed.csv",
  create: true,
  batchRows: 500,
  onVerdict: ({ line, verdict }) => lines.push(`${line} ${verdict}`),
  // Written in one piece, so that a kill leaves no half line.
  onProgress: () => process.stdout.write(`${lines.splice(0).join("\n")}\n`),
});
await db.destroy();
await embedded?.stop();
