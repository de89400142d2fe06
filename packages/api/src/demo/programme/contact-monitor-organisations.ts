import { randomSource } from "@klik/metrics-core/distributions";
import type { DemoOrganisation } from "../demo-programme.ts";
import { balancedNormals } from "../normals.ts";
import { syntheticOrganisations } from "../organisations.ts";
import { apportion } from "../quota.ts";

const SEED = 2010;

export interface MonitorOrganisation extends DemoOrganisation {
  /** Kind of government; "" for others. */
  readonly type: string;
  /** Its share of the ratings of its sector, as a weight. */
  readonly size: number;
  /** How much better than its sector, in standard deviations of one opinion: its customers and its employees. */
  readonly customers: number;
  readonly employees: number;
}

const GOVERNMENT = [
  ["municipality", "Municipality", 22],
  ["province", "Province", 4],
  ["semi_public", "Semi-public Organisation", 6],
] as const;

const OTHERS = [
  ["housing", 18],
  ["bank", 8],
  ["insurance", 10],
  ["energy", 8],
  ["telecom", 8],
  ["care", 12],
  ["retail", 12],
] as const;

/** How alike the two are: where employees are more satisfied, so are customers. */
const LINK = 0.6;
const SPREAD = 0.45;

/** The 108 organisations of the contact monitor. Within a sector they are as much above as below its mean. */
export const ORGANISATIONS: readonly MonitorOrganisation[] = withEffects([
  ...GOVERNMENT.flatMap(([type, noun, count]) =>
    syntheticOrganisations("government", count, noun).map((organisation) => ({ ...organisation, type })),
  ),
  ...OTHERS.flatMap(([sector, count]) =>
    syntheticOrganisations(sector, count).map((organisation) => ({ ...organisation, type: "" })),
  ),
]);

export function organisationsOf(sector: string): readonly MonitorOrganisation[] {
  return ORGANISATIONS.filter((organisation) => organisation.sector === sector);
}

/** An organisation a response: as many as its size says, one organisation after the other. */
export function organisationPerResponse(sector: string, responses: number): readonly MonitorOrganisation[] {
  const own = organisationsOf(sector);
  const counts = apportion(
    responses,
    own.map(({ size }) => size),
  );
  return own.flatMap((organisation, at) => new Array<MonitorOrganisation>(counts[at] ?? 0).fill(organisation));
}

function withEffects(
  organisations: readonly (DemoOrganisation & { readonly type: string })[],
): readonly MonitorOrganisation[] {
  const random = randomSource(SEED);
  const sectors = [...new Set(organisations.map(({ sector }) => sector))];
  return sectors.flatMap((sector) => {
    const own = organisations.filter((organisation) => organisation.sector === sector);
    const [shared, apart] = [balancedNormals(own.length, random), balancedNormals(own.length, random)];
    return own.map((organisation, at) => ({
      ...organisation,
      size: 1 + (at % 4) / 2,
      customers: SPREAD * shared[at]!,
      employees: SPREAD * (LINK * shared[at]! + Math.sqrt(1 - LINK ** 2) * apart[at]!),
    }));
  });
}
