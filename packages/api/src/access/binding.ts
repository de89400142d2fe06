/** Whose rows the statements of a database see and make. */
export interface Binding {
  /** Ids; `all`: the operator's. Row-level security holds everything else back, also from a statement that forgets to ask for it. */
  readonly organisations: readonly number[] | "all";
  /** Role that the statements run as; `null`: that of the login. */
  readonly role: "klik_api" | null;
  /** So long one statement may take; `null`: as long as it needs. */
  readonly statementMs: number | null;
}

/** For what the process does of its own accord: all organisations, and the rights of the login. */
export const MAINTENANCE: Binding = { organisations: "all", role: null, statementMs: null };

/** The settings of a binding as one statement; they end with its transaction. */
export function bindingStatement(binding: Binding): string {
  return `select ${settingsOf(binding)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(", ")}`;
}

/** The same as commands, which Citus passes on to the nodes that hold the rows; it passes on no function calls. */
export function bindingCommands(binding: Binding): string {
  return settingsOf(binding)
    .map(([name, value]) => `set local ${name} = '${value}'`)
    .join("; ");
}

function settingsOf({ organisations, role, statementMs }: Binding): readonly (readonly [string, string])[] {
  return [
    [
      "klik.organisations",
      organisations === "all"
        ? "*"
        : organisations
            .toSorted((a, b) => a - b)
            .map(idText)
            .join(),
    ],
    ...(role === null ? [] : [["role", role] as const]),
    ...(statementMs === null
      ? []
      : [
          ["statement_timeout", String(statementMs)] as const,
          // Sooner, so that who waited for somebody else learns that, and not that the statement took too long.
          ["lock_timeout", String(Math.ceil(0.8 * statementMs))] as const,
        ]),
  ];
}

/** @throws TypeError for what is no id: the text becomes part of a statement */
function idText(id: number): string {
  if (Number.isSafeInteger(id) && id > 0) return String(id);
  throw new TypeError(`binding: expected the id of an organisation, got ${id}`);
}
