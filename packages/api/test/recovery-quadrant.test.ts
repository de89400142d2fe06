import { categories, REPORT_MARK, satisfaction, tallyOf, YES_NO } from "@klik/metrics-core";
import {
  actionFollowed,
  outcomeByFollowed,
  QUADRANT,
  type QuadrantCell,
  quadrantShares,
  RECOVERY_TABLE,
  recoveryAdvice,
  type RecoveryTable,
} from "@klik/metrics-core/outcomes";
import { crosstabOf } from "@klik/metrics-core/people";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { retentionBenchmark } from "../src/demo/programme/retention-benchmark.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { numberOf } from "./estimate-number.ts";
import { RecoveryQuadrantDocument } from "./generated/graphql.ts";

const INSTRUMENT = "retention-benchmark";
/** Every fourth firm counts half, and every tenth did not say who was responsible. */
const firms = [...retentionBenchmark.rows("small")].map((row, index) => ({
  row,
  weight: index % 4 === 0 ? 0.5 : 1,
  side: index % 10 === 0 ? null : row["event_responsibility"],
}));

/** The same by metrics-core alone. */
function quadrantOf(table: RecoveryTable) {
  const events = firms.map(({ row, side }) => {
    const responsibility = side === "internal" || side === "customer" ? side : null;
    // 1 to 5 on 0 to 1, as the table wants it.
    const advice = recoveryAdvice({ impact: (Number(row["event_impact"]) - 1) / 4, responsibility }, table);
    const action = String(row["event_action"]);
    const cell = advice.status === "determined" ? advice.cell : "undetermined";
    const followed = advice.status === "determined" ? (advice.action === action ? "yes" : "no") : null;
    return { cell, action, followed, mark: Number(row["event_mark"]) };
  });
  const options = { weights: firms.map(({ weight }) => weight) };
  const taken = categories([...Object.values(RECOVERY_TABLE.actions), "nothing"]);
  const shares = quadrantShares(
    tallyOf(
      QUADRANT,
      events.map(({ cell }) => cell),
      options,
    ),
  );
  const outcome = outcomeByFollowed(
    crosstabOf(
      YES_NO,
      REPORT_MARK,
      events.map(({ followed, mark }) => [followed, mark] as const),
      options,
    ),
    satisfaction,
  );
  const pairs = events.map(({ cell, action }) => [cell, action] as const);
  const { id, version, impactCut, mapping, source } = table;
  return {
    table: { id, version, impactCut, mapping: mapping.toUpperCase(), source },
    cells: (["internal_low", "internal_high", "customer_low", "customer_high"] as const).map((cell: QuadrantCell) => ({
      cell: cell.toUpperCase(),
      action: table.actions[cell],
      count: events.filter((event) => event.cell === cell).length,
      share: numberOf(shares[cell]),
    })),
    undetermined: numberOf(shares.undetermined),
    followed: numberOf(actionFollowed(crosstabOf(QUADRANT, taken, pairs, options), table)),
    outcome: { followed: numberOf(outcome.followed), notFollowed: numberOf(outcome.notFollowed) },
  };
}

describeOnDatabases("the recovery quadrant", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await loadProgrammes(db, { size: "small", only: [INSTRUMENT] });
    const codesOf = (holds: (firm: (typeof firms)[number]) => boolean): readonly string[] =>
      firms.filter(holds).map(({ row }) => String(row["organisation"]));
    const half = codesOf(({ weight }) => weight !== 1);
    const silent = codesOf(({ side }) => side === null);
    await sql`
      update response set weight = 0.5 where organisation_id in (select id from organisation where code = any(${half}::text[]))
    `.execute(db);
    await sql`
      update response set scores = set_byte(scores, (select slot from question where code = 'event_responsibility'), 255)
      where organisation_id in (select id from organisation where code = any(${silent}::text[]))
    `.execute(db);
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    test("is that of the library on the same events", async () => {
      const { segments } = await dataOf(api, RecoveryQuadrantDocument, { instrument: INSTRUMENT });
      expect(segments.nodes[0]!.recoveryQuadrant).toEqual(quadrantOf(RECOVERY_TABLE));
    });

    test("takes another decision table", async () => {
      const table = { id: "ours", version: 3, impactCut: 0.75, mapping: "published", source: "a meeting" } as const;
      const { segments } = await dataOf(api, RecoveryQuadrantDocument, {
        instrument: INSTRUMENT,
        table: {
          ...table,
          mapping: "PUBLISHED",
          internalLow: "red_carpet",
          internalHigh: "everything_in_our_power",
          customerLow: "apologise_and_help",
          customerHigh: "fix_and_plus_up",
        },
      });
      const actions = {
        internal_low: "red_carpet",
        internal_high: "everything_in_our_power",
        customer_low: "apologise_and_help",
        customer_high: "fix_and_plus_up",
      };
      expect(segments.nodes[0]!.recoveryQuadrant).toEqual(quadrantOf({ ...table, actions }));
    });
  });

  test("is there without the questions on action and outcome, and says what is missing of a table", async () => {
    const api = createApi({ db: database().db });
    const { segments } = await dataOf(api, RecoveryQuadrantDocument, {
      instrument: INSTRUMENT,
      action: null,
      outcome: null,
    });
    expect(segments.nodes[0]!.recoveryQuadrant).toMatchObject({ followed: null, outcome: null });
    const cells = { internalLow: "wait", internalHigh: "wait", customerLow: "wait", customerHigh: "wait" };
    const { data, errors } = await ask(api, RecoveryQuadrantDocument, {
      instrument: INSTRUMENT,
      table: { id: "ours", version: 1, source: "", ...cells },
    });
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions?.["code"]])).toEqual([
      ["followed", "SCALE_MISMATCH"],
    ]);
    expect(data?.segments.nodes[0]!.recoveryQuadrant!.cells[0]!.count).toBeGreaterThan(0);
  });
});
