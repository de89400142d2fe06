import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { createApi } from "../src/api.ts";
import { loadDemo } from "../src/demo/load.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { playgroundTabs } from "../src/demo/playground-tabs.ts";
import { post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)![1]!;

describeOnDatabases("README", (database) => {
  beforeAll(async () => {
    await loadDemo(database().db);
    await loadProgrammes(database().db, { size: "small" });
  });

  test("shows the answer that its query gets", async () => {
    const response = await post(createApi({ db: database().db }), { query: block("graphql") });
    expect(await response.json()).toEqual(JSON.parse(block("json")));
  });

  test("opens a playground whose every tab answers", async () => {
    const api = createApi({ db: database().db, playground: playgroundTabs() });
    for (const { query } of playgroundTabs()) {
      const { data, errors } = (await (await post(api, { query })).json()) as { data: object; errors?: unknown };
      expect(errors).toBeUndefined();
      expect(Object.keys(data).length).toBeGreaterThan(0);
    }
    const page = await api.fetch("http://localhost/graphql", { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("Klik playground");
  });
});
