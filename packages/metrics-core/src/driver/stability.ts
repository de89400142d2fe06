import { MetricsError } from "../error.ts";
import { normalDeviate, requireLevel } from "../estimate/level.ts";
import { chiSquareSurvival } from "../numeric/chi-square.ts";
import { normalCdf } from "../numeric/normal.ts";

/** How important a driver is in one organisation, with its standard error. */
export interface OrganisationImportance {
  readonly organisation: string;
  readonly driver: string;
  readonly importance: number;
  readonly standardError: number;
}

export interface StabilityOptions {
  /** High and low are told apart here. Default: the mean of the pooled importances of the drivers. */
  readonly threshold?: number;
  /** Organisations differ when Cochran's Q has a p value below this … Default 0.05. */
  readonly alpha?: number;
  /** … and I² is at least this. Default 0.5. */
  readonly heterogeneity?: number;
  /** A driver varies when it also is on the other side of the threshold in this share of organisations. Default 0.1. */
  readonly minority?: number;
  /** Of the interval of the pooled importance. Default 0.95. */
  readonly level?: number;
}

export type StabilityLabel = "stable_high" | "stable_low" | "varies";

/** How one driver's importance differs between organisations. */
export interface DriverStability {
  readonly driver: string;
  readonly organisations: number;
  /** Random-effects mean over organisations. */
  readonly pooled: number;
  readonly standardError: number;
  readonly interval: { readonly level: number; readonly low: number; readonly high: number };
  /** Cochran's Q of "the same in all organisations" with its p value; `null` for a single organisation. */
  readonly q: { readonly value: number; readonly df: number; readonly p: number } | null;
  /** Share of the variation that is more than chance, 0–1. */
  readonly iSquared: number | null;
  /** Variance between organisations (DerSimonian-Laird). */
  readonly tauSquared: number | null;
  /** Share of all organisations of which the importance is expected on the other side of the threshold. */
  readonly otherSide: number | null;
  /** `null` for a single organisation. */
  readonly label: StabilityLabel | null;
}

export interface Stability {
  readonly threshold: number | null;
  readonly drivers: readonly DriverStability[];
}

/**
 * Which drivers matter everywhere, which nowhere, and which here but not there.
 *
 * Organisations of which the importance differs by more than chance, but that are all on one side of the threshold, are stable: it is
 * large (or small) in all of them.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a standard error that is not above 0, a number of more than 1e60 or a standard error below
 * 1e-60, a threshold that is not finite, or an organisation that stands twice for a driver
 * @example
 * importanceStability([{ organisation: "a", driver: "menu", importance: 0.1, standardError: 0.02 }, { organisation: "b", driver: "menu", importance: 0.1, standardError: 0.02 }]).drivers[0] // => { driver: "menu", organisations: 2, pooled: 0.1, iSquared: 0, label: "stable_high", … }
 * @see Cochran 1954, Biometrics 10; DerSimonian & Laird 1986, Controlled Clinical Trials 7; Higgins & Thompson 2002, Statistics in Medicine 21
 */
export function importanceStability(
  entries: readonly OrganisationImportance[],
  options: StabilityOptions = {},
): Stability {
  const { level = 0.95, alpha = 0.05, heterogeneity = 0.5, minority = 0.1 } = options;
  requireLevel("importanceStability", level);
  if (options.threshold !== undefined && !Number.isFinite(options.threshold)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `importanceStability: expected a finite threshold, got ${options.threshold}`,
      { threshold: options.threshold },
    );
  }
  const byDriver = new Map<string, OrganisationImportance[]>();
  for (const entry of entries) {
    const { organisation, driver, importance, standardError } = entry;
    const others = byDriver.get(driver) ?? [];
    if (
      !(standardError >= 1 / LARGEST && standardError <= LARGEST) ||
      !(Number.isFinite(importance) && Math.abs(importance) <= LARGEST) ||
      others.some((other) => other.organisation === organisation)
    ) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `importanceStability: expected one importance with an error above 0 per organisation, got ${importance} ± ${standardError} of ${driver} in ${organisation}`,
        { organisation, driver },
      );
    }
    byDriver.set(driver, [...others, entry]);
  }
  const pooled = [...byDriver].map(([driver, own]) => ({ driver, ...pool(own) }));
  const threshold =
    options.threshold ??
    (pooled.length === 0 ? null : pooled.reduce((sum, each) => sum + each.pooled, 0) / pooled.length);
  if (threshold === null) return { threshold, drivers: [] };
  return {
    threshold,
    drivers: pooled.map((each): DriverStability => {
      const { driver, organisations, standardError, q, iSquared, tauSquared } = each;
      const half = normalDeviate(level) * standardError;
      const distance = Math.abs(each.pooled - threshold);
      const otherSide =
        tauSquared === null ? null : tauSquared === 0 ? 0 : normalCdf(-distance / Math.sqrt(tauSquared));
      // The three are there together: with more than one organisation.
      const differs = q !== null && q.p < alpha && iSquared! >= heterogeneity && otherSide! >= minority;
      const stable: StabilityLabel = each.pooled >= threshold ? "stable_high" : "stable_low";
      return {
        driver,
        organisations,
        pooled: each.pooled,
        standardError,
        interval: { level, low: each.pooled - half, high: each.pooled + half },
        q,
        iSquared,
        tauSquared,
        otherSide,
        label: q === null ? null : differs ? "varies" : stable,
      };
    }),
  };
}

/** Fourth powers of standard errors must stay in the range of doubles. */
const LARGEST = 1e60;

type Pooled = Pick<DriverStability, "organisations" | "pooled" | "standardError" | "q" | "iSquared" | "tauSquared">;

function pool(entries: readonly OrganisationImportance[]): Pooled {
  const organisations = entries.length;
  const fixed = weightedMean(entries, 0);
  if (organisations === 1)
    return {
      organisations,
      pooled: fixed.mean,
      standardError: fixed.standardError,
      q: null,
      iSquared: null,
      tauSquared: null,
    };
  const weights = entries.map(({ standardError }) => 1 / standardError ** 2);
  const value = entries.reduce((sum, { importance }, i) => sum + weights[i]! * (importance - fixed.mean) ** 2, 0);
  const df = organisations - 1;
  const sum = weights.reduce((total, w) => total + w, 0);
  const squares = weights.reduce((total, w) => total + w * w, 0);
  const tauSquared = Math.max(0, (value - df) / (sum - squares / sum));
  const { mean, standardError } = weightedMean(entries, tauSquared);
  return {
    organisations,
    pooled: mean,
    standardError,
    q: { value, df, p: chiSquareSurvival(value, df) },
    iSquared: value === 0 ? 0 : Math.max(0, (value - df) / value),
    tauSquared,
  };
}

/** Mean with weights 1/(error² + variance between organisations). */
function weightedMean(
  entries: readonly OrganisationImportance[],
  between: number,
): { readonly mean: number; readonly standardError: number } {
  let [sum, weight] = [0, 0];
  for (const { importance, standardError } of entries) {
    const w = 1 / (standardError ** 2 + between);
    sum += w * importance;
    weight += w;
  }
  return { mean: sum / weight, standardError: 1 / Math.sqrt(weight) };
}
