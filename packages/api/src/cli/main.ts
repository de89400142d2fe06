#!/usr/bin/env node
import { Command } from "commander";
import { InputError } from "../input-error.ts";
import { HttpProblem } from "../server/problem.ts";
import { SetupError } from "../setup-error.ts";
import { demoCommand } from "./demo.ts";
import { eraseCommand } from "./erase.ts";
import { explainCommand } from "./explain.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { instrumentCommand } from "./instrument.ts";
import { keyCommand } from "./key.ts";
import { migrateCommand } from "./migrate.ts";
import { readerCommand } from "./reader.ts";
import { reportCommand } from "./report.ts";
import { schemaCommand } from "./schema.ts";
import { segmentsCommand } from "./segments.ts";
import { serveCommand } from "./serve.ts";

const commands = [
  serveCommand,
  demoCommand,
  importCommand,
  exportCommand,
  reportCommand,
  explainCommand,
  eraseCommand,
  instrumentCommand,
  keyCommand,
  readerCommand,
  migrateCommand,
  segmentsCommand,
  schemaCommand,
];

const klik = new Command("klik").description("Customer-experience metrics from Postgres").showHelpAfterError();
for (const command of commands) klik.addCommand(command);

try {
  await klik.parseAsync();
} catch (error) {
  // What people can mend reads better without a stack.
  const isKnown = error instanceof SetupError || error instanceof InputError || error instanceof HttpProblem;
  console.error(isKnown ? `klik: ${error.message}` : error);
  process.exitCode = 1;
}
