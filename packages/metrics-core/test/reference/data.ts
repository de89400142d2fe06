import { readFileSync } from "node:fs";

/** A file of `data/` as rows of text; an empty field is "". The files quote nothing. */
export function readData(name: string): Record<string, string>[] {
  const [header = "", ...lines] = readFileSync(new URL(`./data/${name}`, import.meta.url), "utf8")
    .trimEnd()
    .split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    if (fields.length !== columns.length)
      throw new Error(`${name}: expected ${columns.length} fields, got ${fields.length}: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? ""]));
  });
}

/** A file of golden values, by name: `drivers` reads `drivers.json`. Its shape is the caller's to state. */
export function readReference<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")) as Shape;
}
