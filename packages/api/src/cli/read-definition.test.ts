import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { shippedInstruments } from "../instrument/shipped.ts";
import { readDefinition } from "./read-definition.ts";

const fixture = fileURLToPath(new URL("../../demo/synthetic/instrument.json", import.meta.url));

describe("readDefinition", () => {
  test.each(shippedInstruments())("finds %s by its code, with Dutch and English for everything", async (code) => {
    const definition = await readDefinition(code);
    expect(definition.code).toBe(code);
    const labelled = [definition, ...definition.questions, ...definition.questions.flatMap(pointsOf)];
    for (const { labels } of labelled) {
      expect(Object.keys(labels).toSorted(), JSON.stringify(labels)).toEqual(["en", "nl"]);
      for (const text of Object.values(labels)) expect(text.trim()).toBe(text);
    }
  });

  test("reads a file", async () => {
    expect((await readDefinition(fixture)).code).toBe("synthetic-service");
  });

  test("names what there is when it finds neither", async () => {
    await expect(readDefinition("seven-divers")).rejects.toMatchObject({
      code: "INSTRUMENT_UNKNOWN",
      message: expect.stringContaining("seven-drivers"),
    });
    await expect(readDefinition("./seven-drivers")).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });
});

type Question = Awaited<ReturnType<typeof readDefinition>>["questions"][number];

/** Every category, option and labelled point of a question. */
function pointsOf(question: Question): readonly { readonly labels: Readonly<Record<string, string>> }[] {
  if ("options" in question) return question.options;
  if ("categories" in question && question.categories !== undefined) return question.categories;
  return Object.values(("pointLabels" in question ? question.pointLabels : undefined) ?? {}).map((labels) => ({
    labels,
  }));
}
