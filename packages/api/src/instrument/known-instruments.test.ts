import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { parseDefinition } from "./definition.ts";
import { findInstrument } from "./known-instruments.ts";
import { defineInstrument } from "./store.ts";

describeOnDatabases("an instrument that is known", (database) => {
  const definition = (code: string, label: string) =>
    parseDefinition({
      code: "known",
      labels: { en: label },
      unit: "response",
      questions: [{ code, role: "nps", labels: { en: "-" } }],
    });

  test("is not read again until it changes", async () => {
    const { db } = database();
    expect(await findInstrument(db, "known")).toBeNull();
    await defineInstrument(db, definition("recommend", "One"));
    const first = await findInstrument(db, "known");
    expect(first?.questions.map(({ code }) => code)).toEqual(["recommend"]);
    expect(await findInstrument(db, "known")).toBe(first);
    await defineInstrument(db, definition("advise", "One"));
    const second = await findInstrument(db, "known");
    expect(second?.questions.map(({ code }) => code)).toEqual(["advise"]);
    await defineInstrument(db, definition("advise", "Two"));
    expect((await findInstrument(db, "known"))?.labels).toEqual({ en: "Two" });
  });
});
