import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { child } from "./child.mjs";

const STAMP = "node_modules/.klik-installed";

/** Installs the packages of the lockfile, unless the last installation was of the same ones with the same Node. */
export async function install() {
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const pnpm = JSON.parse(readFileSync("package.json", "utf8")).packageManager;
  const started = Date.now();
  const progress = progressLine();
  progress(`installing packages with ${pnpm} (the first time takes a while)`);
  const { code, output } = await child(
    "npx",
    ["--yes", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"],
    // CI: never ask. A shell: npx is a batch file on Windows.
    { env: { ...process.env, CI: "true" }, shell: process.platform === "win32" },
    (line) => line.startsWith("Progress:") && progress(`installing packages: ${line.slice("Progress:".length).trim()}`),
  );
  if (code !== 0) throw new Error(`the installation of packages failed\n${output}`);
  writeFileSync(STAMP, stamp);
  progress(`installed packages in ${((Date.now() - started) / 1000).toFixed(1)} s`, "last");
}

/** Of everything that decides what is installed. */
function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()]) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function manifests() {
  const folders = readFileSync("pnpm-workspace.yaml", "utf8")
    .match(/^packages:\n((?: {2}- .*\n)+)/m)[1]
    .split("\n")
    .map((line) => line.replace(/^ *- */, ""))
    .filter((glob) => glob !== "")
    .flatMap((glob) => {
      if (!glob.endsWith("/*")) return [glob];
      const parent = glob.slice(0, -2);
      return existsSync(parent) ? readdirSync(parent).map((name) => `${parent}/${name}`) : [];
    });
  return ["package.json", ...folders.map((folder) => join(folder, "package.json"))].filter((file) => existsSync(file));
}

/** One line that changes on a terminal; elsewhere a line every five seconds. */
function progressLine() {
  const { isTTY } = process.stderr;
  let last = 0;
  return (text, position) => {
    if (isTTY) process.stderr.write(`\r\x1b[Kklik: ${text}${position === "last" ? "\n" : ""}`);
    else if (position === "last" || Date.now() - last > 5000) process.stderr.write(`klik: ${text}\n`);
    else return;
    last = Date.now();
  };
}
