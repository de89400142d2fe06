import type { Client } from "@urql/core";
import {
  NpsByOrganisationDocument,
  type NpsByOrganisationQuery,
  OrganisationPageDocument,
  type OrganisationPageQuery,
} from "./generated/graphql.ts";

type Organisation = OrganisationPageQuery["organisations"]["nodes"][number];
type Nps = NonNullable<NpsByOrganisationQuery["segments"]["nodes"][number]["nps"]>;

/** An organisation with its number; `null` where it has no responses. */
interface Ranked {
  readonly organisation: Organisation;
  readonly nps: Nps | null;
}

/** All organisations, page by page: a cursor says where the last page ended, whatever has come or gone since. */
export async function* organisationPages(client: Client, first: number): AsyncGenerator<readonly Organisation[]> {
  let after: string | null = null;
  for (;;) {
    const answer: { data?: OrganisationPageQuery | null; error?: Error } = await client
      .query(OrganisationPageDocument, { first, after })
      .toPromise();
    if (answer.data == null) throw answer.error ?? new Error("expected organisations, got no data");
    const { nodes, pageInfo } = answer.data.organisations;
    yield nodes;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor ?? null;
  }
}

/** The NPS of every organisation, highest first; those without a number last. */
export async function ranking(
  client: Client,
  question: { readonly instrument: string; readonly question?: string },
  pageSize = 100,
): Promise<readonly Ranked[]> {
  const { data, error } = await client.query(NpsByOrganisationDocument, question).toPromise();
  // A metric that fails is null and leaves the others alone: only an answer without data is an error.
  if (data == null) throw error ?? new Error("expected segments, got no data");
  const numbers = new Map(data.segments.nodes.map(({ key, nps }) => [key.organisation?.id, nps ?? null]));
  const ranked: Ranked[] = [];
  for await (const page of organisationPages(client, pageSize)) {
    for (const organisation of page) ranked.push({ organisation, nps: numbers.get(organisation.id) ?? null });
  }
  const valueOf = ({ nps }: Ranked): number => nps?.value ?? Number.NEGATIVE_INFINITY;
  return ranked.sort((a, b) => valueOf(b) - valueOf(a) || (a.organisation.name < b.organisation.name ? -1 : 1));
}

/** `+12.5 (+3.1 to +21.4, n = 240)`; a dash where there is no number. */
export function numberText(nps: Nps | null): string {
  if (nps?.value == null || nps.interval == null) return "–";
  const points = (value: number): string => (value > 0 ? `+${value}` : String(value));
  return `${points(nps.value)} (${points(nps.interval.low)} to ${points(nps.interval.high)}, n = ${nps.base.valid})`;
}
