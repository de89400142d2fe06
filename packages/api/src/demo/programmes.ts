import type { DemoProgramme } from "./demo-programme.ts";
import { nationalExperience } from "./programme/national-experience.ts";
import { sevenDrivers } from "./programme/seven-drivers.ts";

/** The five programmes, and the employees of one of them. */
export const PROGRAMMES: readonly DemoProgramme[] = [sevenDrivers, nationalExperience];
