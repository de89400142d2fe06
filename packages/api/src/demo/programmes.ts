import type { DemoProgramme } from "./demo-programme.ts";
import { contactMonitor } from "./programme/contact-monitor.ts";
import { contactMonitorEmployees } from "./programme/contact-monitor-employees.ts";
import { customerDrivenness } from "./programme/customer-drivenness.ts";
import { nationalExperience } from "./programme/national-experience.ts";
import { retentionBenchmark } from "./programme/retention-benchmark.ts";
import { sevenDrivers } from "./programme/seven-drivers.ts";

/** The five programmes, and the employees of one of them. */
export const PROGRAMMES: readonly DemoProgramme[] = [
  sevenDrivers,
  nationalExperience,
  contactMonitor,
  contactMonitorEmployees,
  customerDrivenness,
  retentionBenchmark,
];
