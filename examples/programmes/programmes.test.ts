import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { figuresOf } from "./figures.mjs";
import { PAGES, pageWithFigures } from "./pages.mjs";
import { plotsOf } from "./plots.mjs";

const plots = Object.entries(plotsOf());

test("draws the committed pictures again", () => {
  const folder = new URL("./plots/", import.meta.url);
  expect(readdirSync(folder).sort()).toEqual(plots.map(([name]) => name).sort());
  for (const [name, svg] of plots) expect(svg, name).toBe(readFileSync(new URL(name, folder), "utf8"));
});

test.each(plots)("tells in words what %s shows, and that it is synthetic", (_name, svg) => {
  expect(svg).toMatch(/<title id="\S+-title">.+<\/title>/);
  expect(/<desc id="\S+-description">(.+)<\/desc>/.exec(svg)?.[1]).toMatch(/\d.*\d/);
  expect(svg).toContain("Synthetic demo data");
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

describe.each(Object.entries(PAGES))("the page on %s", (name, url) => {
  const page = readFileSync(url, "utf8");

  test("has the figures and the document of today: node examples/programmes/main.mjs", () => {
    expect(pageWithFigures(name, page)).toBe(page);
    expect(page.split("<!-- end -->")).toHaveLength(3);
  });

  test("says that its answers are synthetic, and shows its pictures", () => {
    expect(page).toContain("**synthetic**");
    const shown = [...page.matchAll(/plots\/([\w-]+\.svg)/g)].map(([, file]) => file!);
    expect(shown).toEqual(plots.map(([file]) => file).filter((file) => file.startsWith(name)));
  });

  test("has every published number within its rounding", () => {
    for (const [words, published, { value }, unit] of figuresOf(name)) {
      const stated = /^\+?([\d.]+)( %)?/.exec(published);
      if (stated === null) continue;
      const [, number = "", percent] = stated;
      const decimals = number.split(".")[1]?.length ?? 0;
      const got = (unit === "percent" ? 100 * value : value).toFixed(decimals);
      expect(percent === undefined ? got : `${got} %`, words).toBe(`${number}${percent ?? ""}`);
    }
  });
});
