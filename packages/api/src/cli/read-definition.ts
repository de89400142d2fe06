import { InputError } from "../input-error.ts";
import { type InstrumentDefinition, parseDefinition } from "../instrument/definition.ts";
import { findShipped, shippedInstruments } from "../instrument/shipped.ts";
import { readJsonFile } from "./read-file.ts";

/**
 * Reads the definition of an instrument that comes with Klik, by its code, or that of a file. A code goes before a file of that name;
 * `./name` is always a file.
 *
 * @throws InputError `INSTRUMENT_UNKNOWN` for what looks like a code and is neither, or as `readJsonFile` and `parseDefinition`
 */
export async function readDefinition(codeOrFile: string): Promise<InstrumentDefinition> {
  const shipped = await findShipped(codeOrFile);
  if (shipped !== null) return shipped;
  const content = await readJsonFile(codeOrFile).catch((error: unknown) => {
    if (!(error instanceof InputError && error.code === "FILE_UNREADABLE" && /^[\w-]+$/.test(codeOrFile))) throw error;
    const expected = `one that comes with Klik (${shippedInstruments().join(", ")}) or a file`;
    throw new InputError("INSTRUMENT_UNKNOWN", `instrument: expected ${expected}, got ${codeOrFile}`);
  });
  return parseDefinition(content);
}
