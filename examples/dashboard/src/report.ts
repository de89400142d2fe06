import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./address.ts";
import type { ResponseFilter } from "./generated/graphql.ts";
import type { Words } from "./number-words.ts";
import type { Pair } from "./pair.ts";
import type { OrganisationName, Programme } from "./programme.ts";

/** What every part of the page knows. */
export interface Report extends Words {
  readonly language: Language;
  readonly programme: Programme;
  /** Which responses count. */
  readonly where: ResponseFilter;
  /** The same without the period: for what runs over periods. */
  readonly whereEver: ResponseFilter;
  /** Of what runs over time. */
  readonly grain: "QUARTER" | "MONTH";
  /** Null: there is no year before to compare with. */
  readonly yearBefore: string | null;
  /** The questionnaires of customers and of employees, where there are both. */
  readonly pair: Pair | null;
  /** The same without a choice of whom: for what holds one organisation against the others. */
  readonly wherePeers: ResponseFilter;
  /** Which organisation is held against the others: the one that was chosen, or else the first. */
  readonly organisation: OrganisationName | null;
  readonly onOrganisation: (code: string) => void;
  readonly outcome: string | null;
  readonly onOutcome: (code: string) => void;
}

const ReportContext = createContext<Report | null>(null);

export const ReportProvider = ReportContext.Provider;

export function useReport(): Report {
  const report = useContext(ReportContext);
  if (report === null) throw new Error("useReport: expected a ReportProvider above, got none");
  return report;
}
