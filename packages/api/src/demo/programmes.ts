import type { DemoProgramme } from "./demo-programme.ts";
import { sevenDrivers } from "./programme/seven-drivers.ts";

/** The five programmes, and the employees of one of them. */
export const PROGRAMMES: readonly DemoProgramme[] = [sevenDrivers];
