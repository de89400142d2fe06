import { describe, expect, test } from "vitest";
import type { Estimate } from "../estimate/estimate.ts";
import { ambassadors } from "../metric/ambassadors.ts";
import { bridgedSatisfaction, doublingBridge, minMaxBridge } from "../metric/bridge.ts";
import { CHURN, churnByGroup } from "../metric/churn.ts";
import { experience, experienceGap } from "../metric/experience.ts";
import { actionRate, followUp, triggerRate, useOfResults } from "../metric/follow-up.ts";
import { compareReasons } from "../metric/reason-contrast.ts";
import { reasons } from "../metric/reasons.ts";
import { recoveryAgainstControl } from "../metric/recovery.ts";
import { actionFollowed, QUADRANT, quadrantShares, RECOVERY_TABLE } from "../metric/recovery-quadrant.ts";
import { reportMark } from "../metric/report-mark.ts";
import { sentiment } from "../metric/sentiment.ts";
import { SHARING, sharing } from "../metric/sharing.ts";
import { wordOfMouthIncidence } from "../metric/word-of-mouth-incidence.ts";
import { wordOfMouthVolume } from "../metric/word-of-mouth-volume.ts";
import { emptyBattery } from "../summary/battery-of.ts";
import { emptyCaseLedger } from "../summary/case-ledger.ts";
import { emptyCrosstab } from "../summary/crosstab.ts";
import { multiQuestion } from "../summary/multi-question.ts";
import { emptyMultiTally } from "../summary/multi-tally.ts";
import {
  categories,
  ONE_TO_FIVE,
  POLARITY,
  REPORT_MARK,
  scaleOf,
  SENTIMENT,
  YES_NO,
  ZERO_TO_TEN,
} from "../summary/scale.ts";
import { emptyTally } from "../summary/tally.ts";
import { EXPERIENCE_DEFINITIONS } from "./experience.ts";
import { OUTCOME_DEFINITIONS } from "./outcomes.ts";
import { REASON_DEFINITIONS } from "./reasons.ts";
import { describeMetric, METRIC_DEFINITIONS } from "./registry.ts";

const MESSAGES = scaleOf(0, 9);
const messages = emptyCrosstab(MESSAGES, MESSAGES);
const recommend = emptyCrosstab(ZERO_TO_TEN, ZERO_TO_TEN);
const battery = emptyBattery(
  ["functional", "emotional", "ease"].map((code) => ({ code, statements: [{ code, scale: ONE_TO_FIVE }] })),
);
const multi = emptyMultiTally(multiQuestion(["price", "service"]));
const actions = emptyCrosstab(QUADRANT, categories([...Object.values(RECOVERY_TABLE.actions), "nothing"]));

/** Every number of these files, from nobody: an id does not depend on answers. */
const ESTIMATES: readonly Pick<Estimate, "metric" | "unit">[] = [
  reportMark(emptyTally(REPORT_MARK)),
  reportMark(emptyTally(scaleOf(1, 10, { step: 0.5 })), { highMin: 7.5, insufficientMax: 5.5 }),
  sentiment(emptyTally(SENTIMENT)),
  sentiment(emptyTally(POLARITY)),
  [minMaxBridge(ONE_TO_FIVE, REPORT_MARK), doublingBridge()].map((rule) =>
    bridgedSatisfaction(emptyTally(ONE_TO_FIVE), rule),
  ),
  experience(battery),
  [experienceGap(battery, "ease", "functional")],
  wordOfMouthIncidence(messages),
  wordOfMouthIncidence(messages, "received"),
  wordOfMouthVolume(messages, { cap: 5 }),
  wordOfMouthVolume(messages, { cap: 5, side: "received" }),
  sharing(emptyCrosstab(SHARING, SHARING)),
  (["asked", "citing", "mentions"] as const).flatMap((base) => reasons(multi, base).reasons.map(({ share }) => share)),
  [compareReasons(multi, "price", "service").difference],
  ambassadors(emptyTally(YES_NO), emptyTally(YES_NO)),
  quadrantShares(emptyTally(QUADRANT)),
  [actionFollowed(actions)],
  followUp(emptyCaseLedger()),
  [
    triggerRate(emptyTally(ZERO_TO_TEN), 6),
    actionRate({ accepted: 0, completed: 0 }),
    useOfResults({ organisations: 0, changed: 0 }),
  ],
  [recoveryAgainstControl(recommend, recommend).rate, recoveryAgainstControl(recommend, recommend).change],
  churnByGroup(emptyCrosstab(ZERO_TO_TEN, CHURN)),
].flatMap((each) => Object.values(each).filter((value) => typeof value === "object"));

describe("the definitions of experience, reasons and outcomes", () => {
  test.each([...new Set(ESTIMATES.map(({ metric }) => metric))])("explain %s", (metric) => {
    const { unit } = describeMetric(metric);
    expect(ESTIMATES.filter((each) => each.metric === metric).map((each) => each.unit)).toSatisfy((units: string[]) =>
      units.every((each) => each === unit),
    );
  });

  test("are met by a number, each of them", () => {
    const met = new Set(ESTIMATES.map(({ metric }) => describeMetric(metric).id));
    const others = new Set(["reliability.alpha", "linkage", "nps_point_value"]); // not estimates
    const unmet = [...EXPERIENCE_DEFINITIONS, ...REASON_DEFINITIONS, ...OUTCOME_DEFINITIONS].filter(
      ({ id }) => !met.has(id) && !others.has(id),
    );
    expect(unmet.map(({ id }) => id)).toEqual([]);
  });

  test("have different ids in all of the library", () => {
    expect(new Set(METRIC_DEFINITIONS.map(({ id }) => id)).size).toBe(METRIC_DEFINITIONS.length);
  });

  test.each(["reliability.alpha", "linkage", "nps_point_value"])("explain %s", (id) => {
    expect(describeMetric(id).id).toBe(id);
  });
});
