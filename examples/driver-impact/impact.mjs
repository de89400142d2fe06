import {
  bootstrapImportance,
  driverAnalysis,
  gramOf,
  importancePerformance,
  penaltyReward,
  performancesOf,
  simulateImprovements,
  withScore,
} from "@klik/metrics-core/drivers";
import { OUTCOME, SERVICES } from "./survey.mjs";

const drivers = Object.keys(SERVICES);

/** On 1–5: so few rate a service 1 or 2 that 3 counts as low too. What is between low and high is what they are held against. */
const LEVELS = { lowMax: 3, highMin: 5 };

/** One passenger in ten rates a service better: from low to the middle, or from the middle to high. */
const ACTIONS = drivers.flatMap((driver) => [
  { id: `${driver} repair`, driver, kind: "repair", share: 0.1 },
  { id: `${driver} raise`, driver, kind: "raise", share: 0.1 },
]);

/** Everything that the report and the plots tell. */
export function driverImpact(survey) {
  const outcome = OUTCOME;
  const gram = gramOf(survey, [...drivers, outcome]);
  const analysis = given(driverAnalysis(gram, { outcome, drivers }));
  const [lmg, johnson] = given(
    bootstrapImportance(survey, { outcome, drivers, methods: ["lmg", "relative_weight"], seed: 1 }),
  ).methods;
  const contrast = given(penaltyReward(survey, { outcome, drivers, levels: LEVELS, seed: 1 }));
  const placement = importancePerformance(
    performancesOf(gram, drivers).map(({ driver, mean, interval }, i) => ({
      driver,
      importance: lmg.drivers[i].importance,
      importanceInterval: lmg.drivers[i].interval,
      performance: mean,
      performanceInterval: interval,
    })),
  );
  const points = `${outcome}:nps`;
  const simulation = given(
    simulateImprovements(withScore(survey, points, outcome, npsPoints), {
      outcomes: [outcome, points],
      drivers,
      actions: ACTIONS,
      scale: { min: 1, max: 5 },
      levels: LEVELS,
      seed: 1,
    }),
  );
  return { analysis, lmg, johnson, contrast, placement, simulation };
}

/** The mean of these over all passengers is the Net Promoter Score. */
function npsPoints(answer) {
  return answer >= 9 ? 100 : answer <= 6 ? -100 : 0;
}

/** A refusal is an answer too, but there is nothing to draw of it. */
function given(result) {
  if (result.status === "estimated") return result;
  throw new Error(`driverImpact: expected an estimate, got ${result.reason} of ${result.columns.join(", ")}`);
}
