import type { Base } from "./base.ts";
import { type Estimate, type Estimated, type Flag, SMALL_BASE, suppressed } from "./estimate.ts";

/**
 * The two shares of a ratio as counts of independent people: hits and misses of the group above and of the group below
 * the line.
 */
interface FourCells {
  readonly above: { readonly hits: number; readonly misses: number };
  readonly below: { readonly hits: number; readonly misses: number };
  /** Whether half a person was added to every cell. */
  readonly corrected: boolean;
}

/**
 * Risk ratio of two independent groups: one share divided by another, with the interval on its logarithm.
 *
 * SE(ln RR) = √(1/s₁ − 1/n₁ + 1/s₂ − 1/n₂), on the numbers that the standard errors of the shares imply. With an empty
 * cell half a person is added to each of the four, and the value says so with `CONTINUITY_CORRECTED`. Suppressed when
 * one of the groups is.
 *
 * @param above - share of the group in the numerator; @param below - share of the other group
 * @see Katz, Baptista, Azen & Pike 1978, Biometrics 34, 469–474
 * @example
 * riskRatio("sharing.ratio", topBox(tallyOf(YES_NO, ["yes", "yes", "no"]), 1), topBox(tallyOf(YES_NO, ["yes", "no", "no"]), 1))
 * // => { value: 2, evidence: { kind: "log", logStandardError: 0.912870929175277 } }
 */
export function riskRatio(metric: string, above: Estimate, below: Estimate): Estimate {
  return quotientOf(metric, above, below, ({ above: a, below: b }) => ({
    value: ((a.hits / (a.hits + a.misses)) * (b.hits + b.misses)) / b.hits,
    // 1/s − 1/n as misses/(s n), which loses no digits when nearly everybody is a hit.
    logVariance: a.misses / (a.hits * (a.hits + a.misses)) + b.misses / (b.hits * (b.hits + b.misses)),
  }));
}

/**
 * Odds ratio of two independent groups, with the interval on its logarithm: SE = √(1/a + 1/b + 1/c + 1/d).
 *
 * Empty cells as in `riskRatio`.
 *
 * @see Woolf 1955, Annals of Human Genetics 19, 251–253; Haldane 1956 for the added halves
 * @example
 * oddsRatio("churn.odds_ratio", topBox(tallyOf(YES_NO, ["yes", "yes", "no"]), 1), topBox(tallyOf(YES_NO, ["yes", "no", "no"]), 1))
 * // => { value: 4, evidence: { kind: "log", logStandardError: 1.7320508075688772 } }
 */
export function oddsRatio(metric: string, above: Estimate, below: Estimate): Estimate {
  return quotientOf(metric, above, below, ({ above: a, below: b }) => ({
    value: ((a.hits / a.misses) * b.misses) / b.hits,
    logVariance: 1 / a.hits + 1 / a.misses + 1 / b.hits + 1 / b.misses,
  }));
}

function quotientOf(
  metric: string,
  above: Estimate,
  below: Estimate,
  of: (cells: FourCells) => { readonly value: number; readonly logVariance: number },
): Estimate {
  const base = jointBase(above.base, below.base);
  if (above.status === "suppressed") return suppressed(metric, "ratio", base, above.reason);
  if (below.status === "suppressed") return suppressed(metric, "ratio", base, below.reason);
  const cells = cellsOf(above, below);
  const { value, logVariance } = of(cells);
  return logRatio(metric, value, Math.sqrt(logVariance), base, cells.corrected);
}

/** A positive quotient whose logarithm has a standard error. */
export function logRatio(
  metric: string,
  value: number,
  logStandardError: number,
  base: Base,
  corrected = false,
): Estimated {
  const flags: Flag[] = [];
  if (corrected) flags.push("CONTINUITY_CORRECTED");
  if (base.valid < SMALL_BASE) flags.push("SMALL_BASE");
  return {
    status: "estimated",
    metric,
    unit: "ratio",
    value,
    standardError: null,
    base,
    flags,
    range: [0, Number.POSITIVE_INFINITY],
    evidence: { kind: "log", logStandardError },
  };
}

/** As many people as the standard error of a share implies, p(1 − p)/SE²: with equal weights all of them. */
function cellsOf(above: Estimated, below: Estimated): FourCells {
  const groups = [above, below].map(({ value, standardError, base }) => {
    const weighted = base.effective !== base.valid && standardError !== null && standardError > 0;
    const n = weighted ? (value * (1 - value)) / standardError ** 2 : base.effective;
    return { hits: value * n, misses: (1 - value) * n };
  });
  const corrected = groups.some(({ hits, misses }) => hits === 0 || misses === 0);
  const half = corrected ? 0.5 : 0;
  const [a, b] = groups.map(({ hits, misses }) => ({ hits: hits + half, misses: misses + half }));
  return { above: a!, below: b!, corrected };
}

/** The ledger of two groups together. */
export function jointBase(a: Base, b: Base): Base {
  const add = (key: keyof Base): number => a[key] + b[key];
  const weighted = add("weighted");
  // Σw² of a group is (Σw)²/n_eff; an empty group has none.
  const squares = [a, b].reduce(
    (sum, each) => sum + (each.effective > 0 ? each.weighted * (each.weighted / each.effective) : 0),
    0,
  );
  return {
    eligible: add("eligible"),
    answered: add("answered"),
    valid: add("valid"),
    invalid: add("invalid"),
    missing: add("missing"),
    notApplicable: add("notApplicable"),
    weighted,
    effective: squares > 0 ? weighted * (weighted / squares) : 0,
  };
}
