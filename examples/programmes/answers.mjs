import { readFileSync } from "node:fs";

/** The committed answer to the document of a programme. */
export function answerOf(name) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")).data;
}

/** The category of a share by its code; the rest is under `unstated`. */
export function shareOf({ categories, unstated }, code) {
  return code === "unstated" ? unstated.share : categories.find((category) => category.code === code).share;
}

/** The segment of a list with this code of this dimension. */
export function nodeOf({ nodes }, dimension, code) {
  return nodes.find(({ key }) => key[dimension]?.code === code);
}
