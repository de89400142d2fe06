import type { DemoOrganisation } from "./demo-programme.ts";

/** What an invented organisation of a sector is called. */
const NOUNS: Readonly<Record<string, string>> = {
  bank: "Bank",
  insurance: "Insurer",
  energy: "Energy Supplier",
  telecom: "Telecom Provider",
  housing: "Housing Association",
  care: "Care Provider",
  retail: "Retailer",
};

/**
 * Invented organisations of a sector, the same ones in every programme.
 *
 * @example
 * syntheticOrganisations("bank", 1) // => [{ code: "synthetic-bank-1", name: "Synthetic Bank 1", sector: "bank" }]
 */
export function syntheticOrganisations(
  sector: string,
  count: number,
  noun: string = NOUNS[sector] ?? "Organisation",
): readonly DemoOrganisation[] {
  const slug = noun.toLowerCase().replaceAll(" ", "-");
  return Array.from({ length: count }, (_, index) => ({
    code: `synthetic-${slug}-${index + 1}`,
    name: `Synthetic ${noun} ${index + 1}`,
    sector,
  }));
}
