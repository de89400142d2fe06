import type { DemoOrganisation } from "./demo-programme.ts";

const SECTORS = ["business_services", "industry", "trade", "retail", "transport", "care"];

/**
 * Invented companies, one answer each, over six sectors in turn.
 *
 * @example
 * syntheticCompanies("Firm", 1) // => [{ code: "synthetic-firm-1", name: "Synthetic Firm 1", sector: "business_services" }]
 */
export function syntheticCompanies(noun: string, count: number): readonly DemoOrganisation[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `synthetic-${noun.toLowerCase()}-${index + 1}`,
    name: `Synthetic ${noun} ${index + 1}`,
    sector: SECTORS[index % SECTORS.length] ?? "",
  }));
}
