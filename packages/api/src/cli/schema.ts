import { Command } from "commander";
import { printedSchema } from "../schema/print.ts";

/** `klik schema`: the GraphQL schema as SDL, on standard output. */
export const schemaCommand = new Command("schema").description("print the GraphQL schema (SDL)").action(() => {
  process.stdout.write(printedSchema());
});
