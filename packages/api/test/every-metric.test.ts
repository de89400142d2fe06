import {
  bridgedSatisfaction,
  categories,
  doublingBridge,
  enps,
  minMaxBridge,
  nps,
  npsCustom,
  npsGroups,
  npsVariant,
  ONE_TO_FIVE,
  POLARITY,
  REPORT_MARK,
  reportMark,
  scaleOf,
  sentiment,
  type Tally,
  tallyOf,
  ZERO_TO_TEN,
} from "@klik/metrics-core";
import { type EffectSize, hedgesG, type Trend, trendOf } from "@klik/metrics-core/comparison";
import { actionRate, recovery, recoveryChange, useOfResults } from "@klik/metrics-core/outcomes";
import {
  accountNps,
  batteryOf,
  compareReasons,
  crosstabOf,
  experienceGap,
  experienceIndex,
  multiQuestion,
  multiTallyOf,
  organisationShare,
  wordOfMouthIncidence,
  wordOfMouthVolume,
} from "@klik/metrics-core/people";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { parseDefinition } from "../src/instrument/definition.ts";
import { defineInstrument, loadInstrument } from "../src/instrument/store.ts";
import { ask, dataOf, post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near, numberOf } from "./estimate-number.ts";
import {
  MarksAndReasonsDocument,
  MessagesDocument,
  NpsVariantsDocument,
  RecordFollowUpsDocument,
  RecoveryDocument,
  TrendDocument,
} from "./generated/graphql.ts";
import { importText } from "./import-text.ts";

const INSTRUMENT = "every-metric";
const DAY = 86_400_000;
const COUNTS = scaleOf(0, 20);
const YES_NO = categories(["no", "yes"]);

const labels = { en: "Text" };
const list = (...codes: readonly string[]): readonly object[] => codes.map((code) => ({ code, labels }));
const numbers = (code: string, min: number, max: number, more: object = {}): object => ({
  code,
  role: "satisfaction",
  labels,
  scale: { min, max },
  ...more,
});
const QUESTIONS = [
  { code: "nps", role: "nps", labels },
  numbers("recommend", 1, 7),
  numbers("mark", 1, 10),
  numbers("agree", 1, 5, { top: 2 }),
  numbers("good", 0, 20),
  numbers("bad", 0, 20),
  { code: "mood", role: "sentiment", labels, scale: { min: -1, max: 1 } },
  ...["f1", "f2"].map((code) => ({
    code,
    role: "statement",
    dimension: "functional",
    labels,
    scale: { min: 1, max: 5 },
  })),
  ...["t1", "t2", "t3"].map((code) => ({
    code,
    role: "statement",
    dimension: "trust",
    labels,
    scale: { min: 1, max: 5 },
  })),
  { code: "why", role: "reasons", kind: "recommend", labels, options: list("price", "service", "speed") },
  { code: "accepted", role: "choice", labels, categories: list("no", "yes") },
  { code: "completed", role: "choice", labels, categories: list("no", "yes") },
];

/** The same numbers every time: 0 up to `of`. */
let state = 7;
const draw = (of: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * of);
};
/** Now and then nobody answers. */
const answer = (min: number, max: number): number | null => (draw(12) === 0 ? null : min + draw(max - min + 1));

/** 300 responses of 5 organisations in six months; 60 people answer twice, the others once. */
const rows = Array.from({ length: 300 }, (_, index) => {
  const person = index % 240;
  const account = draw(9);
  return {
    external_id: `r${index}`,
    organisation: `every-${person % 5}`,
    respondent_key: `p${person}`,
    responded_at: Date.parse("2024-01-05T12:00:00Z") + index * 0.58 * DAY,
    weight: draw(3) === 0 ? 1.5 : 1,
    "attribute.account": account === 0 ? null : `a${account}`,
    "attribute.revenue": account === 0 ? null : account * 1000.5,
    nps: answer(0, 10),
    recommend: answer(1, 7),
    mark: answer(1, 10),
    agree: answer(1, 5),
    good: draw(4) === 0 ? 0 : answer(0, 12),
    bad: draw(2) === 0 ? 0 : answer(0, 12),
    mood: answer(-1, 1),
    f1: answer(1, 5),
    f2: answer(1, 5),
    t1: answer(1, 5),
    t2: answer(1, 5),
    t3: answer(1, 5),
    why: ["", "price", "service", "price|speed", "price|service", "speed"][draw(6)]!,
    accepted: draw(9) === 0 ? null : draw(3) === 0 ? "no" : "yes",
    completed: draw(9) === 0 ? null : draw(2) === 0 ? "no" : "yes",
  };
});
type Row = (typeof rows)[number];
type Weighting = "response" | "none";

