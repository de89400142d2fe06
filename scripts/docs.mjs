// Writes the API documentation of metrics-core as Markdown to docs/api: `npm run docs`.
import { resolve } from "node:path";
import { child } from "./child.mjs";
import { installTool } from "./tool.mjs";

await installTool("docs");
const { code } = await child(
  process.execPath,
  [resolve("tools/docs/node_modules/typedoc/bin/typedoc"), "--options", resolve("tools/docs/typedoc.json")],
  { cwd: "tools/docs", stdio: "inherit" },
);
process.exitCode = code;
