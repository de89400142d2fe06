import { readFileSync } from "node:fs";
import { answersOf } from "@klik/metrics-core/drivers";

/** Real answers in the public domain; their source stands in packages/api/demo/sfo/README.md. */
const FILE = new URL("../../packages/api/demo/sfo/sfo_2017.csv", import.meta.url);

/** "How likely are you to recommend SFO?", 0–10. */
export const OUTCOME = "nps";

/** What passengers rate from 1 to 5, by the name of its column. */
export const SERVICES = {
  restaurants: "Restaurants",
  shops: "Shops",
  signs: "Signs",
  walkways: "Escalators and walkways",
  screens: "Information screens",
  clean_overall: "Cleanliness",
  ease_wayfinding: "Finding the way",
};

/** The answers of the passengers of 2017, weighted as the airport weighs them. */
export function readSurvey() {
  const [header, ...lines] = readFileSync(FILE, "utf8").trimEnd().split(/\r?\n/);
  const names = header.split(","); // the file quotes nothing
  const passengers = lines
    .map((line) => Object.fromEntries(line.split(",").map((text, i) => [names[i], text])))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const answersTo = (question) => passengers.map(({ [question]: text }) => (text === "" ? null : Number(text)));
  return answersOf(
    Object.fromEntries([OUTCOME, ...Object.keys(SERVICES)].map((question) => [question, answersTo(question)])),
    { weights: passengers.map(({ weight }) => Number(weight)) },
  );
}

/** The database has its responses in this order. A bootstrap that starts from one seed then draws the same passengers. */
function idOf({ year, respondent }) {
  return `${year}-${respondent}`;
}
