import type { Programme, Question } from "./programme.ts";
import { shortLabel } from "./short-label.ts";
import { useReport } from "./report.ts";

/** Samples that a request may take: the work grows with the square of the number of drivers. */
const REPLICATIONS: Readonly<Record<Programme["driverMethod"], number>> = { LMG: 500, RELATIVE_WEIGHT: 100 };

export interface OutcomeProps {
  readonly outcome: Question;
}

/** What every plot of drivers asks and shows. */
export function useDrivers({ code, label }: Question) {
  const report = useReport();
  const { programme, where } = report;
  const names = new Map([[code, label], ...programme.drivers.map((one) => [one.code, shortLabel(one.label)] as const)]);
  return {
    ...report,
    nameOf: (driver: string): string => names.get(driver) ?? driver,
    asked: { instrument: programme.code, where, outcome: code, method: programme.driverMethod },
    replications: REPLICATIONS[programme.driverMethod],
  };
}
