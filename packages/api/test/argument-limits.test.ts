import { beforeAll, describe, expect, test } from "vitest";
import { createApi } from "../src/api.ts";
import { parseDefinition } from "../src/instrument/definition.ts";
import { defineInstrument } from "../src/instrument/store.ts";
import { LIMITS } from "../src/limits.ts";
import { post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";

const labels = { en: "Text" };
const scale = { min: 1, max: 7 };
const DRIVERS = Array.from({ length: LIMITS.drivers + 1 }, (_, i) => `d${i}`);
const QUESTIONS = [
  { code: "nps", role: "nps", labels },
  { code: "mark", role: "satisfaction", labels, scale },
  ...DRIVERS.map((code) => ({ code, role: "statement", labels, scale })),
];
const INSTRUMENT = "limits";

const inSegment = (field: string): string => `{ segments(instrument: "${INSTRUMENT}") { nodes { ${field} } } }`;
const drivers = (field: string, names = ["d0", "d1"]): string =>
  inSegment(`drivers(outcome: "mark", drivers: ${JSON.stringify(names)}) { ${field} }`);
const listOf = <T>(length: number, of: (i: number) => T): readonly T[] => Array.from({ length }, (_, i) => of(i));
const GROUPS = [
  ...["ORGANISATION", "SECTOR", "CHANNEL", "TOUCHPOINT", "AUDIENCE"].map((dimension) => `{ dimension: ${dimension} }`),
  "{ period: YEAR }",
];

describeOnDatabases("an argument of GraphQL", (database) => {
  beforeAll(async () => {
    const { db } = database();
    await defineInstrument(db, parseDefinition({ code: INSTRUMENT, labels, unit: "response", questions: QUESTIONS }));
  });

  async function answerTo(query: string, variables: object = {}) {
    const response = await post(createApi({ db: database().db }), { query, variables });
    return (await response.json()) as {
      readonly data?: Readonly<Record<string, object>>;
      readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    };
  }

  test.each<[string, number, (size: number) => string, string]>([
    [
      "segments of an answer",
      LIMITS.segments,
      (first) => `{ segments(instrument: "${INSTRUMENT}", by: [{ period: DAY }], first: ${first}) { totalCount } }`,
      "first: expected 1 to 5000, got 5001",
    ],
    [
      "things to group by",
      LIMITS.groups,
      (size) => `{ segments(instrument: "${INSTRUMENT}", by: [${GROUPS.slice(0, size).join(" ")}]) { totalCount } }`,
      "by: expected at most 5 things to group by, got 6",
    ],
    [
      "periods of a window",
      LIMITS.window,
      (length) =>
        `{ segments(instrument: "${INSTRUMENT}", by: [{ rolling: { grain: DAY, length: ${length} } }]) { totalCount } }`,
      "by.rolling.length: expected 2 to 366, got 367",
    ],
    [
      "characters of a code",
      LIMITS.codeCharacters,
      (size) => inSegment(`npsOfAccounts(account: "${"x".repeat(size)}") { value }`),
      'npsOfAccounts: expected a text of at most 200 characters without NUL, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    ],
    [
      "drivers",
      LIMITS.drivers,
      (size) => drivers("status", DRIVERS.slice(0, size)),
      "drivers.drivers: expected 1 to 30 drivers, got 31; name them",
    ],
    [
      "actions of a simulation",
      LIMITS.actions,
      (size) => {
        const actions = listOf(size, (i) => `{ id: "a${i}", driver: "d0", kind: SHIFT, by: 0.1 }`);
        return drivers(`simulate(actions: [${actions.join(" ")}]) { status }`);
      },
      "simulate.actions: expected 1 to 50 actions, got 51",
    ],
    [
      "samples of a bootstrap",
      LIMITS.replications,
      (size) => drivers(`certainty(replications: ${size}) { status }`),
      "replications: expected 100 to 5000, got 5001",
    ],
    [
      "days of a window of churn",
      LIMITS.churnDays,
      (days) => inSegment(`churn(days: ${days}) { days }`),
      "churn.days: expected 1 to 3650, got 3651",
    ],
    [
      "money that a customer brings",
      LIMITS.margin - 1,
      (margin) => inSegment(`churn { lifetimeValue(discount: 0.1, margin: ${margin}) { promoters { margin } } }`),
      "churn.margin: expected less than 1000000000000, got 1000000000000",
    ],
  ])("takes as many, and no more: %s", async (_what, most, query, message) => {
    expect((await answerTo(query(most))).errors).toBeUndefined();
    const { errors } = await answerTo(query(most + 1));
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
  });

  test("takes as much, and no more: money in a mutation", async () => {
    const record = async (margin: number) => {
      const outcome = { organisation: "none", respondentKey: "a", observedUntil: "2024-01-01T00:00:00Z", margin };
      const query = `mutation ($input: RecordCustomerOutcomesInput!) {
        recordCustomerOutcomes(input: $input) { ... on WriteRefused { code issues { path } } }
      }`;
      return (await answerTo(query, { input: { outcomes: [outcome] } })).data!["recordCustomerOutcomes"];
    };
    const organisation = { path: "outcomes[0].organisation" };
    expect(await record(LIMITS.margin - 1)).toEqual({ code: "INPUT_INVALID", issues: [organisation] });
    const margin = expect.objectContaining({ path: "outcomes[0].margin" });
    expect(await record(LIMITS.margin)).toMatchObject({ issues: expect.arrayContaining([margin]) });
  });

  test.each([
    ["a trigger", inSegment('followUp(trigger: "a\\u0000") { cases }')],
    ["an account", inSegment('npsOfAccounts(account: "a\\u0000") { value }')],
    ["a dimension", inSegment('experienceIndex(dimension: "a\\u0000") { value }')],
  ])("has no NUL in %s", async (_what, query) => {
    const { errors } = await answerTo(query);
    expect(["BAD_USER_INPUT", "QUESTION_NOT_FOUND"]).toContain(errors?.[0]?.extensions.code);
  });
});

describe("an instrument", () => {
  const label = (length: number) => ({ en: "x".repeat(length) });
  const choice = (categories: number) => ({
    code: "c",
    role: "choice",
    labels,
    categories: listOf(categories, (i) => ({ code: `c${i}`, labels })),
  });
  const reasons = (options: number) => ({
    code: "r",
    role: "reasons",
    kind: "recommend",
    labels,
    options: listOf(options, (i) => ({ code: `o${i}`, labels })),
  });
  const withQuestions = (questions: readonly object[], named: object = labels) =>
    parseDefinition({ code: "many", labels: named, unit: "response", questions });

  test.each<[string, number, (size: number) => unknown, string]>([
    [
      "questions",
      500,
      (size) => withQuestions(listOf(size, (i) => ({ code: `q${i}`, role: "nps", labels }))),
      "500 questions at most",
    ],
    ["categories", 250, (size) => withQuestions([choice(size)]), "250 categories at most"],
    ["options", 250, (size) => withQuestions([reasons(size)]), "250 options at most"],
    ["characters of a label", 1000, (size) => withQuestions([choice(2)], label(size)), "at most 1000 characters"],
  ])("takes as many, and no more: %s", (_what, most, define, expected) => {
    expect(() => define(most)).not.toThrow();
    expect(() => define(most + 1)).toThrow(
      expect.objectContaining({ code: "INSTRUMENT_INVALID", issues: [expect.objectContaining({ expected })] }),
    );
  });
});
