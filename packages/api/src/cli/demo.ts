import { Command, Option } from "commander";
import { readConfig } from "../config.ts";
import type { DemoSize } from "../demo/demo-programme.ts";
import { loadDemo } from "../demo/load.ts";
import { loadProgrammes } from "../demo/load-programmes.ts";
import { Progress } from "./progress.ts";
import { step } from "./step.ts";
import { withDatabase } from "./with-database.ts";

/** `klik demo`: the demo data, also into a database server; what is there already is not loaded again. */
export const demoCommand = new Command("demo")
  .description("load the demo data: an airport's survey, and synthetic responses of the five programmes")
  .addOption(
    new Option("--size <size>", "full gives the contact monitor 400,000 ratings, which replace the small set")
      .choices(["small", "full"])
      .default("small"),
  )
  .action(async ({ size }: { readonly size: DemoSize }) => {
    await withDatabase(readConfig(), async ({ db }) => {
      const progress = new Progress();
      const log = (text: string): void => {
        progress.end();
        step(text);
      };
      const brought = await loadDemo(db, { log });
      const taken = await loadProgrammes(db, { size, log, onProgress: (counts) => progress.update(counts) });
      progress.end();
      const total = brought + taken;
      step(total === 0 ? "the demo data was there already" : `${total} responses in ${progress.seconds.toFixed(1)} s`);
    });
  });
