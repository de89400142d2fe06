import { cpus, loadavg, totalmem } from "node:os";

/** Prints a table in Markdown. */
export function table(head, rows) {
  console.log(`| ${head.join(" | ")} |\n|${head.map((_, i) => (i === 0 ? " --- |" : " ---: |")).join("")}`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  console.log();
}

export const whole = (value) => Math.round(value).toLocaleString("en");
export const ms = (value) =>
  value === null ? "-" : value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : whole(value);
/** How many times as long. */
export const times = (other, own) => (other === null ? "-" : `${(other / own).toFixed(other / own < 10 ? 1 : 0)} x`);
export const mebibytes = (bytes) => `${whole(bytes / 2 ** 20)} MiB`;

export function machine(postgres) {
  const { length, 0: first } = cpus();
  return `${new Date().toISOString().slice(0, 10)}; ${length} x ${first.model}, ${whole(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}, Postgres ${postgres}; load ${loadavg()[0].toFixed(1)} before anything was measured.`;
}