const asCsv = (all: readonly Row[]): string =>
  [
    Object.keys(all[0]!),
    ...all.map((row) => Object.values({ ...row, responded_at: new Date(row.responded_at).toISOString() })),
  ]
    .map((cells) => cells.map((cell) => cell ?? "").join())
    .join("\n");

const of = (from: readonly Row[], weighting: Weighting) => ({
  weights: from.map(({ weight }) => (weighting === "none" ? 1 : weight)),
});
const tally = (scale: Tally["scale"], code: keyof Row, from: readonly Row[], weighting: Weighting = "response") =>
  tallyOf(
    scale,
    from.map((row) => row[code]),
    of(from, weighting),
  );
const byGroup = (code: keyof Row, from: readonly Row[]): readonly (readonly Row[])[] => {
  const groups = new Map<unknown, Row[]>();
  for (const row of from) if (row[code] !== null) groups.set(row[code], [...(groups.get(row[code]) ?? []), row]);
  return [...groups.values()];
};

const local = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Amsterdam" });
const monthOf = ({ responded_at }: Row): string => local.format(responded_at).slice(0, 7);

describeOnDatabases("every metric of the library", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await defineInstrument(db, parseDefinition({ code: INSTRUMENT, labels, unit: "response", questions: QUESTIONS }));
    const { report } = await importText(db, await loadInstrument(db, INSTRUMENT), `${asCsv(rows)}\n`);
    expect(report).toMatchObject({ imported: 300, rejected: 0 });
    await foldEverything(db);
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    const groups = [
      { by: [], weighting: "response" as const },
      { by: [], weighting: "none" as const },
      { by: [{ dimension: "ORGANISATION" as const }], weighting: "response" as const },
    ];
    const rowsOf = (organisation: { readonly code: string } | null): readonly Row[] =>
      organisation === null ? rows : rows.filter((row) => row.organisation === organisation.code);

    test.each(groups)("is that of the library: NPS, $by, $weighting", async ({ by, weighting }) => {
      const { segments } = await dataOf(api, NpsVariantsDocument, { instrument: INSTRUMENT, by, weighting });
      expect(segments.nodes).toHaveLength(by.length === 0 ? 1 : 5);
      for (const { key, ...found } of segments.nodes) {
        const own = rowsOf(key.organisation);
        const answers = tally(ZERO_TO_TEN, "nps", own, weighting);
        const cuts = { detractorMax: 5, promoterMin: 8 };
        const european = npsGroups(answers, cuts);
        const accounts = byGroup("attribute.account", own).map((people) => ({
          tally: tally(ZERO_TO_TEN, "nps", people, weighting),
          revenue: people[0]!["attribute.revenue"]!,
        }));
        expect(found).toEqual({
          classic: numberOf(nps(answers)),
          european: {
            ...(numberOf(npsVariant(answers, "nps.0_10.european")) as object),
            promoters: numberOf(european.promoters),
            passives: numberOf(european.passives),
            detractors: numberOf(european.detractors),
          },
          seven: numberOf(npsVariant(tally(scaleOf(1, 7), "recommend", own, weighting), "nps.1_7")),
          custom: numberOf(npsCustom(tally(REPORT_MARK, "mark", own, weighting), cuts)),
          enps: { ...(numberOf(enps(answers)) as object), detractors: numberOf(npsGroups(answers).detractors) },
          pooled: numberOf(accountNps(accounts, "pooled")),
          mean: numberOf(accountNps(accounts, "mean")),
          revenue: numberOf(accountNps(accounts, "revenue")),
        });
      }
    });

    test.each(groups)("is that of the library: marks and reasons, $by, $weighting", async ({ by, weighting }) => {
      const { segments } = await dataOf(api, MarksAndReasonsDocument, { instrument: INSTRUMENT, by, weighting });
      for (const { key, ...found } of segments.nodes) {
        const own = rowsOf(key.organisation);
        const marks = reportMark(tally(REPORT_MARK, "mark", own, weighting));
        const agree = tally(ONE_TO_FIVE, "agree", own, weighting);
        const mood = sentiment(tally(POLARITY, "mood", own, weighting));
        const statements = (...codes: readonly string[]) => codes.map((code) => ({ code, scale: ONE_TO_FIVE }));
        const battery = batteryOf(
          [
            { code: "trust", statements: statements("t1", "t2", "t3") },
            { code: "functional", statements: statements("f1", "f2") },
          ],
          own.map(({ f1, f2, t1, t2, t3 }) => ({ f1, f2, t1, t2, t3 })),
          of(own, weighting),
        );
        const chosen = multiTallyOf(
          multiQuestion(["price", "service", "speed"]),
          own.map(({ why }) => (why === "" ? null : why.split("|"))),
          of(own, weighting),
        );
        const contrast = compareReasons(chosen, "price", "service", { level: 0.9 });
        const organisations = byGroup("organisation", own).map((people) =>
          tally(ONE_TO_FIVE, "agree", people, weighting),
        );
        const share = organisationShare(organisations, { k: 2 });
        const insights = own.filter(({ accepted, completed }) => accepted === "yes" && completed !== null);
        const changed = byGroup("organisation", own).filter((people) => {
          const { n } = tally(YES_NO, "accepted", people);
          return n[1]! > n[0]!;
        });
        expect(found).toEqual({
          reportMark: {
            ...(numberOf(marks.mean) as object),
            high: numberOf(marks.high),
            insufficient: numberOf(marks.insufficient),
          },
          satisfaction: {
            bridged: numberOf(bridgedSatisfaction(agree, minMaxBridge(ONE_TO_FIVE, REPORT_MARK))),
            doubled: numberOf(bridgedSatisfaction(agree, doublingBridge())),
          },
          sentiment: { mean: numberOf(mood.mean), net: numberOf(mood.net) },
          experienceIndex: numberOf(experienceIndex(battery, "trust")),
          experienceGap: numberOf(experienceGap(battery, "trust", "functional")),
          reasonContrast: {
            difference: numberOf(contrast.difference),
            z: near(contrast.z),
            p: near(contrast.p),
            low: near(contrast.interval!.low),
            high: near(contrast.interval!.high),
          },
          organisations: { share: numberOf(share.share), agreement: near(share.agreement) },
          actionRate: numberOf(
            actionRate({
              accepted: insights.length,
              completed: insights.filter(({ completed }) => completed === "yes").length,
            }),
          ),
          useOfResults: numberOf(
            useOfResults({ organisations: byGroup("organisation", own).length, changed: changed.length }),
          ),
        });
      }
    });

    test.each(groups)("is that of the library: messages, $by, $weighting", async ({ by, weighting }) => {
      const { segments } = await dataOf(api, MessagesDocument, { instrument: INSTRUMENT, by, weighting });
      for (const { key, wordOfMouthMessages: found, given } of segments.nodes) {
        const own = rowsOf(key.organisation);
        const pairs = own.map(({ good, bad }) => [good, bad] as const);
        const messages = crosstabOf(COUNTS, COUNTS, pairs, of(own, weighting));
        const { capped, cap: _, ...volume } = wordOfMouthVolume(messages, { cap: 5, side: "received" });
        const numbersOf = (estimates: object) =>
          Object.fromEntries(Object.entries(estimates).map(([name, estimate]) => [name, numberOf(estimate)]));
        expect(found).toEqual({
          incidence: numbersOf(wordOfMouthIncidence(messages, "received")),
          volume: { ...numbersOf(volume), capped },
        });
        expect(given).toEqual({
          incidence: { net: { metric: "word_of_mouth.incidence.net" } },
          volume: { negativeShare: { metric: "word_of_mouth.volume.negative_share" } },
        });
      }
    });

    test("is that of the library: trend and effect size", async () => {
      const by = [{ dimension: "ORGANISATION" as const }, { period: "MONTH" as const }];
      const { segments } = await dataOf(api, TrendDocument, { instrument: INSTRUMENT, by, level: 0.9 });
      expect(segments.nodes.length).toBeGreaterThan(25);
      for (const { key, nps: found } of segments.nodes) {
        const own = rowsOf(key.organisation);
        const months = [...new Set(own.map(monthOf))].sort();
        const numberIn = (month: string) =>
          nps(
            tally(
              ZERO_TO_TEN,
              "nps",
              own.filter((row) => monthOf(row) === month),
            ),
          );
        const points = months.map((month) => ({ time: Number(month.slice(5)), estimate: numberIn(month) }));
        const trend = trendOf(points, { level: 0.9 }) as Trend;
        expect(trend.status).toBe("estimated");
        expect(found!.trend).toEqual({
          slope: near(trend.slope),
          low: near(trend.interval.low),
          high: near(trend.interval.high),
          standardError: near(trend.standardError),
          p: near(trend.p),
          unweightedSlope: near(trend.unweightedSlope),
          homogeneityP: near(trend.homogeneity.p),
          periods: trend.periods,
          status: "ESTIMATED",
          reason: null,
        });
        const at = months.indexOf(key.period!.from.slice(0, 7));
        const effect = at === 0 ? null : hedgesG(numberIn(months[at - 1]!), numberIn(months[at]!), { level: 0.9 });
        expect(found!.change!.effectSize).toEqual(effect === null ? null : nearEffect(effect));
      }
    });

    test("has no trend without periods, in windows, or over two of them", async () => {
      const asked = { instrument: INSTRUMENT };
      for (const by of [[], [{ rolling: { grain: "MONTH" as const, length: 2 } }]]) {
        const { data, errors } = await ask(api, TrendDocument, { ...asked, by });
        expect(data?.segments.nodes[0]!.nps!.trend).toBeNull();
        expect(errors?.[0]?.message).toMatch(/^trend: expected segments by period, got (none|rolling windows)$/);
      }
      const quarters = await dataOf(api, TrendDocument, { ...asked, by: [{ period: "QUARTER" }] });
      expect(quarters.segments.nodes.map(({ nps: found }) => found!.trend)).toEqual(
        quarters.segments.nodes.map(() =>
          expect.objectContaining({ slope: null, status: "SUPPRESSED", reason: "BELOW_MINIMUM_BASE" }),
        ),
      );
    });

    test("is told of nobody as of others", async () => {
      const where = { from: "2030-01-01" };
      const asked = { instrument: INSTRUMENT, where };
      const variants = await dataOf(api, NpsVariantsDocument, asked);
      const marks = await dataOf(api, MarksAndReasonsDocument, asked);
      const messages = await dataOf(api, MessagesDocument, asked);
      const texts = [variants, marks, messages].map((data) => JSON.stringify(data));
      for (const text of texts) expect(text).not.toContain('"ESTIMATED"');
      expect(marks.segments.nodes[0]!.organisations!.share).toMatchObject({
        metric: "organisations.top_2",
        status: "SUPPRESSED",
        base: { eligible: 0 },
      });
    });
  });

  test("is that of the library: recovery of people who answered again", async () => {
    const api = createApi({ db: database().db });
    // Detractors and others are cases; every fifth is never contacted, every seventh only after all was over.
    const cases = rows.slice(0, 120).map((row, index) => ({
      row,
      trigger: index % 2 === 0 ? "detractor" : "complaint",
      contacted: index % 5 === 4 ? null : row.responded_at + (index % 7 === 6 ? 400 : 2) * DAY,
    }));
    const { recordFollowUps } = await dataOf(api, RecordFollowUpsDocument, {
      input: {
        instrument: INSTRUMENT,
        followUps: cases.map(({ row, trigger, contacted }) => ({
          organisation: row.organisation,
          externalId: row.external_id,
          trigger,
          openedAt: new Date(row.responded_at).toISOString(),
          ...(contacted === null ? {} : { contactedAt: new Date(contacted).toISOString() }),
        })),
      },
    });
    expect(recordFollowUps).toMatchObject({ opened: 120 });
    for (const { weighting, trigger, asOf, by } of [
      { weighting: "response", trigger: null, asOf: "2025-01-01T00:00:00.000Z", by: [] },
      { weighting: "none", trigger: "detractor", asOf: "2024-06-12T00:00:00.000Z", by: [] },
      { weighting: "response", trigger: null, asOf: "2025-01-01T00:00:00.000Z", by: [{ dimension: "ORGANISATION" }] },
    ] as const) {
      const { segments } = await dataOf(api, RecoveryDocument, {
        instrument: INSTRUMENT,
        weighting,
        trigger,
        asOf,
        by: [...by],
      });
      for (const { key, followUp } of segments.nodes) {
        const until = Date.parse(asOf);
        const followed = cases.filter(
          ({ row, trigger: rule, contacted }) =>
            (key.organisation === null || row.organisation === key.organisation.code) &&
            (trigger === null || rule === trigger) &&
            contacted !== null &&
            contacted <= until,
        );
        const pairs = followed.map(({ row, contacted }) => {
          const again = rows.find(
            (one) =>
              one.respondent_key === row.respondent_key &&
              one.responded_at > contacted! &&
              one.responded_at <= until &&
              one.nps !== null,
          );
          return [row.nps, again?.nps ?? null] as const;
        });
        const crosstab = crosstabOf(
          ZERO_TO_TEN,
          ZERO_TO_TEN,
          pairs,
          of(
            followed.map(({ row }) => row),
            weighting,
          ),
        );
        const expected = recovery(crosstab);
        expect(followUp!.recovery).toEqual({
          rate: numberOf(expected.rate),
          change: numberOf(recoveryChange(crosstab)),
          before: numberOf(expected.before),
          after: numberOf(expected.after),
        });
        if (by.length === 0) expect(expected.rate.base.valid).toBeGreaterThanOrEqual(5);
      }
    }
  });

  test("asks one question twice where that is what is asked", async () => {
    const api = createApi({ db: database().db, columns: new ColumnStore(database().db) });
    const fields = `actionRate(accepted: "accepted", completed: "accepted") { value }
      wordOfMouthMessages(positive: "good", negative: "good") { incidence { net { value } } }
      nps { value } marks: nps(question: "mark", cuts: { detractorMax: 5, promoterMin: 8 }) { metric }`;
    const response = await post(api, { query: `{ segments(instrument: "${INSTRUMENT}") { nodes { ${fields} } } }` });
    expect(await response.json()).toMatchObject({
      data: {
        segments: {
          nodes: [
            {
              actionRate: { value: 1 },
              wordOfMouthMessages: { incidence: { net: { value: 0 } } },
              nps: { value: expect.any(Number) },
              marks: { metric: "nps.custom.1_10.5_8" },
            },
          ],
        },
      },
    });
  });

  test.each([
    ['npsOfAccounts(account: "account", weighting: REVENUE)', "BAD_USER_INPUT"],
    ['npsOfAccounts(account: "revenue", weighting: REVENUE, revenue: "account")', "WEIGHT_INVALID"],
    ['nps(question: "mark", cuts: { detractorMax: 8, promoterMin: 8 })', "ARGUMENT_INVALID"],
    ['nps(question: "mark")', "QUESTION_UNSUITABLE"],
    ['nps(question: "mood", cuts: { detractorMax: 0.5, promoterMin: 8 })', "ARGUMENT_INVALID"],
    ['reportMark(question: "agree")', "QUESTION_UNSUITABLE"],
    ['reportMark(question: "mark", highMin: 8.5)', "ARGUMENT_INVALID"],
    ['satisfaction(question: "mark") { bridged(rule: DOUBLE) { value } }', "SCALE_MISMATCH"],
    ['satisfaction(question: "agree") { bridged(rule: MIN_MAX, min: 5, max: 5) { value } }', "SCALE_INVALID"],
    ['experienceIndex(dimension: "nothing")', "QUESTION_NOT_FOUND"],
    ['experienceGap(of: "trust", from: "trust")', "SCALE_INVALID"],
    ['reasonContrast(kind: RECOMMEND, first: "price", second: "price") { p }', "ARGUMENT_INVALID"],
    ['reasonContrast(kind: RECOMMEND, first: "price", second: "none") { p }', "NAME_UNKNOWN"],
    ['organisations(question: "mark") { agreement }', "BAD_USER_INPUT"],
    ['organisations(question: "agree", k: 5) { agreement }', "ARGUMENT_INVALID"],
    ['wordOfMouthMessages(positive: "good", negative: "mark") { incidence { net { value } } }', "QUESTION_UNSUITABLE"],
    ['wordOfMouthMessages(positive: "good", negative: "bad") { volume(cap: 0) { capped } }', "ARGUMENT_INVALID"],
  ])("refuses %s", async (field, code) => {
    const api = createApi({ db: database().db });
    const selection = field.endsWith("}") ? field : `${field} { value }`;
    const response = await api.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ segments(instrument: "${INSTRUMENT}") { nodes { responses ${selection} } } }` }),
    });
    const { data, errors } = (await response.json()) as {
      data: { segments: { nodes: { responses: number }[] } };
      errors: { extensions: { code: string } }[];
    };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(data.segments.nodes[0]!.responses).toBe(300);
  });
});

const nearEffect = ({ value, standardError, low, high, level }: EffectSize): unknown => ({
  value: near(value),
  standardError: near(standardError),
  low: near(low),
  high: near(high),
  level,
});
