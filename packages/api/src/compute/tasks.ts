import {
  analyseDrivers,
  analyseGram,
  asymmetryOfDrivers,
  certaintyOfDrivers,
  contrastFit,
  driverWork,
  importanceFit,
  orderWork,
  performancesOfDrivers,
  simulateDrivers,
} from "./driver-tasks.ts";

import {
  compareReasonsOfPeople,
  crosstabOfPeople,
  experienceIndexOfPeople,
  experienceOfPeople,
  peopleWork,
  reasonsOfPeople,
  reliabilityOfPeople,
} from "./people-tasks.ts";
import { rankOrganisations, rankWork } from "./rank-tasks.ts";
import { recoveryOfPeople } from "./recovery-tasks.ts";

/** A computation that can run in another thread: plain data in, plain data out. */
interface Task<Input, Output> {
  readonly run: (input: Input) => Output;
  /** Roughly how many additions and multiplications it takes. */
  readonly work: (input: Input) => number;
}

const task = <Input, Output>(
  run: Task<Input, Output>["run"],
  work: Task<Input, Output>["work"],
): Task<Input, Output> => ({
  run,
  work,
});

/** All of them, by name. */
export const TASKS = {
  analyseDrivers: task(analyseDrivers, ({ table }) => driverWork(table, importanceFit(table))),
  analyseGram: task(analyseGram, ({ gram }) => orderWork(gram.columns.length - 1)),
  certaintyOfDrivers: task(certaintyOfDrivers, ({ table, methods, replications = 1000 }) =>
    driverWork(table, importanceFit(table, methods), replications),
  ),
  asymmetryOfDrivers: task(asymmetryOfDrivers, ({ table, replications = 1000 }) =>
    driverWork(table, contrastFit(table), replications),
  ),
  performancesOfDrivers: task(performancesOfDrivers, ({ table }) => driverWork(table, contrastFit(table))),
  simulateDrivers: task(simulateDrivers, ({ table, replications = 1000 }) =>
    driverWork(table, contrastFit(table), replications),
  ),
  crosstabOfPeople: task(crosstabOfPeople, ({ table }) => peopleWork(table)),
  experienceOfPeople: task(experienceOfPeople, ({ table }) => peopleWork(table)),
  experienceIndexOfPeople: task(experienceIndexOfPeople, ({ table }) => peopleWork(table)),
  compareReasonsOfPeople: task(compareReasonsOfPeople, ({ table }) => peopleWork(table)),
  reasonsOfPeople: task(reasonsOfPeople, ({ table }) => peopleWork(table)),
  reliabilityOfPeople: task(reliabilityOfPeople, ({ table }) => peopleWork(table)),
  recoveryOfPeople: task(recoveryOfPeople, ({ table }) => 2 * peopleWork(table)),
  rankOrganisations: task(rankOrganisations, rankWork),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]["run"]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]["run"]>;

/** The same, whichever task it is. */
export function taskOf<Name extends TaskName>(name: Name): Task<TaskInput<Name>, TaskOutput<Name>> {
  return TASKS[name] as unknown as Task<TaskInput<Name>, TaskOutput<Name>>; // TypeScript does not follow a name into a table
}
