import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const committed = new URL("./plots/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "klik-plots-"));
const said: string[] = [];

beforeAll(async () => {
  const log = vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  const before = process.argv;
  process.argv = [process.execPath, "main.mjs", folder];
  try {
    await import("./main.mjs");
  } finally {
    process.argv = before;
    log.mockRestore();
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("draws the committed pictures again", () => {
  const names = readdirSync(folder).sort();
  expect(names).toEqual(["importance-and-performance.svg", "importance.svg", "penalties-and-rewards.svg"]);
  expect(readdirSync(committed).sort()).toEqual(names);
  for (const name of names)
    expect(readFileSync(join(folder, name), "utf8"), name).toBe(readFileSync(new URL(name, committed), "utf8"));
});

test("tells in words what each picture shows", () => {
  for (const name of readdirSync(folder)) {
    const svg = readFileSync(join(folder, name), "utf8");
    const [title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(svg)!.slice(1);
    expect(svg).toMatch(new RegExp(`<title id="${title}">.+</title>`));
    const words = new RegExp(`<desc id="${description}">(.+)</desc>`).exec(svg)![1]!;
    for (const service of ["Cleanliness", "Finding the way", "Shops"]) expect(words).toContain(`${service}: `);
  }
});

test("prints one report, which ends with the caution", () => {
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/\n\nAssociation, not proof of cause\.$/);
});
