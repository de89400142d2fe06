import { beforeAll, expect, test } from "vitest";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { describeOnDatabases } from "../database.ts";
import { runSequence } from "./sequence.ts";
import { createSurvey } from "./survey.ts";

/** How many, from which seed: KLIK_SEQUENCES=10000 is the long run. */
const SEQUENCES = Number(process.env["KLIK_SEQUENCES"] ?? 60);
const FIRST = Number(process.env["KLIK_FIRST_SEQUENCE"] ?? 1);

describeOnDatabases(
  "seeded sequences of insert, correct, erase, weight, fold, merge, purge, rebuild and crash",
  (database) => {
    beforeAll(() => createSurvey(database().db));

    test(
      "leave summaries that are equal to those of plain SQL at every moment",
      async () => {
        const { db, engine } = database();
        // So small that columns are evicted all the time, as they are in a busy process.
        const store = new ColumnStore(db, { cacheBytes: 50_000 });
        const count = engine === "embedded" ? Math.ceil(SEQUENCES / 4) : SEQUENCES;
        const kills = engine === "server";
        for (let seed = FIRST; seed < FIRST + count; seed++) {
          expect(await runSequence(db, store, seed, { kills })).toBeNull();
        }
      },
      60_000 + SEQUENCES * 1_000,
    );
  },
);
