import type { GroupBy, ResponseFilter, Scope } from "../plan/scope.ts";
import type { ColumnName } from "./block.ts";

/** Rows count that have one of the values in a column; those of categories are still their codes. */
export interface ColumnFilter {
  readonly column: ColumnName;
  readonly in: readonly string[];
}

/** Where the answers stand. */
interface AskedQuestion {
  readonly slot: number;
}

/** How a question to the columns is answered. Plain data: it can be printed, compared and sent. */
export interface ColumnPlan<Question extends AskedQuestion = AskedQuestion> {
  readonly instrumentId: number;
  /** Ids of the organisations that whoever asks may see. */
  readonly visible: readonly number[] | "all";
  /** Codes; `null`: all. */
  readonly organisations: readonly string[] | null;
  readonly sectors: readonly string[] | null;
  /** Local dates, `from` included and `until` not; `null`: no limit. */
  readonly from: string | null;
  readonly until: string | null;
  /** Name of the weighting whose weights count; `null`: those that the responses came with. */
  readonly weighting: string | null;
  readonly filters: readonly ColumnFilter[];
  readonly by: readonly GroupBy[];
  readonly questions: readonly Question[];
  /** Columns to read of every segment. */
  readonly columns: readonly ColumnName[];
}

/** The plan for the groups of a scope and the tallies of some questions in them; without questions only responses are counted. */
export function planColumns<Question extends AskedQuestion>(
  scope: Scope,
  questions: readonly Question[],
): ColumnPlan<Question> {
  const { where, by, instrumentId, visible } = scope;
  const filters = filtersOf(where);
  const columns = new Set<ColumnName>(["day"]);
  for (const { column } of filters) columns.add(column);
  for (const group of by) {
    const column = columnOf(group);
    if (column !== null) columns.add(column);
  }
  if (questions.length > 0) columns.add("weight");
  for (const { slot } of questions) columns.add(`slot:${slot}`);
  return {
    instrumentId,
    visible,
    organisations: where.organisations ?? null,
    sectors: where.sectors ?? null,
    from: where.from ?? null,
    until: where.until ?? null,
    weighting: scope.weighting ?? null,
    filters,
    by,
    questions,
    columns: [...columns],
  };
}

/** The column that a group is read from; `null`: it is the same for all rows of an organisation or of a day. */
export function columnOf(group: GroupBy): ColumnName | null {
  switch (group.kind) {
    case "period":
      return null;
    case "attribute":
      return `attribute:${group.name}`;
    case "dimension":
      switch (group.dimension) {
        case "ORGANISATION":
        case "SECTOR":
          return null;
        case "CHANNEL":
          return "channel";
        case "TOUCHPOINT":
          return "touchpoint";
        case "AUDIENCE":
          return "audience";
        default:
          return group.dimension satisfies never;
      }
    default:
      return group satisfies never;
  }
}

function filtersOf({ channels, touchpoints, audiences, attributes = [] }: ResponseFilter): readonly ColumnFilter[] {
  const filters: ColumnFilter[] = [];
  if (channels !== undefined) filters.push({ column: "channel", in: channels });
  if (touchpoints !== undefined) filters.push({ column: "touchpoint", in: touchpoints });
  if (audiences !== undefined) filters.push({ column: "audience", in: audiences });
  for (const { name, in: values } of attributes) filters.push({ column: `attribute:${name}`, in: values });
  return filters;
}

const list = (values: readonly (string | number)[]): string => values.join(", ") || "none";

/** A plan in words, one step a line, for `explain` and logs. */
export const describePlan = (plan: Omit<ColumnPlan, "questions">): readonly string[] => [
  ...describeGroups(plan),
  ...(plan.weighting === null ? [] : [`weighting: ${plan.weighting}`]),
  `needs: ${list(plan.columns)}`,
];

/** Which responses, in which groups. */
export function describeGroups(plan: Omit<ColumnPlan, "questions">): readonly string[] {
  const restricted = (name: string, codes: readonly string[] | null): string[] =>
    codes === null ? [] : [`${name} ${list(codes)}`];
  const period =
    plan.from === null && plan.until === null
      ? []
      : [`days from ${plan.from ?? "the first"} until ${plan.until ?? "the last"}`];
  const where = [
    ...(plan.visible === "all" ? [] : [`visible: organisations with id ${list(plan.visible)}`]),
    ...restricted("organisations", plan.organisations),
    ...restricted("sectors", plan.sectors),
    ...period,
    ...plan.filters.map((filter) => `${filter.column} in ${list(filter.in)}`),
  ];
  const by = plan.by.map((group) =>
    group.kind === "dimension"
      ? group.dimension.toLowerCase()
      : group.kind === "period"
        ? group.grain.toLowerCase()
        : `attribute ${group.name}`,
  );
  return [`where: ${where.join("; ") || "all responses"}`, `group by: ${by.join(", ") || "nothing"}`];
}
