import { type Answer, ZERO_TO_TEN } from "@klik/metrics-core";
import { CHURN, churnByGroup, lifetimeValue, npsPointValue } from "@klik/metrics-core/outcomes";
import { type AnswerPair, crosstabOf } from "@klik/metrics-core/people";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near, numberOf } from "./estimate-number.ts";
import {
  ChurnDocument,
  type CustomerOutcomeInput,
  LinkageDocument,
  RecordCustomerOutcomesDocument,
} from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";

const INSTRUMENT = "churn";
const DAY = 24 * 3_600_000;

interface Row {
  readonly id: number;
  readonly organisation: string;
  readonly customer: string | null;
  readonly respondedAt: number;
  readonly nps: number | null;
  readonly weight: number;
}

/** 200 responses of some 130 customers of two organisations: some answered twice, some not at all, some are not known. */
const rows = Array.from(
  { length: 200 },
  (_, id): Row => ({
    id,
    organisation: id % 3 === 0 ? "north" : "south",
    customer: id % 17 === 0 ? null : `c${id % 130}`,
    respondedAt: Date.parse("2022-01-01T09:00:00Z") + ((id * 37) % 200) * DAY,
    nps: id % 19 === 0 ? null : (id * 7) % 11,
    weight: id % 4 === 0 ? 1.5 : 1,
  }),
);
const at = (moment: number): string => new Date(moment).toISOString();

/** Detractors leave more often; some had left before, some leave long after, some were not observed for a year, of some nothing is known. */
const outcomes = [...new Map(rows.map((row) => [`${row.organisation} ${row.customer}`, row])).values()].flatMap(
  ({ organisation, customer, id, nps }): readonly (CustomerOutcomeInput & { readonly customer: string })[] => {
    if (customer === null || id % 11 === 0) return [];
    const leaves = id % ((nps ?? 8) <= 6 ? 2 : 7) === 0;
    const left = Date.parse("2022-02-01") + ((id * 53) % 700) * DAY;
    const until = id % 13 === 0 ? Date.parse("2022-08-01") : Date.parse("2024-06-01");
    const outcome = {
      organisation,
      respondentKey: customer,
      observedUntil: at(until),
      leftAt: leaves && left <= until ? at(left) : null,
      margin: id % 5 === 0 ? null : 80 + (id % 9) * 7.25,
    };
    return [{ ...outcome, customer }];
  },
);
const outcomeOf = ({ organisation, customer }: Row): CustomerOutcomeInput | undefined =>
  outcomes.find((each) => each.organisation === organisation && each.customer === customer);

/** The same by metrics-core alone. */
function churnOf(
  of: readonly Row[],
  { days, discount, weighted }: { readonly days: number; readonly discount: number; readonly weighted: boolean },
) {
  const sorted = of.toSorted(
    (a, b) => Number(a.nps === null) - Number(b.nps === null) || a.respondedAt - b.respondedAt || a.id - b.id,
  );
  const customers = new Map<string, Row>();
  for (const row of sorted) {
    const key = row.customer === null ? `response ${row.id}` : `${row.organisation} ${row.customer}`;
    if (!customers.has(key)) customers.set(key, row);
  }
  const counted = [...customers.values()].filter((row) => {
    const left = outcomeOf(row)?.leftAt;
    // Who had left before does not concern the survey; the library has no such customers.
    return left == null || Date.parse(left) > row.respondedAt;
  });
  const pairs = counted.map((row): AnswerPair => {
    const outcome = outcomeOf(row);
    const end = row.respondedAt + days * DAY;
    const left = outcome?.leftAt;
    const did: Answer =
      outcome === undefined
        ? null
        : left != null && Date.parse(left) <= end
          ? "churned"
          : Date.parse(outcome.observedUntil) >= end
            ? "stayed"
            : null;
    return [row.nps, did];
  });
  const weightOf = ({ weight }: Row): number => (weighted ? weight : 1);
  const crosstab = crosstabOf(ZERO_TO_TEN, CHURN, pairs, weighted ? { weights: counted.map(weightOf) } : {});
  const found = churnByGroup(crosstab);
  const before = customers.size - counted.length;
  const number = (name: keyof typeof found): unknown => {
    const expected = numberOf(found[name]) as {
      readonly base: { readonly eligible: number; readonly notApplicable: number };
    };
    // The ledgers of ratios count two groups.
    const times = name === "riskRatio" || name === "oddsRatio" ? 2 : 1;
    const base = {
      ...expected.base,
      eligible: expected.base.eligible + times * before,
      notApplicable: expected.base.notApplicable + times * before,
    };
    return { ...expected, base };
  };
  const groupValue = (name: "promoters" | "passives" | "detractors", belongs: (nps: number) => boolean): unknown => {
    const known = counted.filter((row) => row.nps !== null && belongs(row.nps) && outcomeOf(row)?.margin != null);
    const sum = known.reduce((total, row) => total + weightOf(row) * outcomeOf(row)!.margin!, 0);
    const margin = ((sum / known.reduce((total, row) => total + weightOf(row), 0)) * days) / 365;
    const retention = 1 - found[name].value!;
    const value = lifetimeValue({ margin, retention, discount });
    return { value: near(value), margin: near(margin), retention: near(retention) };
  };
  const point = npsPointValue(found, { margin: 100, discount }, "detractor_to_promoter", { level: 0.9 });
  if (point.status === "suppressed") throw new Error("expected a value of a point");
  return {
    days,
    all: number("all"),
    promoters: number("promoters"),
    passives: number("passives"),
    detractors: number("detractors"),
    riskRatio: number("riskRatio"),
    oddsRatio: number("oddsRatio"),
    ordering: number("ordering"),
    lifetimeValue: {
      promoters: groupValue("promoters", (nps) => nps >= 9),
      passives: groupValue("passives", (nps) => nps === 7 || nps === 8),
      detractors: groupValue("detractors", (nps) => nps <= 6),
    },
    pointValue: {
      metric: "nps_point_value",
      status: "ESTIMATED",
      reason: null,
      value: near(point.value),
      standardError: near(point.standardError),
      low: near(point.interval!.low),
      high: near(point.interval!.high),
      customers: point.base.valid,
    },
  };
}

