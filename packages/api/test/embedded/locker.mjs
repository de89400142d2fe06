// Started by directory-lock.test.ts: takes the directory of its argument, says how that went, and keeps it until stdin ends.
import { lockDirectory } from "../../dist/embedded/directory-lock.js";

await lockDirectory(process.argv[2]).then(
  () => process.stdout.write("taken\n"),
  (error) => process.stdout.write(`${error.code}\n`),
);
process.stdin.resume();
