import { jointStandardError } from "../estimate/comparison.ts";
import type { Member } from "./member.ts";
import { type SectorMethod, type SectorValue, sectorValue } from "./sector-value.ts";

/** A sector then and now. */
export interface PanelChange {
  readonly before: SectorValue;
  readonly now: SectorValue;
  /** Now minus before; `null` when one of the two is suppressed. */
  readonly change: number | null;
  /** For these very organisations, whose samples of the two periods are independent; `null` where one has none. */
  readonly standardError: number | null;
}

/** The change of a sector, both ways; which one is shown must be named. */
export interface BenchmarkChange {
  /** Only organisations that have a number in both periods: a change of theirs. */
  readonly constantPanel: PanelChange;
  /** All organisations of each period: also newcomers and leavers change it. */
  readonly fullPanel: PanelChange;
  /** Organisations in the constant panel, by name. */
  readonly panel: readonly string[];
}

/**
 * Year on year of a benchmark, on the constant and on the full panel of organisations.
 *
 * @throws MetricsError those of `sectorValue`
 * @see DEFINITIONS 13.4 of this library
 * @example
 * const of = (organisation: string, answers: number[]) => ({ organisation, estimate: satisfaction(tallyOf(REPORT_MARK, answers)) });
 * benchmarkChange([of("a", [7, 8]), of("b", [5, 6])], [of("a", [8, 9])]).constantPanel.change // => 1
 */
export function benchmarkChange(
  before: readonly Member[],
  now: readonly Member[],
  options: { readonly method?: SectorMethod; readonly leaveOut?: string } = {},
): BenchmarkChange {
  const { leaveOut } = options;
  const [then, later] = [namesOf(before), namesOf(now)];
  const inPanel = ({ organisation }: Member): boolean => then.has(organisation) && later.has(organisation);
  const changeOf = (first: readonly Member[], second: readonly Member[]): PanelChange => {
    const [a, b] = [sectorValue(first, options), sectorValue(second, options)];
    if (a.status === "suppressed" || b.status === "suppressed") {
      return { before: a, now: b, change: null, standardError: null };
    }
    return {
      before: a,
      now: b,
      change: b.value - a.value,
      standardError: jointStandardError(a.standardError, b.standardError),
    };
  };
  return {
    constantPanel: changeOf(before.filter(inPanel), now.filter(inPanel)),
    fullPanel: changeOf(before, now),
    panel: now
      .filter(inPanel)
      .map(({ organisation }) => organisation)
      .filter((name) => name !== leaveOut),
  };
}

function namesOf(members: readonly Member[]): ReadonlySet<string> {
  return new Set(
    members.flatMap(({ organisation, estimate }) => (estimate.status === "estimated" ? [organisation] : [])),
  );
}