describeOnDatabases("churn by NPS group", (database) => {
  let writing: Api;
  beforeAll(async () => {
    const { db } = database();
    const survey = await surveyFor(db, INSTRUMENT);
    const lines = rows.map(({ id, respondedAt, organisation, customer, nps, weight }) =>
      [id, at(respondedAt), organisation, customer ?? "", nps ?? "", weight].join(),
    );
    const header = "external_id,responded_at,organisation,respondent_key,nps,weight";
    await importText(db, survey, [header, ...lines, ""].join("\n"));
    await foldEverything(db);
    writing = createApi({ db });
  });
  const record = async (list: readonly CustomerOutcomeInput[]) =>
    (await dataOf(writing, RecordCustomerOutcomesDocument, { input: { outcomes: [...list] } })).recordCustomerOutcomes;
  const sent = outcomes.map(({ customer: _, ...outcome }) => outcome);

  test("is recorded, and sent again changes nothing but what is different", async () => {
    expect(await record(sent)).toMatchObject({ recorded: sent.length, changed: 0, unchanged: 0, erased: 0 });
    expect(await record(sent)).toMatchObject({ recorded: 0, changed: 0, unchanged: sent.length });
    const [first, ...others] = sent;
    expect(await record([{ ...first!, margin: 1.25 }, ...others])).toMatchObject({ changed: 1 });
    expect(await record([first!])).toMatchObject({ changed: 1 });
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    test.each([
      { days: 365, discount: 0.1, weighted: true },
      { days: 180, discount: 0.02, weighted: false },
    ])("is that of the library over $days days", async ({ days, discount, weighted }) => {
      const weighting = weighted ? "response" : "none";
      const { segments } = await dataOf(api, ChurnDocument, { instrument: INSTRUMENT, days, discount, weighting });
      expect(segments.nodes[0]!.churn).toEqual(churnOf(rows, { days, discount, weighted }));
    });

    test("counts a customer once in each group", async () => {
      const by = [{ dimension: "ORGANISATION" as const }];
      const { segments } = await dataOf(api, ChurnDocument, { instrument: INSTRUMENT, by });
      for (const { key, churn } of segments.nodes) {
        const own = rows.filter(({ organisation }) => organisation === key.organisation!.code);
        expect(churn).toEqual(churnOf(own, { days: 365, discount: 0.1, weighted: true }));
      }
      expect(segments.nodes).toHaveLength(2);
    });

    test("can be linked with other results across organisations", async () => {
      const { linkage } = await dataOf(api, LinkageDocument, {
        x: { instrument: INSTRUMENT, measure: "NPS" },
        y: { instrument: INSTRUMENT, measure: "CHURN" },
      });
      expect(linkage.n).toBe(2);
      for (const { organisation, y } of linkage.organisations) {
        const own = rows.filter((row) => row.organisation === organisation!.code);
        expect(y).toEqual({
          value: (churnOf(own, { days: 365, discount: 0.1, weighted: true }).all as { value: unknown }).value,
        });
      }
    });
  });

  test("refuses windows and terms that cannot be", async () => {
    for (const [wrong, code] of [
      [{ days: 0 }, "BAD_USER_INPUT"],
      [{ days: 3651 }, "BAD_USER_INPUT"],
      [{ discount: -1 }, "ARGUMENT_INVALID"],
      [{ margin: 1e12 }, "BAD_USER_INPUT"],
    ] as const) {
      const { errors } = await ask(writing, ChurnDocument, { instrument: INSTRUMENT, ...wrong });
      expect(errors?.[0]).toMatchObject({ extensions: { code } });
    }
  });

  test("refuses outcomes that cannot be, names all of them, and stores nothing", async () => {
    const fine = { organisation: "north", respondentKey: "new", observedUntil: "2024-01-01T00:00:00Z" };
    const refused = await record([
      { ...fine },
      { ...fine, organisation: "nowhere" },
      { ...fine, respondentKey: " " },
      { ...fine, respondentKey: "a\0b" },
      { ...fine, respondentKey: "later", observedUntil: at(Date.now() + DAY) },
      { ...fine, respondentKey: "left", leftAt: "2024-01-02T00:00:00Z" },
      { ...fine, respondentKey: "rich", margin: 1e12 },
      { ...fine, respondentKey: " new " },
    ]);
    expect(refused.__typename === "WriteRefused" && refused.issues.map(({ path }) => path)).toEqual([
      "outcomes[1].organisation",
      "outcomes[2].respondentKey",
      "outcomes[3].respondentKey",
      "outcomes[4].observedUntil",
      "outcomes[5].leftAt",
      "outcomes[6].margin",
      "outcomes[7]",
    ]);
    const { count } = await database()
      .db.selectFrom("customer_outcome")
      .select(({ fn }) => fn.countAll<string>().as("count"))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(sent.length);
  });
});
