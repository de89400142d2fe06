import { expect, test } from "vitest";
import { answersOf } from "../summary/gram-answers.ts";
import { gramOf } from "../summary/gram-of.ts";
import { batteryOf } from "../summary/battery-of.ts";
import { emptyCrosstab } from "../summary/crosstab.ts";
import { emptyMultiTally } from "../summary/multi-tally.ts";
import { multiQuestion } from "../summary/multi-question.ts";
import { EXPECTATION, ONE_TO_FIVE, REPORT_MARK, scaleOf, YES_NO, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { ambassadors } from "./ambassadors.ts";
import { doublingBridge, minMaxBridge } from "./bridge.ts";
import { cronbachAlpha } from "./cronbach-alpha.ts";
import { expectation } from "./expectation.ts";
import { experienceGap } from "./experience.ts";
import { triggerRate } from "./follow-up.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { linkage } from "./linkage.ts";
import { npsGroups } from "./nps.ts";
import { accountNps } from "./nps-accounts.ts";
import { npsCustom } from "./nps-variants.ts";
import { organisationShare } from "./organisation-share.ts";
import { compareReasons } from "./reason-contrast.ts";
import { reasonHomogeneity } from "./reason-homogeneity.ts";
import { actionFollowed, QUADRANT, recoveryAdvice } from "./recovery-quadrant.ts";
import { reportMark } from "./report-mark.ts";
import { netSatisfaction, topBox } from "./satisfaction.ts";
import { netSentimentOfMean, sentiment } from "./sentiment.ts";
import { shares } from "./shares.ts";
import { wordOfMouthVolume } from "./word-of-mouth-volume.ts";

const satisfied = emptyTally(ONE_TO_FIVE);
const why = emptyMultiTally(multiQuestion(["price", "service"]));
const items = gramOf(answersOf({ a: [1, 2], b: [2, 1] }));
const battery = batteryOf([{ code: "functional", statements: [{ code: "easy", scale: ONE_TO_FIVE }] }], []);
const counts = emptyCrosstab(scaleOf(0, 3), scaleOf(0, 3));
const here = (facts: object): Parameters<typeof linkage>[0] => [{ organisation: "a", x: 1, y: 2, ...facts }];

// A program reads in `details` what the message tells a person.
test.each<[string, () => unknown, object]>([
  ["ambassadors", () => ambassadors(satisfied, satisfied, { proud: 5 }), { box: 5, size: 5 }],
  ["doublingBridge", () => doublingBridge(ZERO_TO_TEN, ONE_TO_FIVE), { from: ZERO_TO_TEN, to: ONE_TO_FIVE }],
  ["minMaxBridge", () => minMaxBridge(ONE_TO_FIVE, YES_NO), { scale: YES_NO }],
  ["cronbachAlpha", () => cronbachAlpha(gramOf(answersOf({ a: [1, 2] }))), { columns: ["a"] }],
  ["cronbachAlpha", () => cronbachAlpha(items, { reversed: ["c"] }), { code: "c" }],
  ["expectation", () => expectation(emptyTally(YES_NO)), { scale: YES_NO }],
  ["experienceGap", () => experienceGap(battery, "functional", "functional"), { of: "functional" }],
  ["triggerRate", () => triggerRate(satisfied, 9), { point: "9" }],
  [
    "lifetimeValue",
    () => lifetimeValue({ margin: 1, retention: 2, discount: 0 }),
    { margin: 1, retention: 2, discount: 0 },
  ],
  ["linkage", () => linkage(here({ x: Number.NaN })), { organisation: "a" }],
  ["linkage", () => linkage(here({ weight: -1 })), { organisation: "a" }],
  ["linkage", () => linkage([...here({}), ...here({})]), { organisation: "a" }],
  ["accountNps", () => accountNps([{ tally: tallyOf(ZERO_TO_TEN, [9]), revenue: -1 }], "revenue"), { account: 0 }],
  ["accountNps", () => accountNps([{ tally: tallyOf(ZERO_TO_TEN, [9]) }], "votes" as never), { weighting: "votes" }],
  ["npsCustom", () => npsCustom(emptyTally(EXPECTATION), { detractorMax: 0, promoterMin: 1 }), { scale: EXPECTATION }],
  [
    "npsGroups",
    () => npsGroups(emptyTally(REPORT_MARK), { detractorMax: 9, promoterMin: 3 }),
    { detractorMax: 9, promoterMin: 3 },
  ],
  ["organisationShare", () => organisationShare([], { k: 2 }), { k: 2, organisations: 0 }],
  ["compareReasons", () => compareReasons(why, "price", "price"), { first: "price" }],
  ["compareReasons", () => compareReasons(why, "price", "taste"), { code: "taste" }],
  ["reasonHomogeneity", () => reasonHomogeneity([why]), { groups: 1 }],
  ["recoveryAdvice", () => recoveryAdvice({ impact: Number.NaN, responsibility: null }), { impact: Number.NaN }],
  ["actionFollowed", () => actionFollowed(emptyCrosstab(QUADRANT, YES_NO)), { action: expect.any(String) }],
  ["reportMark", () => reportMark(satisfied), { scale: ONE_TO_FIVE }],
  [
    "reportMark",
    () => reportMark(emptyTally(REPORT_MARK), { highMin: 5, insufficientMax: 5 }),
    { highMin: 5, insufficientMax: 5 },
  ],
  ["netSatisfaction", () => netSatisfaction(satisfied, { top: 3, bottom: 3 }), { top: 3, bottom: 3 }],
  ["topBox", () => topBox(satisfied, 5), { k: 5, size: 5 }],
  ["sentiment", () => sentiment(satisfied), { scale: ONE_TO_FIVE }],
  ["netSentimentOfMean", () => netSentimentOfMean(4), { mean: 4 }],
  ["shares", () => shares(emptyTally(YES_NO), ["yes", "yes"]), { listed: ["yes", "yes"] }],
  ["shares", () => shares(satisfied, [9]), { category: "9" }],
  ["wordOfMouthVolume", () => wordOfMouthVolume(counts, { cap: 0 }), { cap: 0 }],
  [
    "wordOfMouthVolume",
    () => wordOfMouthVolume(emptyCrosstab(YES_NO, YES_NO), { cap: 1 }),
    { rows: YES_NO, columns: YES_NO },
  ],
])("%s tells in details what was wrong (%#)", (where, call, details) => {
  expect(call).toThrow(
    expect.objectContaining({ name: "MetricsError", message: expect.stringMatching(`^${where}: expected`), details }),
  );
});
