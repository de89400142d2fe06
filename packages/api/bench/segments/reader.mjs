import { nps, scaleOf } from "@klik/metrics-core";
import { DRIVERS, SIZES } from "./survey.mjs";

/** What the API asks of its columns, fresh: a source of its own sees what is committed now. */
const scopeOf = (where, by) => ({ instrumentId: 1, visible: "all", where, by });
/** The weighting that the benchmark rakes. */
export const WEIGHTING = "raked";
const BY_THREE = [
  { kind: "dimension", dimension: "SECTOR" },
  { kind: "dimension", dimension: "CHANNEL" },
  { kind: "period", grain: "MONTH" },
];

export const ONE_REGION = { attributes: [{ name: "region", in: ["region 7"] }] };
const RECOMMEND = { slot: 0, scale: scaleOf(0, 10) };

export const npsByThree =
  (store, where = {}, weighting = {}) =>
  async () => {
    const tallies = await store.source().tallies({ ...scopeOf(where, BY_THREE), ...weighting }, [RECOMMEND]);
    const values = new Map();
    for (const [key, bySlot] of tallies) values.set(key, nps(bySlot.get(RECOMMEND.slot)).value);
    return values;
  };

export const gramOfDrivers = (store) => async () => {
  const questions = DRIVERS.map((slot) => ({ name: `a${slot}`, slot, scale: scaleOf(0, SIZES[slot] - 1) }));
  return (await store.source().grams(scopeOf({}, []), questions)).get("[]");
};

/** What they are called in the report, too. */
export const OTHER_QUESTIONS = [
  "responses of all (a snapshot)",
  "NPS of all",
  "NPS of one organisation, by month",
  "six questions by touchpoint",
  "NPS by day and touchpoint",
  "answers of every person to eight questions",
];

export function otherQuestions(store) {
  const tallies =
    (by, questions, where = {}) =>
    () =>
      store.source().tallies(scopeOf(where, by), questions);
  const six = [0, 1, 2, 8, 9, 11].map((slot) => ({ slot, scale: scaleOf(0, SIZES[slot] - 1) }));
  const touchpoint = { kind: "dimension", dimension: "TOUCHPOINT" };
  const period = (grain) => ({ kind: "period", grain });
  const answers = [
    () => store.source().segments(scopeOf({}, [])),
    tallies([], [RECOMMEND]),
    tallies([period("MONTH")], [RECOMMEND], { organisations: ["organisation 9"] }),
    tallies([touchpoint], six),
    tallies([period("DAY"), touchpoint], [RECOMMEND]),
    () => store.source().answers(scopeOf({}, []), DRIVERS),
  ];
  return Object.fromEntries(OTHER_QUESTIONS.map((name, i) => [name, answers[i]]));
}
