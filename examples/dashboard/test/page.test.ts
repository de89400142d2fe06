import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatOf } from "../src/format.ts";
import {
  DriversDocument,
  ImprovementsDocument,
  NpsDocument,
  PositionNpsDocument,
  RecoveryDocument,
  SatisfactionDocument,
  SharesDocument,
} from "../src/generated/graphql.ts";
import type { TypedDocumentString } from "../src/generated/graphql.ts";
import { type DemoServer, findBrowser, startDemoServer } from "./demo-server.ts";
import { PUBLISHED } from "./published.ts";

const browserPath = findBrowser();
if (browserPath === null) console.log("report page: no Chromium on this machine, so only its files are checked");
else describe("the page in a browser", () => inBrowser(browserPath));

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let server: DemoServer;
beforeAll(async () => {
  server = await startDemoServer();
}, 120_000);
afterAll(() => server?.stop(), 30_000);

/** What the API says, asked beside the page. */
async function dataOf<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data } = (await response.json()) as { readonly data: Result };
  return data;
}

describe("the files of the page", () => {
  test("are served with their types, under a policy that allows files of its own only", async () => {
    const page = await fetch(server.url);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const policy = page.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const html = await page.text();
    expect(html).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=|\sstyle=/);
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets.map((path) => path.replace(/.*\./, "")).sort()).toEqual(["css", "js", "svg"]);
    for (const path of assets) {
      const asset = await fetch(server.url + path);
      expect(asset.status).toBe(200);
      expect(asset.headers.get("cache-control")).toContain("immutable");
      expect(asset.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("leave the playground where it was", async () => {
    const playground = await fetch(`${server.url}/graphql`, { headers: { accept: "text/html" } });
    expect(await playground.text()).toContain("Klik playground");
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });
});

function inBrowser(executablePath: string): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  }, 60_000);
  afterAll(() => browser?.close());

  /** Opens the page, does something there, and expects that nothing went wrong. */
  async function onPage(
    query: string,
    look: (page: Page) => Promise<void>,
    options: { readonly width?: number; readonly colorScheme?: "light" | "dark" } = {},
  ): Promise<void> {
    const { width = 1280, colorScheme = "light" } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, locale: "en-GB" });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    try {
      await page.goto(`${server.url}/${query}`);
      await settled(page);
      await look(page);
      expect(problems).toEqual([]);
    } finally {
      await page.close();
    }
  }

  /** Everything was counted and every plot is drawn. */
  async function settled(page: Page): Promise<void> {
    await page.waitForSelector("main h1", { timeout: 60_000 });
    await page.waitForFunction(
      () =>
        document.querySelector("[aria-busy=true]") === null &&
        [...document.querySelectorAll(".place")].every((place) => place.childElementCount > 0),
      null,
      { timeout: 60_000 },
    );
  }

  const figure = (page: Page, id: string, part: string): Promise<string> =>
    page.locator(`[data-figure=${id}] .${part}`).innerText();

  test("shows the figures of the API, with base and interval, in the language that is chosen", async () => {
    await onPage("?programme=contact-monitor&lang=en", async (page) => {
      const where = { from: "2011-01-01", until: "2012-01-01" };
      const asked = { instrument: "contact-monitor", where, language: "en", compare: false };
      const { segments } = await dataOf(NpsDocument, asked);
      const nps = segments.nodes[0]!.nps!;
      const english = formatOf("en");
      expect(english.value(nps.value!, "POINTS")).toBe("+4");
      expect(await figure(page, "nps", "value")).toBe("+4");
      const [low, high] = [nps.interval!.low, nps.interval!.high].map((end) => english.value(end, "POINTS"));
      expect(await figure(page, "nps", "range")).toBe(`95% interval ${low} to ${high}`);
      expect(await figure(page, "nps", "base")).toBe(`n = ${english.count(nps.base.valid)} responses`);
      expect(await page.locator(".badge").innerText()).toBe("Synthetic demo data");

      await page.getByRole("button", { name: "NL" }).click();
      await page.waitForSelector("html[lang=nl]");
      await settled(page);
      const complaints = await dataOf(SatisfactionDocument, { ...asked, question: "complaint_handling" });
      const mark = complaints.segments.nodes[0]!.satisfaction!;
      expect(await figure(page, "complaint_handling", "value")).toBe(formatOf("nl").value(mark.value!, "SCALE"));
      expect(await figure(page, "complaint_handling", "value")).toBe("7,5");
      expect(await page.locator(".badge").innerText()).toBe("Synthetische demodata");
      expect(await page.title()).toBe("Contactmonitor – Klik");
    });
  }, 90_000);

  test("goes to another programme, and back", async () => {
    await onPage("?programme=contact-monitor&lang=nl&period=2010", async (page) => {
      await page.getByLabel("Programma").selectOption("customer-drivenness");
      await page.waitForSelector("main[data-programme=customer-drivenness]");
      await settled(page);
      expect(new URL(page.url()).search).toBe("?programme=customer-drivenness&lang=nl");
      await page.goBack();
      await page.waitForSelector("main[data-programme=contact-monitor]");
      expect(await page.getByLabel("Periode").inputValue()).toBe("2010");
    });
  }, 90_000);

  test("counts those that are chosen, and no others", async () => {
    await onPage("?programme=contact-monitor&lang=en", async (page) => {
      await page.getByLabel("Whose answers").selectOption("sector:government");
      await page.waitForURL(/who=sector/);
      await settled(page);
      const { segments } = await dataOf(SatisfactionDocument, {
        instrument: "contact-monitor",
        where: { sectors: ["government"], from: "2011-01-01", until: "2012-01-01" },
        language: "en",
        compare: false,
        question: "complaint_handling",
      });
      const mark = segments.nodes[0]!.satisfaction!;
      expect(await figure(page, "complaint_handling", "value")).toBe(formatOf("en").value(mark.value!, "SCALE"));
      expect(await figure(page, "complaint_handling", "value")).toBe("5.8");
    });
  }, 90_000);

  test("has the numbers of a plot in a table that the keyboard opens", async () => {
    await onPage("?programme=seven-drivers&lang=en", async (page) => {
      const { segments } = await dataOf(DriversDocument, {
        instrument: "seven-drivers",
        where: {},
        language: "en",
        outcome: "satisfaction",
        method: "LMG",
      });
      const { drivers, certainty } = segments.nodes[0]!.drivers!;
      const impact = page.locator("#drivers figure").first();
      const summary = impact.locator("summary");
      await summary.focus();
      expect(await summary.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
      await page.keyboard.press("Enter");
      const rows = impact.locator("tbody tr");
      expect(await rows.count()).toBe(drivers.length);
      const strongest = drivers.find(({ rank }) => rank === 1)!;
      const { interval } = certainty!.drivers.find(({ code }) => code === strongest.code)!;
      expect(await rows.first().locator("th").innerText()).toBe(strongest.label.split(":")[0]);
      const percent = (value: number): string => formatOf("en").value(value, "SHARE", "table");
      expect(await rows.first().locator("td").first().innerText()).toBe(percent(strongest.importance));
      expect(await rows.first().locator("td").nth(1).innerText()).toBe(
        `${percent(interval.low)} to ${percent(interval.high)}`,
      );
    });
  }, 90_000);

  test("measures many drivers too, with their intervals", async () => {
    await onPage("?programme=sfo-passengers&lang=en", async (page) => {
      const impact = page.locator("#drivers figure").first();
      await impact.locator("summary").click();
      const intervals = await impact.locator("tbody tr td:nth-of-type(2)").allInnerTexts();
      expect(intervals.length).toBeGreaterThan(12);
      for (const interval of intervals) expect(interval).toMatch(/^\d+\.\d% to \d+\.\d%$/);
      expect(await page.locator("#drivers h3").allInnerTexts()).toContain("What to improve first");
    });
  }, 90_000);

  test("reads an outcome of which low is good the other way round, as the API does", async () => {
    await onPage("?programme=retention-benchmark&lang=en&outcome=churn", async (page) => {
      const asked = { instrument: "retention-benchmark", where: {}, outcome: "churn", method: "LMG" as const };
      const actions = ["satisfied", "recommended", "exceeds_expectations"].map((driver) => ({
        id: driver,
        driver,
        kind: "SHIFT" as const,
        by: 1,
      }));
      const { segments } = await dataOf(ImprovementsDocument, { ...asked, actions });
      const { order, outcomes } = segments.nodes[0]!.drivers!.simulate!;
      const best = outcomes[0]!.actions.find(({ driver }) => driver === order[0])!;
      expect(best.gain).toBeGreaterThan(0);
      const ranking = page.locator("figure", { has: page.getByRole("heading", { name: "What to improve first" }) });
      await ranking.locator("summary").click();
      const first = ranking.locator("tbody tr").first();
      expect(await first.locator("td").first().innerText()).toBe(formatOf("en").decimal(best.gain!, 2, "signed"));
      expect(await page.locator("#drivers figure").first().innerText()).toContain("read the other way round");
      expect(await page.locator("#drivers h3").allInnerTexts()).toContain("Low answers cost, high answers gain");
    });
  }, 90_000);

  test("holds one organisation against the others, as the API does", async () => {
    await onPage("?programme=contact-monitor&lang=en&who=organisation:synthetic-bank-2", async (page) => {
      const where = { organisations: ["synthetic-bank-2"], from: "2011-01-01", until: "2012-01-01" };
      const { segments } = await dataOf(PositionNpsDocument, { instrument: "contact-monitor", where });
      const { sector, all, value } = segments.nodes[0]!.figure!;
      const english = formatOf("en");
      expect(await page.locator("select[name=organisation]").inputValue()).toBe("synthetic-bank-2");
      await page.locator("#position summary").click();
      const rows = page.locator("#position tbody tr");
      const cells = async (row: number): Promise<readonly string[]> => rows.nth(row).locator("td").allInnerTexts();
      expect((await cells(0))[0]).toBe(english.value(value!, "POINTS", "table"));
      expect((await cells(0))[3]).toBe(english.count(sector!.percentile!));
      expect((await cells(1))[3]).toBe(english.count(all!.percentile!));
      const { low, high, of } = sector!.rank!;
      expect((await cells(0))[4]).toBe(`place ${english.count(low)}–${english.count(high)} of ${of}`);
    });
  }, 90_000);

  test("says which action belongs to which event, and what came of it", async () => {
    await onPage("?programme=retention-benchmark&lang=nl", async (page) => {
      const asked = { instrument: "retention-benchmark", where: {}, language: "nl" };
      const { segments } = await dataOf(RecoveryDocument, asked);
      const { recoveryQuadrant, actions } = segments.nodes[0]!;
      expect(recoveryQuadrant!.cells).toHaveLength(4);
      for (const { cell, action, share } of recoveryQuadrant!.cells) {
        const shown = page.locator(`#recovery [data-cell=${cell}]`);
        expect(await shown.locator("b").innerText()).toBe(
          actions!.categories.find(({ code }) => code === action)!.label,
        );
        expect(await shown.locator(".value").innerText()).toBe(formatOf("nl").value(share.value!, "SHARE"));
      }
      expect(await page.locator("#recovery .note").first().innerText()).toContain("aanname, versie 1");
    });
  }, 90_000);

  test("tells how much more often a negative experience is told", async () => {
    await onPage("?programme=national-experience&lang=en", async (page) => {
      expect(await figure(page, "sharing", "value")).toBe("2.4×");
      expect(await figure(page, "sharing", "scale")).toContain("at least twice, beyond chance");
    });
  }, 90_000);

  test("says in words why there is no number, and never 0", async () => {
    await onPage("?programme=seven-drivers&lang=en&period=1999", async (page) => {
      expect(await figure(page, "nps", "why")).toBe("no number: nobody answered");
      expect(await page.locator("[data-figure] .value").count()).toBe(0);
      expect(await page.locator("#nps .why").innerText()).toBe("no number: nobody answered");
      expect(await page.locator("#nps h3").allInnerTexts()).toEqual(["Over time"]);
      expect(await page.locator("#drivers .why").innerText()).toBe(
        "No analysis: nobody answered all of these questions.",
      );
    });
  }, 90_000);

  test.each(Object.entries(PUBLISHED))(
    "shows every figure that was published of %s",
    async (programme, published) => {
      await onPage(`?programme=${programme}&lang=en`, async (page) => {
        const shown = await page.evaluate(() => {
          const words = (elements: Iterable<Element>): string =>
            [...elements].map((one) => one.textContent).join(" | ");
          const rows = [...document.querySelectorAll("main figure tbody tr")].map(
            (row) => `${row.closest("figure")!.querySelector("h3")!.textContent} | ${words(row.children)}`,
          );
          const figures = document.querySelectorAll("#figures [data-figure]");
          return [...rows, ...[...figures].map((one) => `In short | ${words(one.querySelectorAll("h3, .value"))}`)];
        });
        for (const [title, row, value] of published) {
          const before = `${title} | ${row} | `;
          const cells = shown.filter((one) => one.startsWith(before)).map((one) => one.slice(before.length));
          expect(
            cells.some((rest) => rest.split(" | ").some((cell) => cell.startsWith(value))),
            `${before}${value} among ${cells.join("; ")}`,
          ).toBe(true);
        }
      });
    },
    90_000,
  );

  test("shows what is not published as unstated", async () => {
    await onPage("?programme=national-experience&lang=en", async (page) => {
      const { segments } = await dataOf(SharesDocument, {
        instrument: "national-experience",
        where: {},
        language: "en",
        question: "expectation",
        categories: ["as_expected", "surprised"],
      });
      const { categories, unstated } = segments.nodes[0]!.shares!;
      const chart = page.locator("#shares figure").first();
      await chart.locator("summary").click();
      const shown = await chart
        .locator("tbody tr")
        .evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)));
      const percent = (value: number | null): string => formatOf("en").value(value ?? Number.NaN, "SHARE", "table");
      expect(shown).toEqual([
        ...categories.map(({ label, share }) => [label, percent(share.value)]),
        ["Unstated", percent(unstated!.share.value)],
      ]);
    });
  }, 90_000);

  test.each([
    ["national-experience", "light"],
    ["seven-drivers", "dark"],
    ["retention-benchmark", "light"],
  ] as const)(
    "of %s fits a phone",
    async (programme, colorScheme) => {
      await onPage(
        `?programme=${programme}&lang=nl`,
        async (page) => {
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        },
        { width: 390, colorScheme },
      );
    },
    90_000,
  );

  test.each(["light", "dark"] as const)(
    "has words that stand out from their ground (%s)",
    async (colorScheme) => {
      await onPage(
        "?programme=contact-monitor&lang=en",
        async (page) => {
          const ratios = await page.evaluate(contrasts);
          expect(ratios.length).toBeGreaterThan(20);
          for (const { text, ratio } of ratios) expect(ratio, text).toBeGreaterThanOrEqual(4.5);
        },
        { colorScheme },
      );
    },
    90_000,
  );
}

/** Contrast of every element with words of its own (WCAG 2), in the page. */
function contrasts(): { text: string; ratio: number }[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  const rgba = (colour: string): readonly number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: readonly number[]): number => {
    const [red, green, blue] = colour.slice(0, 3).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const groundOf = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255, 255];
    const ground = rgba(getComputedStyle(element).backgroundColor);
    return ground[3]! > 250 ? ground : groundOf(element.parentElement);
  };
  return [...document.querySelectorAll("body *")].flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== "");
    if (!own || element.closest(".hidden, .skip, option, [aria-label=tip]") !== null) return [];
    const style = getComputedStyle(element);
    const colour = element.closest("svg") === null ? style.color : style.fill;
    const [words, ground] = [luminance(rgba(colour)), luminance(groundOf(element))];
    const ratio = (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
    return [{ text: element.textContent!.slice(0, 40), ratio }];
  });
}
