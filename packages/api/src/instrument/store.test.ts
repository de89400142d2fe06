import { CES_SCALES, type InstrumentDefinition, parseDefinition } from "./definition.ts";
import { describeOnDatabases } from "../../test/database.ts";
import { expect, test } from "vitest";
import { defineInstrument, loadInstrument, loadInstruments } from "./store.ts";

const labels = { en: "Text", nl: "Tekst" };
const codes = (...list: readonly string[]): readonly object[] => list.map((code) => ({ code, labels }));
const nps = { code: "nps", role: "nps", labels, missing: ["11"] };
const mood = {
  code: "mood",
  role: "statement",
  labels,
  dimension: "emotional",
  scale: { min: 1, max: 5 },
  pointLabels: { 1: labels },
};
const surprise = { code: "surprise", role: "expectation", labels, categories: codes("below", "as", "above") };
const why = { code: "why", role: "reasons", kind: "recommend", labels, options: codes("price", "service") };
const note = { code: "note", role: "comment", labels };

const survey = (code: string, ...questions: readonly object[]): InstrumentDefinition =>
  parseDefinition({ code, labels, unit: "response", questions });
const slots = (questions: readonly { code: string; slot: number }[]): Record<string, number> =>
  Object.fromEntries(questions.map(({ code, slot }) => [code, slot]));

describeOnDatabases("instruments", (database) => {
  test("come back as they were defined", async () => {
    const { db } = database();
    expect(await defineInstrument(db, survey("whole", nps, mood, surprise, why, note))).toBe(1);
    const instrument = await loadInstrument(db, "whole");
    expect(instrument).toMatchObject({ code: "whole", labels, unit: "response", version: 1, earlier: [] });
    expect(slots(instrument.questions)).toEqual({
      nps: 0,
      mood: 1,
      surprise: 2,
      "why.price": 3,
      "why.service": 4,
      note: 5,
    });
    expect(instrument.questions[0]).toMatchObject({
      role: "nps",
      missing: ["11"],
      scale: { min: 0, max: 10, step: 1, codes: null },
    });
    expect(instrument.questions[1]).toMatchObject({
      dimension: "emotional",
      points: [{ point: 0, code: "1", labels }],
    });
    expect(instrument.questions[2]?.scale?.codes).toEqual(["below", "as", "above"]);
    expect(instrument.questions[3]?.reason).toEqual({
      question: "why",
      option: "price",
      questionLabels: labels,
      kind: "recommend",
    });
    expect(instrument.questions[5]?.scale).toBeNull();
    expect((await loadInstruments(db)).find((one) => one.code === "whole")).toEqual(instrument);
  });

  test("keep the version of an unchanged definition, in whatever order its questions stand", async () => {
    const { db } = database();
    expect(await defineInstrument(db, survey("same", nps, mood))).toBe(1);
    expect(await defineInstrument(db, survey("same", mood, nps))).toBe(1);
  });

  test("keep the slot of a question whose scale stays, and never give it to another", async () => {
    const { db } = database();
    await defineInstrument(db, survey("slots", nps, mood, note));
    const longer = { ...mood, scale: { min: 1, max: 7 } };
    expect(await defineInstrument(db, survey("slots", { ...nps, labels: { en: "New words" } }, longer))).toBe(2);
    const second = await loadInstrument(db, "slots");
    expect(slots(second.questions)).toEqual({ nps: 0, mood: 3 });
    expect(slots(second.earlier)).toEqual({ mood: 1, note: 2 });
    expect(second.questions[0]?.labels).toEqual({ en: "New words" });

    expect(await defineInstrument(db, survey("slots", mood, surprise))).toBe(3);
    const third = await loadInstrument(db, "slots");
    expect(slots(third.questions)).toEqual({ mood: 1, surprise: 4 });
    expect(slots(third.earlier)).toEqual({ nps: 0, note: 2, mood: 3 });

    const first = await loadInstrument(db, "slots", { version: 1 });
    expect(slots(first.questions)).toEqual({ nps: 0, mood: 1, note: 2 });
    expect(first.earlier).toEqual([]);
  });

  test("give another slot to another item on equal points", async () => {
    const { db } = database();
    const effort = { code: "effort", role: "ces", version: "ease", labels };
    await defineInstrument(db, survey("items", effort));
    await defineInstrument(
      db,
      survey("items", { code: "effort", role: "satisfaction", scale: { min: 1, max: 5 }, top: 2, labels }),
    );
    const { questions, earlier } = await loadInstrument(db, "items");
    expect(questions[0]).toMatchObject({ slot: 1, topBox: 2, bottomBox: null, cesVersion: null });
    expect(earlier[0]).toMatchObject({ slot: 0, cesVersion: "ease", scale: CES_SCALES.ease });
  });

  test("make one version when several processes define them at once", async () => {
    const { db } = database();
    const versions = await Promise.all([1, 2, 3, 4].map(() => defineInstrument(db, survey("race", nps, mood))));
    expect(versions).toEqual([1, 1, 1, 1]);
  });

  test("refuse another unit under one code, and unknown codes and versions", async () => {
    const { db } = database();
    await defineInstrument(db, survey("unit", nps));
    await expect(defineInstrument(db, { ...survey("unit", nps), unit: "employee" })).rejects.toMatchObject({
      code: "INSTRUMENT_INVALID",
      message: expect.stringContaining("unit: expected response, as in earlier versions"),
    });
    await expect(loadInstrument(db, "nowhere")).rejects.toThrow(/expected one of .*unit.*, got nowhere/);
    await expect(loadInstrument(db, "unit", { version: 9 })).rejects.toThrow("got unit version 9");
  });

  test("hold half points and the direction of their scale", async () => {
    const { db } = database();
    const mark = {
      code: "mark",
      role: "satisfaction",
      labels,
      scale: { min: 1, max: 10, step: 0.5, direction: "low_is_good" },
    };
    await defineInstrument(db, survey("half", mark));
    const { questions } = await loadInstrument(db, "half");
    expect(questions[0]?.scale).toEqual({ min: 1, max: 10, step: 0.5, direction: "low_is_good", codes: null });
  });
});
