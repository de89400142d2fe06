import { caseLedgerOf, followUp, type MedianTime, type ServiceCase } from "@klik/metrics-core/outcomes";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { foldEverything } from "../src/columns/maintain.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { near, numberOf } from "./estimate-number.ts";
import { FollowUpDocument, type FollowUpInput, RecordFollowUpsDocument } from "./generated/graphql.ts";
import { importText, surveyFor } from "./import-text.ts";

const INSTRUMENT = "closing-the-loop";
const AS_OF = "2024-03-20T00:00:00.000Z";
const HOUR = 3_600_000;

interface Case {
  readonly organisation: string;
  readonly respondedAt: number;
  readonly input: FollowUpInput;
}

/** 40 responses, of which 30 are cases; contacted after 5 hours to 5 days, some of them resolved, a few opened again. */
const responses = Array.from({ length: 40 }, (_, index) => ({
  externalId: `r${index}`,
  organisation: index % 3 === 0 ? "north" : "south",
  respondedAt: Date.parse("2024-03-01T08:00:00Z") + index * 11 * HOUR,
  nps: index < 30 ? index % 7 : 9,
}));
const at = (moment: number): string => new Date(moment).toISOString();
const cases = responses.slice(0, 30).map(({ externalId, organisation, respondedAt }, index): Case => {
  const contacted = respondedAt + (5 + ((index * 37) % 115)) * HOUR + index * 1234;
  const resolved = contacted + (index % 5) * 20 * HOUR;
  return {
    organisation,
    respondedAt,
    input: {
      organisation,
      externalId,
      trigger: index % 4 === 0 ? "complaint" : "detractor",
      openedAt: at(respondedAt + HOUR),
      ...(index % 6 === 5 ? {} : { contactedAt: at(contacted) }),
      ...(index % 6 === 5 || index % 3 === 1 ? {} : { resolvedAt: at(resolved) }),
      ...(index % 12 === 2 ? { reopenedAt: at(resolved + HOUR) } : {}),
    },
  };
});

/** The same by metrics-core alone. */
function followUpOf(of: readonly Case[], asOf: string, target: number) {
  const until = Date.parse(asOf);
  const known = of.filter(({ input }) => Date.parse(input.openedAt!) <= until);
  const ledger = caseLedgerOf(
    known.map(({ respondedAt, input }): ServiceCase => {
      const after = (moment: string | null | undefined): number | null =>
        moment == null || Date.parse(moment) > until ? null : (Date.parse(moment) - respondedAt) / HOUR;
      const resolvedAfter = after(input.resolvedAt);
      return {
        contactedAfter: after(input.contactedAt),
        resolvedAfter,
        reopened: resolvedAfter !== null && after(input.reopenedAt) !== null,
        observedFor: (until - respondedAt) / HOUR,
      };
    }),
    target,
  );
  const found = followUp(ledger, { level: 0.9 });
  return {
    cases: known.length,
    asOf,
    contactRate: numberOf(found.contactRate),
    withinTarget: numberOf(found.withinTarget),
    resolutionRate: numberOf(found.resolutionRate),
    reopenRate: numberOf(found.reopenRate),
    contactTime: hoursOf(found.contactTime),
    resolutionTime: hoursOf(found.resolutionTime),
  };
}

function hoursOf(time: MedianTime): unknown {
  const { metric, value, cases: all, events } = time;
  return {
    metric,
    value: near(value),
    low: time.status === "estimated" ? near(time.interval.low) : null,
    high: time.status === "estimated" ? near(time.interval.high) : null,
    status: time.status.toUpperCase(),
    reason: time.status === "suppressed" ? time.reason : null,
    cases: all,
    events,
  };
}

