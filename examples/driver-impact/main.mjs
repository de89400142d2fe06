// Which services go with recommending an airport, and what to improve first: a report and three pictures from real answers.
//   npm run build (once), then: node examples/driver-impact/main.mjs [folder of the pictures]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { driverImpact } from "./impact.mjs";
import { plotsOf } from "./plots.mjs";
import { reportOf } from "./report.mjs";
import { readSurvey } from "./survey.mjs";

const [folder = fileURLToPath(new URL("plots", import.meta.url))] = process.argv.slice(2);

const impact = driverImpact(readSurvey());
mkdirSync(folder, { recursive: true });
for (const [name, svg] of Object.entries(plotsOf(impact))) writeFileSync(join(folder, name), svg);
console.log(reportOf(impact));
