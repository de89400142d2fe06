import type { ProgrammesQuery } from "./generated/graphql.ts";

/** A questionnaire for customers and one for the employees of the same organisations, each with its mark. */
export interface Pair {
  readonly customers: string;
  readonly customerMark: string;
  readonly employees: string;
  readonly employeeMark: string;
}

const EMPLOYEES = "-employees";

/** The pair that an instrument belongs to: `x` and `x-employees`. Null when it stands alone. */
export function pairOf(code: string, instruments: ProgrammesQuery["instruments"]): Pair | null {
  const customers = code.endsWith(EMPLOYEES) ? code.slice(0, -EMPLOYEES.length) : code;
  const employees = `${customers}${EMPLOYEES}`;
  const customerMark = markOf(customers, instruments);
  const employeeMark = markOf(employees, instruments);
  return customerMark === null || employeeMark === null ? null : { customers, customerMark, employees, employeeMark };
}

function markOf(code: string, instruments: ProgrammesQuery["instruments"]): string | null {
  const questions = instruments.find((instrument) => instrument.code === code)?.questions ?? [];
  return questions.find(({ role }) => role === "SATISFACTION")?.code ?? null;
}
