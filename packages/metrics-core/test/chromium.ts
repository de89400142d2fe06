import { execFile } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The path of a Chromium of this machine; `null` without one. */
export function findChromium(): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
  const isProgram = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null;
}

/** Opens a page with the script in a headless Chromium and returns the text that it leaves in the title. */
export async function runInChromium(chromium: string, script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "klik-page-"));
  try {
    const page = join(folder, "page.html");
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><title></title><script>${script}</script>`);
    const { stdout } = await promisify(execFile)(
      chromium,
      // Without its sandbox, which a container or root cannot have: the page is ours.
      [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${folder}`,
        "--dump-dom",
        pathToFileURL(page).href,
      ],
      { timeout: 50_000 },
    );
    return /<title>([^<]*)<\/title>/.exec(stdout)?.[1] ?? "";
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
