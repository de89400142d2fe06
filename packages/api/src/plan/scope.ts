/** A dimension of the context of a response. Organisation and sector are those of the organisation that was rated. */
export type Dimension = "ORGANISATION" | "SECTOR" | "CHANNEL" | "TOUCHPOINT" | "AUDIENCE";

/** Calendar periods in the operator's time zone; weeks are ISO weeks. */
export type Grain = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

/** One thing to group by. */
export type GroupBy =
  | { readonly kind: "dimension"; readonly dimension: Dimension }
  /** With a length above 1, of windows: the period and those before it, so many in all. */
  | { readonly kind: "period"; readonly grain: Grain; readonly length?: number }
  | { readonly kind: "attribute"; readonly name: string };

/** Which responses count. Lists are "one of"; a list that is not there does not restrict. Days are local dates. */
export interface ResponseFilter {
  readonly organisations?: readonly string[];
  readonly sectors?: readonly string[];
  readonly channels?: readonly string[];
  readonly touchpoints?: readonly string[];
  readonly audiences?: readonly Audience[];
  /** First day, included. */
  readonly from?: string;
  /** First day no longer included. */
  readonly until?: string;
  readonly attributes?: readonly { readonly name: string; readonly in: readonly string[] }[];
}

export type Audience = "CUSTOMER" | "EMPLOYEE" | "ORGANISATION";

/** Which responses of which instrument, in which groups. One `segments` field asks for one scope. */
export interface Scope {
  readonly instrumentId: number;
  /** Ids of the organisations that whoever asks may see: those of `Viewer`. */
  readonly visible: readonly number[] | "all";
  readonly where: ResponseFilter;
  readonly by: readonly GroupBy[];
  /** Name of a stored weighting of the instrument: responses without a weight in it count in no number. Absent: the weight that each response came with. */
  readonly weighting?: string;
}

/** Two scopes with the same key are answered by the same statement. */
export const scopeKey: (scope: Scope) => string = once((scope) =>
  JSON.stringify([
    scope.instrumentId,
    scope.visible,
    Object.entries(scope.where).sort(([a], [b]) => (a < b ? -1 : 1)),
    scope.by,
    scope.weighting,
  ]),
);

/** The values of one group, in the order of `by`; text, or `null` where a response has none. */
export type GroupValues = readonly (string | null)[];

/** The same group in the answers of two statements. */
export const groupText = (values: GroupValues): string => JSON.stringify(values);

/** The same, kept with the object: for who asks again and again. What is asked once is made faster than it is kept. */
export const groupKey: (values: GroupValues) => string = once(groupText);

/** The text of an object that never changes, made once: every metric of a segment asks for it. */
function once<T extends object>(textOf: (object: T) => string): (object: T) => string {
  const texts = new WeakMap<T, string>();
  return (object) => {
    const known = texts.get(object) ?? textOf(object);
    texts.set(object, known);
    return known;
  };
}

/** Groups as Postgres orders arrays of text in byte order: nulls last. */
export function inOrder<Group extends { readonly values: GroupValues }>(groups: readonly Group[]): readonly Group[] {
  // There are far fewer values than groups: those are put in order first, and groups by the places of their values.
  const places = Array.from(groups[0]?.values ?? [], (_, i) => placesOf(groups.map(({ values }) => values[i] ?? null)));
  return groups
    .map((group) => ({ group, at: group.values.map((value, i) => places[i]!.get(value)!) }))
    .sort((a, b) => {
      for (let i = 0; i < places.length; i++) {
        const order = a.at[i]! - b.at[i]!;
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ group }) => group);
}

function placesOf(values: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const distinct = [...new Set(values)].map((value) => ({ value, bytes: value === null ? null : Buffer.from(value) }));
  distinct.sort((a, b) => {
    if (a.bytes === null) return 1; // there is only one
    return b.bytes === null ? -1 : Buffer.compare(a.bytes, b.bytes);
  });
  return new Map(distinct.map(({ value }, place) => [value, place]));
}