describeOnDatabases("closing the loop", (database) => {
  let writing: Api;
  beforeAll(async () => {
    const { db } = database();
    const survey = await surveyFor(db, INSTRUMENT);
    const lines = responses.map((row) => [row.externalId, at(row.respondedAt), row.organisation, row.nps].join());
    await importText(db, survey, ["external_id,responded_at,organisation,nps", ...lines, ""].join("\n"));
    await foldEverything(db);
    writing = createApi({ db });
  });
  const record = async (...followUps: readonly FollowUpInput[]) =>
    (await dataOf(writing, RecordFollowUpsDocument, { input: { instrument: INSTRUMENT, followUps: [...followUps] } }))
      .recordFollowUps;

  test("is recorded step by step, and sent again changes nothing", async () => {
    const opened = cases.map(({ input: { organisation, externalId, trigger, openedAt } }) => ({
      organisation,
      externalId,
      trigger: trigger!,
      openedAt: openedAt!,
    }));
    expect(await record(...opened)).toMatchObject({ opened: 30, changed: 0, unchanged: 0 });
    const contacted = cases.flatMap(({ input: { organisation, externalId, contactedAt } }) =>
      contactedAt === undefined ? [] : [{ organisation, externalId, contactedAt }],
    );
    expect(await record(...contacted)).toMatchObject({ opened: 0, changed: 25, unchanged: 0 });
    const all = cases.map(({ input }) => input);
    const { length: more } = cases.filter(({ input }) => input.resolvedAt !== undefined);
    expect(await record(...all)).toMatchObject({ opened: 0, changed: more, unchanged: 30 - more });
    expect(await record(...all)).toMatchObject({ opened: 0, changed: 0, unchanged: 30 });
    const [, , , , , open] = all;
    expect(await record({ ...open!, contactedAt: open!.openedAt! })).toMatchObject({ changed: 1 });
    expect(await record({ ...open!, contactedAt: null })).toMatchObject({ changed: 1 });
  });

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    test.each([
      { asOf: AS_OF, target: 48 },
      { asOf: "2024-03-10T12:00:00.000Z", target: 72 },
    ])("is that of the library as of $asOf, with open cases censored", async ({ asOf, target }) => {
      const { segments } = await dataOf(api, FollowUpDocument, { instrument: INSTRUMENT, asOf, target, level: 0.9 });
      const { triggerRate, ...found } = segments.nodes[0]!.followUp!;
      expect(found).toEqual(followUpOf(cases, asOf, target));
      expect(triggerRate).toEqual({ metric: "follow_up.trigger_rate.0_10.at_most_6", value: 0.75 });
    });

    test("is there for each group and each rule", async () => {
      const asked = { instrument: INSTRUMENT, asOf: AS_OF, trigger: "complaint", level: 0.9 };
      const { segments } = await dataOf(api, FollowUpDocument, { ...asked, by: [{ dimension: "ORGANISATION" }] });
      for (const { key, followUp: found } of segments.nodes) {
        const { triggerRate: _, ...rest } = found!;
        const own = cases.filter(
          ({ organisation, input }) => organisation === key.organisation!.code && input.trigger === "complaint",
        );
        expect(rest).toEqual(followUpOf(own, AS_OF, 48));
      }
      expect(segments.nodes).toHaveLength(2);
    });

    test("is empty, not 0, where there are no cases; and as of now when nothing is said", async () => {
      const { segments } = await dataOf(api, FollowUpDocument, { instrument: INSTRUMENT, trigger: "praise" });
      const { asOf, ...found } = segments.nodes[0]!.followUp!;
      expect(found).toMatchObject({ cases: 0, contactRate: { value: null, status: "SUPPRESSED" } });
      expect(found.contactTime).toMatchObject({ value: null, reason: "EMPTY_BASE" });
      expect(Math.abs(Date.parse(asOf) - Date.now())).toBeLessThan(60_000);
    });

    test("refuses a target of 0 and a point off the scale", async () => {
      const { errors } = await ask(api, FollowUpDocument, { instrument: INSTRUMENT, target: 0 });
      expect(errors?.[0]).toMatchObject({ extensions: { code: "ARGUMENT_INVALID" } });
      const { errors: off } = await ask(api, FollowUpDocument, { instrument: INSTRUMENT, orWorse: 11 });
      expect(off?.[0]).toMatchObject({
        path: expect.arrayContaining(["triggerRate"]),
        extensions: { code: "ANSWER_OFF_SCALE" },
      });
    });
  });

  test("refuses what cannot be, names all of it, and stores nothing", async () => {
    const of = { organisation: "north", externalId: "r33", trigger: "mark" };
    const late = at(Date.now() + 10 * 60_000);
    const refused = await record(
      { ...of, contactedAt: "2024-03-18T00:00:00Z", resolvedAt: "2024-03-17T00:00:00Z" },
      { ...of, externalId: "r36", contactedAt: "2024-03-01T00:00:00Z" },
      { ...of, externalId: "r39", contactedAt: late },
      { ...of, externalId: "nobody" },
      { organisation: "south", externalId: "r34" },
      { organisation: "south", externalId: "r35", trigger: "mark", reopenedAt: at(Date.now()) },
      { organisation: "north", externalId: "r0" },
      { organisation: "north", externalId: "r0" },
      { organisation: "south", externalId: "r0" },
      { organisation: "so\0uth", externalId: "r1" },
    );
    expect(refused).toMatchObject({ __typename: "WriteRefused", code: "INPUT_INVALID" });
    expect(refused.__typename === "WriteRefused" && refused.issues.map(({ path }) => path)).toEqual([
      "followUps[0].resolvedAt",
      "followUps[1].contactedAt",
      "followUps[2].contactedAt",
      "followUps[3].externalId",
      "followUps[4].trigger",
      "followUps[5].reopenedAt",
      "followUps[8].externalId",
      "followUps[9].externalId",
      "followUps[7].externalId",
    ]);
    const stored = await database()
      .db.selectFrom("follow_up")
      .select("trigger")
      .where("trigger", "=", "mark")
      .execute();
    expect(stored).toEqual([]);
    const { recordFollowUps } = await dataOf(writing, RecordFollowUpsDocument, {
      input: { instrument: "nothing", followUps: [] },
    });
    expect(recordFollowUps).toMatchObject({ code: "INSTRUMENT_NOT_FOUND" });
  });
});
