import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type InstrumentDefinition, parseDefinition } from "./definition.ts";

/** The folder stands beside `src` and `dist`, at the same distance from this module in both. */
const FOLDER = new URL("../../instruments/", import.meta.url);

/** Codes of the instruments that come with Klik, in order. */
export function shippedInstruments(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/** The text of a shipped definition, to copy and adapt; `null` when none has that code. */
export async function findShippedText(code: string): Promise<string | null> {
  return shippedInstruments().includes(code) ? readFile(new URL(`${code}.json`, FOLDER), "utf8") : null;
}

/** A shipped definition; `null` when none has that code. */
export async function findShipped(code: string): Promise<InstrumentDefinition | null> {
  const text = await findShippedText(code);
  return text === null ? null : parseDefinition(JSON.parse(text));
}
