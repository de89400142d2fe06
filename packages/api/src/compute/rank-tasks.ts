import { type Member, type Ranking, rankMembers, type RankOptions } from "@klik/metrics-core/comparison";

/** Places of organisations with their intervals. */
export function rankOrganisations({
  members,
  ...options
}: RankOptions & { readonly members: readonly Member[] }): Ranking {
  return rankMembers(members, options);
}

/** Roughly: every draw makes a normal number for each organisation, sorts them, and looks each up twice. */
export function rankWork({
  members,
  draws = 2000,
}: {
  readonly members: readonly Member[];
  readonly draws?: number;
}): number {
  return draws * members.length * (20 + 4 * Math.log2(members.length + 1));
}
