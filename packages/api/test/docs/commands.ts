import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ROOT = at("../../../..");

/**
 * What the docs call by name, as it is in a clone that is set up: npm installs nothing but links what the workspace has, so a name that is
 * no dependency fails; `npm run klik` is the command itself; a server runs already; `psql` need not
 * be on this machine. Of the other scripts it sees that they are there.
 */
const COMMANDS: Readonly<Record<string, string>> = {
  npm: `
if [ "$1 \${2-}" = "run --silent" ]; then shift 2; set -- run "$@"; fi
if [ "$1 \${2-}" = "run klik" ]; then shift 3; exec ${process.execPath} ${ROOT}/packages/api/dist/cli/main.js "$@"; fi
if [ "$1" = install ]; then shift; for name in "$@"; do
  case $name in
    -*) continue;;
    ../*) mkdir -p node_modules/@klik; ln -sfn "$(realpath "$name")" "node_modules/@klik/$(basename "$name")"; continue;;
  esac
  for from in ${ROOT}/node_modules ${ROOT}/packages/*/node_modules ${ROOT}/examples/node_modules; do
    if [ -e "$from/$name" ]; then mkdir -p "node_modules/$(dirname "$name")"; ln -sfn "$from/$name" "node_modules/$name"; continue 2; fi
  done
  echo "npm install: $name is nothing that this workspace uses" >&2; exit 1
done; exit 0; fi
[ "$1" = run ] && shift
if [ "$1 \${2-}" = "bench --" ]; then ls ${ROOT}/packages/*/bench/"$3".bench.mjs > /dev/null; fi
grep -q "\\"$1\\": \\"node scripts" ${ROOT}/package.json`,
  npx: `
command=$1; shift
[ "$command" = graphql-codegen ] && exec ${process.execPath} ${ROOT}/node_modules/@graphql-codegen/cli/esm/bin.js "$@" > codegen.log
[ "$command" = vite ] && exec ${process.execPath} ${ROOT}/examples/node_modules/vite/bin/vite.js "$@"
[ "$command" = tsc ] && exec ${process.execPath} ${ROOT}/node_modules/typescript/bin/tsc "$@"
echo "npx: $command is nothing that the docs may run" >&2; exit 1`,
  psql: `exec ${process.execPath} ${at("psql.mjs")} "$@"`,
  node: `
case $1 in *.ts) set -- --import ${at("typescript.mjs")} "$@" ;; esac
exec ${process.execPath} "$@"`,
};

/** Writes them into a folder, to be put before all others in PATH. */
export function writeCommands(folder: string): void {
  for (const [name, script] of Object.entries(COMMANDS)) {
    const path = join(folder, name);
    writeFileSync(path, `#!/usr/bin/env bash\nset -eu\n${script}\n`);
    chmodSync(path, 0o755);
  }
}
