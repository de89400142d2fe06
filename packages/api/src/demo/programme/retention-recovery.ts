import type { RandomSource } from "@klik/metrics-core/distributions";
import { RECOVERY_TABLE, recoveryAdvice } from "@klik/metrics-core/outcomes";
import { answerNear } from "../answer.ts";
import type { DemoRow } from "../demo-programme.ts";
import { balancedNormals } from "../normals.ts";
import { quota } from "../quota.ts";

/** 1 no impact to 5 very much; made up, as all of this is. */
const IMPACT = [
  [1, 12],
  [2, 30],
  [3, 26],
  [4, 21],
  [5, 11],
] as const;
const RESPONSIBILITY = [
  ["internal", 58],
  ["customer", 34],
  ["unknown", 8],
] as const;
/** Whether a firm did what the table prescribes, in percent. */
const FOLLOWED = [
  [true, 45],
  [false, 55],
] as const;
const FOLLOWED_GAIN = 1.1;

const ACTIONS = [...Object.values(RECOVERY_TABLE.actions), "nothing"];

/** The last event between each firm and a customer: its place in the recovery quadrant, what was done, and the mark afterwards. */
export function recoveries(n: number, random: RandomSource): readonly DemoRow[] {
  const impacts = quota(IMPACT, n, random);
  const responsibilities = quota(RESPONSIBILITY, n, random);
  const follows = quota(FOLLOWED, n, random);
  const others = quota(
    ACTIONS.map((action) => [action, action === "nothing" ? 3 : 1] as const),
    n,
    random,
  );
  const noise = balancedNormals(n, random);
  return impacts.map((impact, i) => {
    const responsibility = responsibilities[i]!;
    const advice = recoveryAdvice({
      impact: (impact - 1) / 4,
      responsibility: responsibility === "unknown" ? null : responsibility,
    });
    const prescribed = advice.status === "determined" ? advice.action : null;
    const action = follows[i] === true ? (prescribed ?? others[i]!) : others[i]!;
    const gain = action === prescribed ? FOLLOWED_GAIN : 0;
    return {
      event_impact: impact,
      event_responsibility: responsibility,
      event_action: action,
      event_mark: answerNear(6.6 - 0.2 * (impact - 3) + gain + 1.4 * noise[i]!, 1, 10),
    };
  });
}
