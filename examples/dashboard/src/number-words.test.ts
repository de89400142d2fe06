import { describe, expect, test } from "vitest";
import { formatOf } from "./format.ts";
import { type Figure, intervalText, stepText, valueText } from "./number-words.ts";
import { TEXTS } from "./text/text.ts";

const english = { format: formatOf("en"), text: TEXTS.en };
const dutch = { format: formatOf("nl"), text: TEXTS.nl };

const nps: Figure = {
  status: "ESTIMATED",
  reason: null,
  unit: "POINTS",
  value: 4,
  interval: { low: 1.62, high: 6.37 },
  base: { valid: 4000 },
  flags: [],
};
const nobody: Figure = {
  ...nps,
  status: "SUPPRESSED",
  reason: "EMPTY_BASE",
  value: null,
  interval: null,
  base: { valid: 0 },
};

describe("a figure", () => {
  test("is its value and its interval", () => {
    expect(valueText(nps, english)).toBe("+4");
    expect(intervalText(nps, english)).toBe("+2 to +6");
    expect(intervalText(nps, dutch)).toBe("+2 tot +6");
  });

  test("that is withheld says why, and is never 0", () => {
    expect(valueText(nobody, english)).toBe("no number: nobody answered");
    expect(valueText({ ...nobody, reason: "BELOW_MINIMUM_BASE" }, dutch)).toContain(
      "minder antwoorden dan het minimum",
    );
    expect(intervalText(nobody, english)).toBe("–");
  });
});

describe("a change", () => {
  test("says no more than its test does", () => {
    const step = { verdict: "NO_EVIDENCE", difference: 2, low: -1.2, high: 5.2 } as const;
    expect(stepText(step, "POINTS", "2010", english)).toBe("+2 (−1 to +5): no evidence of a change since 2010");
  });

  test("that cannot be told has no numbers", () => {
    const step = { verdict: "NOT_COMPARABLE", difference: null, low: null, high: null } as const;
    expect(stepText(step, "SCALE", "2010", dutch)).toBe("niets uit 2010 om mee te vergelijken");
  });
});
