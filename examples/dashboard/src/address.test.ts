import { describe, expect, test } from "vitest";
import { readChoice, writeChoice } from "./address.ts";

describe("the address", () => {
  test("brings back what was chosen", () => {
    const choice = {
      programme: "contact-monitor",
      language: "nl",
      who: "sector:housing",
      period: "2010",
      outcome: "mark",
    } as const;
    expect(readChoice(writeChoice(choice), ["en"])).toEqual(choice);
  });

  test("leaves out what was not chosen", () => {
    expect(readChoice("", [])).toEqual({ programme: null, language: "en", who: null, period: null, outcome: null });
    expect(writeChoice(readChoice("?period=all", []))).toBe("?lang=en&period=all");
  });

  test("comes before what the browser prefers", () => {
    expect(readChoice("?lang=en", ["nl-NL"]).language).toBe("en");
    expect(readChoice("", ["fr", "nl-NL", "en"]).language).toBe("nl");
    expect(readChoice("?lang=xx", ["de"]).language).toBe("en");
  });

  test("takes no period that is none", () => {
    expect(readChoice("?period=20111", []).period).toBeNull();
    expect(readChoice("?period=2011-02-30", []).period).toBeNull();
  });
});
