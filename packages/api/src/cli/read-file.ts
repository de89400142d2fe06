import { type FileHandle, open } from "node:fs/promises";
import { InputError } from "../input-error.ts";

/**
 * Opens a file for reading.
 *
 * @throws InputError `FILE_UNREADABLE` in words, for a file that is not there or not a file
 */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path);
    if ((await file.stat()).isDirectory()) {
      await file.close();
      throw new InputError("FILE_UNREADABLE", `${path}: expected a file, got a directory`);
    }
    return file;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason =
      error instanceof Error && "code" in error ? (REASONS.get(String(error.code)) ?? error.message) : String(error);
    throw new InputError("FILE_UNREADABLE", `${path}: expected a file that can be read, got ${reason}`);
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "none of that name"],
  ["EACCES", "one that this user may not read"],
  ["EISDIR", "a directory"],
]);

/**
 * Reads a JSON file.
 *
 * @throws InputError `FILE_UNREADABLE`, `FILE_INVALID`
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const file = await openFile(path);
  try {
    return JSON.parse((await file.readFile("utf8")).replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError("FILE_INVALID", `${path}: expected JSON, got something else (${error.message})`);
  } finally {
    await file.close();
  }
}
